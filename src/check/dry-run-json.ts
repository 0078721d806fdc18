import { stringAt } from '../core/json.ts';
import type { JsonObject } from '../core/json.ts';
import { nameOf, namespaceOf } from '../core/kubernetes-object.ts';
import type { KubernetesObject } from '../core/kubernetes-object.ts';
import { printable } from '../core/printable.ts';
import type { DryRun } from './dry-run.ts';

function title(object: KubernetesObject): string {
  const name = nameOf(object) || `${stringAt(object, 'metadata', 'generateName') ?? ''}…`;
  const namespace = namespaceOf(object);
  return printable(`${object.kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`);
}

/** Names what a dry run is about: `StatefulSet shop/db → Pod shop/db-0`. */
export function dryRunTitle({ source, before }: DryRun): string {
  return source === before ? title(source) : `${title(source)} → ${title(before)}`;
}

function dryRunJson(run: DryRun): JsonObject {
  return {
    object: dryRunTitle(run),
    patch: run.patch.map(operation => ({ ...operation })),
    ...(run.warnings.length > 0 && { warnings: run.warnings }),
    ...(run.denial !== undefined && { denial: run.denial }),
  };
}

/** The patch of every object as JSON text, with the warnings and why it would be denied; the shape is stable. */
export function formatPatches(runs: readonly DryRun[]): string {
  return `${JSON.stringify(runs.map(dryRunJson), null, 2)}\n`;
}
