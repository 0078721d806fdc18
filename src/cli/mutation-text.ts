import { createTwoFilesPatch, OMIT_HEADERS } from 'diff';
import { dump } from 'js-yaml';
import { stringAt } from '../core/json.ts';
import { nameOf, namespaceOf } from '../core/kubernetes-object.ts';
import type { KubernetesObject } from '../core/kubernetes-object.ts';
import type { DryRun } from '../check/dry-run.ts';
import type { Style } from './output/check-result.ts';
import { printable } from '../core/printable.ts';

type Styler = (style: Style, text: string) => string;

/** Writes an object as a YAML document. */
export function objectYaml(object: KubernetesObject): string {
  return dump(object, { lineWidth: -1, noRefs: true });
}

function title(object: KubernetesObject): string {
  const name = nameOf(object) || `${stringAt(object, 'metadata', 'generateName') ?? ''}…`;
  const namespace = namespaceOf(object);
  return printable(`${object.kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`);
}

/** Names what a dry run is about: `StatefulSet shop/db → Pod shop/db-0`. */
export function dryRunTitle({ source, before }: DryRun): string {
  return source === before ? title(source) : `${title(source)} → ${title(before)}`;
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
