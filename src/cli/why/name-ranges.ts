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

interface Part {
  readonly text: string;
  /** How many nodes it names. */
  readonly count: number;
}

function partsOf(run: readonly Numbered[]): readonly Part[] {
  const texts = formatRun(run);
  return texts.map(text => ({ text, count: texts.length === 1 ? run.length : 1 }));
}

function runsOf(names: readonly string[]): readonly (readonly Numbered[])[] {
  const runs: Numbered[][] = [];
  for (const one of names.map(split).toSorted(byStemAndNumber)) {
    const run = runs.at(-1);
    const last = run?.at(-1);
    if (run !== undefined && last !== undefined && follows(last, one)) run.push(one);
    else runs.push([one]);
  }
  return runs;
}

/** Names nodes in few words: `cp-1..3, worker-7`, and the rest by number when it is too long. */
export function nameRanges(names: readonly string[], width: number): string {
  let text = '';
  let rest = names.length;
  for (const part of runsOf(names).flatMap(partsOf)) {
    const next = text === '' ? part.text : `${text}, ${part.text}`;
    const left = rest - part.count;
    const tail = left === 0 ? '' : ` +${left}`;
    if (text !== '' && next.length + tail.length > width) break;
    text = next;
    rest = left;
  }
  return rest === 0 ? text : `${text} +${rest}`;
}
