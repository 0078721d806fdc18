import { dryRunTitle, formatPatches } from '../../check/dry-run-json.ts';
import { dryRun } from '../../check/dry-run.ts';
import type { DryRun } from '../../check/dry-run.ts';
import type { KubernetesObject } from '../../core/kubernetes-object.ts';
import type { JsonValue } from '../../core/json.ts';
import { printableLines } from '../../core/printable.ts';
import type { Environment } from '../environment.ts';
import { EXIT } from '../exit-codes.ts';
import { loadInputs, refuseUnreadable } from '../inputs.ts';
import type { InputFlags } from '../inputs.ts';
import { dryRunDiff, objectYaml } from '../mutation-text.ts';
import { count } from '../output/text.ts';
import { styler, takesColor } from '../style.ts';
import type { ColorMode } from '../style.ts';

interface MutateOptions extends InputFlags {
  readonly diff?: boolean;
  readonly patch?: boolean;
  readonly output: 'yaml' | 'json';
  readonly color: ColorMode;
}

/** A List when there is more than one, so that the output is one JSON document. */
function jsonOf(objects: readonly KubernetesObject[]): string {
  const [only] = objects;
  const document: JsonValue =
    objects.length === 1 && only !== undefined ? only : { apiVersion: 'v1', kind: 'List', items: objects };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function objectsText(runs: readonly DryRun[], output: MutateOptions['output']): string {
  const objects = runs.filter(run => run.denial === undefined).map(run => run.after);
  return output === 'json' ? jsonOf(objects) : objects.map(objectYaml).join('---\n');
}

function diffText(environment: Environment, runs: readonly DryRun[], color: ColorMode): string {
  const style = styler(takesColor(environment.stdout, color, environment.variables));
  const changed = runs.filter(run => run.patch.length > 0);
  const blocks = changed.map(run => `${style('bold', dryRunTitle(run))}\n${dryRunDiff(run, style)}`);
  const denied = runs.filter(run => run.denial !== undefined).length;
  return [
    ...blocks,
    `${count(runs.length, 'object')}: ${changed.length} would change, ${denied} denied.\n`,
  ].join('\n');
}

function report(environment: Environment, runs: readonly DryRun[]): void {
  for (const run of runs) {
    const title = dryRunTitle(run);
    for (const warning of run.warnings)
      environment.stderr.write(`warning: ${title}: ${printableLines(warning)}\n`);
    if (run.denial !== undefined)
      environment.stderr.write(`denied: ${title}: ${printableLines(run.denial)}\n`);
  }
}

/** `stowage mutate`: shows what the webhook would make of objects. */
export async function mutateCommand(
  environment: Environment,
  paths: readonly string[],
  options: MutateOptions,
): Promise<number> {
  const { given, context, unreadable } = await loadInputs(environment, paths, options);
  refuseUnreadable(unreadable, given);
  const runs: DryRun[] = [];
  for (const { written } of given.manifests)
    runs.push(...(await dryRun(written, options.namespace, context)));
  if (options.patch === true) environment.stdout.write(formatPatches(runs));
  else if (options.diff === true) environment.stdout.write(diffText(environment, runs, options.color));
  else environment.stdout.write(objectsText(runs, options.output));
  report(environment, runs);
  const isDenied = runs.some(run => run.denial !== undefined);
  const isChanged = runs.some(run => run.patch.length > 0);
  return isDenied || (options.diff === true && isChanged) ? EXIT.no : EXIT.yes;
}
