import { createHash } from 'node:crypto';
import { pathToFileURL } from 'node:url';
import { isAbsolute } from 'node:path';
import type { CheckResult, LocatedFinding } from '../../check/check-result.ts';
import type { JsonObject } from '../../core/json.ts';
import { formatPointer } from '../../core/json-pointer.ts';
import type { Severity } from '../../core/finding.ts';
import type { OutputContext } from './format.ts';

const LEVELS = {
  error: 'error',
  warning: 'warning',
  info: 'note',
  unknown: 'none',
} as const satisfies Record<Severity, string>;
const DOCS = 'https://stowage.dev/rules';

function ruleJson(id: string, context: OutputContext): JsonObject {
  const rule = context.ruleOf(id);
  const help = rule?.help ?? '';
  return {
    id,
    helpUri: `${DOCS}/${id}`,
    shortDescription: { text: rule?.summary ?? id },
    help: { text: help },
  };
}

/** Stays the same when lines above move: rule, object and place, not the line. */
function fingerprint(finding: LocatedFinding): string {
  const { kind, namespace, name } = finding.object;
  const parts = [finding.ruleId, finding.file, kind, namespace ?? '', name, formatPointer(finding.path)];
  return createHash('sha256').update(parts.join('\0')).digest('hex');
}

type Fingerprints = ReadonlyMap<LocatedFinding, string>;

/** Findings that nothing else tells apart (two keys written twice in one file) are numbered in the order of the text. */
function fingerprints(findings: readonly LocatedFinding[]): Fingerprints {
  const groups = Map.groupBy(findings, fingerprint);
  return new Map(
    [...groups].flatMap(([hash, group]) =>
      group
        .toSorted((left, right) => left.line - right.line || left.column - right.column)
        .map((finding, index) => [finding, `${hash}:${index + 1}`] as const),
    ),
  );
}

function uriOf(file: string): string {
  if (isAbsolute(file)) return pathToFileURL(file).href;
  return file.split('/').map(encodeURIComponent).join('/');
}

function resultJson(finding: LocatedFinding, prints: Fingerprints): JsonObject {
  return {
    ruleId: finding.ruleId,
    level: LEVELS[finding.severity],
    kind: finding.severity === 'unknown' ? 'review' : 'fail',
    message: { text: `${finding.message}. ${finding.fix}` },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: uriOf(finding.file) },
          region: {
            startLine: finding.line,
            startColumn: finding.column,
            endColumn: finding.endColumn,
          },
        },
      },
    ],
    partialFingerprints: { 'stowage/v1': prints.get(finding) ?? '' },
  };
}

const SUPPRESSION_KINDS = { manifest: 'inSource', configuration: 'external' } as const;

/** SARIF 2.1.0 for code scanning: real regions, stable fingerprints, suppressed findings included as such. */
export function formatSarif({ findings, suppressed }: CheckResult, context: OutputContext): string {
  const all = [...findings, ...suppressed.map(({ finding }) => finding)];
  const ids = [...new Set(all.map(finding => finding.ruleId))].sort();
  const prints = fingerprints(all);
  const log: JsonObject = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'stowage',
            version: context.version,
            informationUri: 'https://stowage.dev',
            rules: ids.map(id => ruleJson(id, context)),
          },
        },
        columnKind: 'utf16CodeUnits',
        results: [
          ...findings.map(finding => resultJson(finding, prints)),
          ...suppressed.map(({ finding, reason, origin }) => ({
            ...resultJson(finding, prints),
            suppressions: [{ kind: SUPPRESSION_KINDS[origin], justification: reason }],
          })),
        ],
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}
