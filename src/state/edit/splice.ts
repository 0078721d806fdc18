/** A change of a text: the stretch from start to end (exclusive) becomes another text. */
export interface Splice {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Says whether two changes touch the same text; two insertions at one place do not. */
export function overlap(left: Splice, right: Splice): boolean {
  return left.start < right.end && right.start < left.end;
}

/** Makes changes that do not overlap; insertions at one place come in the order given. */
export function applySplices(text: string, splices: readonly Splice[]): string {
  let result = '';
  let done = 0;
  for (const splice of splices.toSorted((left, right) => left.start - right.start || left.end - right.end)) {
    result += text.slice(done, splice.start) + splice.text;
    done = splice.end;
  }
  return result + text.slice(done);
}
