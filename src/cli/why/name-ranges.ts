interface Numbered {
  readonly stem: string;
  /** `undefined` for names that do not end in a number. */
  readonly number: number | undefined;
  readonly name: string;
}

function split(name: string): Numbered {
  const [, stem, digits] = /^(.*?)(0|[1-9]\d{0,8})$/.exec(name) ?? [];
  return stem === undefined
    ? { stem: name, number: undefined, name }
    : { stem, number: Number(digits), name };
}

function follows(left: Numbered, right: Numbered): boolean {
  return left.stem === right.stem && left.number !== undefined && right.number === left.number + 1;
}

function byStemAndNumber(left: Numbered, right: Numbered): number {
  if (left.stem !== right.stem) return left.stem < right.stem ? -1 : 1;
  return (left.number ?? 0) - (right.number ?? 0);
}

function formatRun(run: readonly Numbered[]): readonly string[] {
  const [first] = run;
  const last = run.at(-1);
  if (first === undefined || last === undefined) return [];
  return run.length < 3 ? run.map(({ name }) => name) : [`${first.name}..${last.number}`];
}

/** Names nodes in few words: `cp-1..3, worker-7`, and the rest by number when it is too long. */
export function nameRanges(names: readonly string[], width: number): string {
  const runs: Numbered[][] = [];
  for (const one of names.map(split).toSorted(byStemAndNumber)) {
    const run = runs.at(-1);
    const last = run?.at(-1);
    if (run !== undefined && last !== undefined && follows(last, one)) run.push(one);
    else runs.push([one]);
  }
  const parts = runs.flatMap(run =>
    formatRun(run).map((text, index, all) => ({ text, count: all.length === 1 ? run.length : 1, index })),
  );
  let shown = 0;
  let text = '';
  let rest = names.length;
  for (const part of parts) {
    const next = shown === 0 ? part.text : `${text}, ${part.text}`;
    if (shown > 0 && next.length + ` +${rest}`.length > width) break;
    text = next;
    shown += 1;
    rest -= part.count;
  }
  return rest === 0 ? text : `${text} +${rest}`;
}
