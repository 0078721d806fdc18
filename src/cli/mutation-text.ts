import { createTwoFilesPatch, OMIT_HEADERS } from 'diff';
import { dump } from 'js-yaml';
import type { DryRun } from '../check/dry-run.ts';
import type { KubernetesObject } from '../core/kubernetes-object.ts';
import type { Style } from './output/format.ts';

type Styler = (style: Style, text: string) => string;

/** Writes an object as a YAML document. */
export function objectYaml(object: KubernetesObject): string {
  return dump(object, { lineWidth: -1, noRefs: true });
}

function styleLine(line: string, style: Styler): string {
  if (line.startsWith('+')) return style('info', line);
  if (line.startsWith('-')) return style('error', line);
  return line.startsWith('@@') ? style('dim', line) : line;
}

/** The change of a dry run as a unified diff of YAML; empty when nothing changes. */
export function dryRunDiff({ before, after }: DryRun, style: Styler): string {
  if (before === after) return '';
  const diff = createTwoFilesPatch('before', 'after', objectYaml(before), objectYaml(after), '', '', {
    context: 3,
    headerOptions: OMIT_HEADERS,
  });
  return diff
    .split('\n')
    .map(line => styleLine(line, style))
    .join('\n');
}
