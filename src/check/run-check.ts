import type { RuleContext } from '../core/rule.ts';
import type { Config } from '../config/config.ts';
import type { FileState } from '../state/file-state.ts';
import type { CheckResult, LocatedFinding, Summary } from './check-result.ts';
import { manifestFindings, sourceFindings } from './locate.ts';
import { suppress } from './suppress.ts';

/** What a run of the checker looks at. */
export interface CheckOptions {
  readonly given: FileState;
  readonly context: RuleContext;
  readonly ignore: Config['ignore'];
  /** `YYYY-MM-DD` in UTC. */
  readonly today: string;
  /** Whether suppressions hold. */
  readonly suppresses: boolean;
  /** Severities reported, `unknown` always among them. */
  readonly isReported: (finding: LocatedFinding) => boolean;
  /** Called now and then while objects are checked. */
  readonly onProgress?: (done: number, total: number) => void;
}

const PROGRESS_STEP = 256;

function byPlace(left: LocatedFinding, right: LocatedFinding): number {
  return left.line - right.line || left.column - right.column;
}

/** Findings in the order of the files, and of the lines within a file; a rule's several findings keep their order. */
function inOrder(findings: readonly LocatedFinding[], files: Iterable<string>): readonly LocatedFinding[] {
  const byFile = Map.groupBy(findings, finding => finding.file);
  return [...files].flatMap(file => byFile.get(file)?.toSorted(byPlace) ?? []);
}

function findAll({ given, context, onProgress }: CheckOptions): readonly LocatedFinding[] {
  const findings = given.problems.flatMap(problem => sourceFindings(problem, context));
  const total = given.manifests.length;
  for (const [index, manifest] of given.manifests.entries()) {
    if (index % PROGRESS_STEP === 0) onProgress?.(index, total);
    for (const finding of manifestFindings(manifest, context)) findings.push(finding);
  }
  return inOrder(findings, given.files.keys());
}

function summarize(given: FileState, findings: readonly LocatedFinding[], suppressed: number): Summary {
  const counts = { error: 0, warning: 0, info: 0, unknown: 0 };
  for (const finding of findings) counts[finding.severity]++;
  return {
    files: given.counts.files,
    objects: given.counts.objects,
    errors: counts.error,
    warnings: counts.warning,
    infos: counts.info,
    unknown: counts.unknown,
    suppressed,
  };
}

/** Runs every rule on the manifests given and takes back what is suppressed. */
export function runCheck(options: CheckOptions): CheckResult {
  const { given, ignore, today, isReported } = options;
  const all = findAll(options);
  const { findings, suppressed, unused } = options.suppresses
    ? suppress(all, given, ignore, today)
    : { findings: all, suppressed: [], unused: [] };
  const reported = findings.filter(isReported);
  return {
    findings: reported,
    suppressed,
    unusedSuppressions: unused,
    summary: summarize(given, reported, suppressed.length),
  };
}
