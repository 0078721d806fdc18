/** A column of a table. */
export interface Column {
  readonly title: string;
  /** Whether its cells are numbers, which stand at the right. */
  readonly isNumber: boolean;
}

/** Lays a table out in columns three spaces apart, nothing trailing. */
export function layColumns(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
): readonly string[] {
  const all = [columns.map(({ title }) => title), ...rows];
  const widths = columns.map((_, index) => Math.max(...all.map(row => row[index]?.length ?? 0)));
  return all.map(row =>
    columns
      .map(({ isNumber }, index) => {
        const cell = row[index] ?? '';
        const width = widths[index] ?? 0;
        return isNumber ? cell.padStart(width) : cell.padEnd(width);
      })
      .join('   ')
      .trimEnd(),
  );
}
