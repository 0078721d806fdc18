import type { Edit } from '../../core/finding.ts';
import type { Manifest } from '../../state/manifest.ts';
import { applyEdits } from '../../state/text-edit.ts';
import type { Inputs } from '../inputs.ts';
import type { CheckResult, LocatedFinding } from '../../check/check-result.ts';

/** A mend that was not made, and why. */
interface RefusedFix {
  readonly finding: LocatedFinding;
  /** A clause without a final period. */
  readonly reason: string;
}

/** What mending made of the inputs. */
export interface FixResult {
  /** The inputs with the mended texts. */
  readonly inputs: Inputs;
  /** What is left, found in the mended texts. */
  readonly result: CheckResult;
  /** The mended texts by file. */
  readonly texts: ReadonlyMap<string, string>;
  /** How many findings were mended. */
  readonly fixed: number;
  readonly refused: readonly RefusedFix[];
}

interface FixRequest {
  readonly manifest: Manifest;
  readonly edit: Edit;
  readonly finding: LocatedFinding;
}

/** One mend may uncover the next (a moved field that is misspelt as well); more rounds than this are a rule's bug. */
const MAX_ROUNDS = 8;

function requestsOf({ findings }: CheckResult, { editable }: Inputs): readonly FixRequest[] {
  return findings.flatMap(finding => {
    const { manifest, edit, file } = finding;
    return manifest !== undefined && edit !== undefined && editable.has(file)
      ? { manifest, edit, finding }
      : [];
  });
}

interface Round {
  readonly texts: ReadonlyMap<string, string>;
  readonly fixed: number;
  readonly refused: readonly RefusedFix[];
}

function fixOnce(inputs: Inputs, result: CheckResult): Round {
  const texts = new Map<string, string>();
  const refused: RefusedFix[] = [];
  let fixed = 0;
  for (const [file, requests] of Map.groupBy(requestsOf(result, inputs), request => request.manifest.file)) {
    const source = inputs.given.files.get(file)?.source;
    if (source === undefined) continue;
    const edited = applyEdits(source, requests);
    fixed += edited.applied.length;
    refused.push(...edited.refused.map(({ request, reason }) => ({ finding: request.finding, reason })));
    if (edited.applied.length > 0) texts.set(file, edited.text);
  }
  return { texts, fixed, refused };
}

/** Mends what has a mechanical fix, round after round until nothing more can be mended; nothing is written. */
export function fix(start: Inputs, check: (inputs: Inputs) => CheckResult): FixResult {
  let inputs = start;
  let result = check(inputs);
  let texts: ReadonlyMap<string, string> = new Map();
  let fixed = 0;
  for (let round = 0; ; round++) {
    const next = fixOnce(inputs, result);
    if (next.fixed === 0 || round === MAX_ROUNDS)
      return { inputs, result, texts, fixed, refused: next.refused };
    fixed += next.fixed;
    texts = new Map([...texts, ...next.texts]);
    inputs = inputs.withTexts(next.texts);
    result = check(inputs);
  }
}
