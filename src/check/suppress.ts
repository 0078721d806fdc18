import type { Ignore } from '../config/config.ts';
import { entriesAt } from '../core/json.ts';
import type { KubernetesObject } from '../core/kubernetes-object.ts';
import { formatReference, referenceOf } from '../core/kubernetes-object.ts';
import { formatPointer } from '../core/json-pointer.ts';
import { IGNORE_ANNOTATION_PREFIX } from '../core/names.ts';
import { matchesRulePattern } from '../core/rule-override.ts';
import type { FileState } from '../state/file-state.ts';
import type { LocatedFinding, SuppressedFinding } from './check-result.ts';

/** One thing that takes findings back: a comment, an annotation, or an entry of the configuration. */
interface Suppressor {
  readonly origin: SuppressedFinding['origin'];
  readonly reason: string;
  readonly covers: (finding: LocatedFinding) => boolean;
  /** What to say when it covers nothing; `undefined` when nothing need be said. */
  readonly unused: string | undefined;
}

function fromComments(given: FileState): readonly Suppressor[] {
  return [...given.files].flatMap(([file, { suppressions }]) =>
    suppressions.map(({ line, appliesToLine, rules, reason }) => ({
      origin: 'manifest',
      reason,
      covers: (finding: LocatedFinding) =>
        finding.file === file && finding.line === appliesToLine && rules.includes(finding.ruleId),
      unused: `${file}:${line}: the comment suppresses nothing: ${rules.join(', ')}`,
    })),
  );
}

function fromAnnotation(object: KubernetesObject, file: string, rule: string, reason: string): Suppressor {
  const own = formatReference(referenceOf(object));
  const place = `${file}: the annotation of ${own}`;
  return {
    origin: 'manifest',
    reason,
    covers: finding =>
      reason !== '' &&
      finding.ruleId === rule &&
      finding.file === file &&
      formatReference(finding.object) === own,
    unused:
      reason === '' ? `${place} gives no reason to suppress ${rule}` : `${place} suppresses nothing: ${rule}`,
  };
}

function fromAnnotations(object: KubernetesObject, file: string): readonly Suppressor[] {
  return entriesAt(object, 'metadata', 'annotations').flatMap(([key, value]) => {
    if (!key.startsWith(IGNORE_ANNOTATION_PREFIX) || typeof value !== 'string') return [];
    return fromAnnotation(object, file, key.slice(IGNORE_ANNOTATION_PREFIX.length), value.trim());
  });
}

function ignoreCovers(ignore: Ignore, finding: LocatedFinding): boolean {
  const { kind, namespace, name } = finding.object;
  const pointer = formatPointer(finding.path);
  return (
    matchesRulePattern(ignore.rule, finding.ruleId) &&
    (ignore.kind === undefined || ignore.kind === kind) &&
    (ignore.namespace === undefined || ignore.namespace === namespace) &&
    (ignore.name === undefined || ignore.name === name) &&
    (ignore.path === undefined || pointer === ignore.path || pointer.startsWith(`${ignore.path}/`))
  );
}

/** Entries of the configuration are for many runs, so one that covers nothing in this run is no news; an expired one is. */
function fromConfig(ignore: Ignore, today: string): Suppressor {
  const { until } = ignore;
  const isExpired = until !== undefined && today > until;
  return {
    origin: 'configuration',
    reason: ignore.reason,
    covers: finding => !isExpired && ignoreCovers(ignore, finding),
    unused: isExpired ? `the configuration's ignore of ${ignore.rule} ended on ${until}` : undefined,
  };
}

/** What remains of the findings, what was taken back and why, and what took back nothing. */
export interface Suppression {
  readonly findings: readonly LocatedFinding[];
  readonly suppressed: readonly SuppressedFinding[];
  readonly unused: readonly string[];
}

/** Takes back the findings that comments, annotations and the configuration cover. `today` is `YYYY-MM-DD` in UTC. */
export function suppress(
  all: readonly LocatedFinding[],
  given: FileState,
  ignores: readonly Ignore[],
  today: string,
): Suppression {
  const suppressors = [
    ...fromComments(given),
    ...given.manifests.flatMap(({ object, file }) => fromAnnotations(object, file)),
    ...ignores.map(ignore => fromConfig(ignore, today)),
  ];
  const used = new Set<Suppressor>();
  const findings: LocatedFinding[] = [];
  const suppressed: SuppressedFinding[] = [];
  for (const finding of all) {
    const suppressor = suppressors.find(candidate => candidate.covers(finding));
    if (suppressor === undefined) findings.push(finding);
    else {
      used.add(suppressor);
      const { reason, origin } = suppressor;
      suppressed.push({ finding, reason, origin });
    }
  }
  const unused = suppressors.flatMap(suppressor => (used.has(suppressor) ? [] : (suppressor.unused ?? [])));
  return { findings, suppressed, unused };
}
