import { dryRun } from '../../check/dry-run.ts';
import type { DryRun } from '../../check/dry-run.ts';
import { objectAt } from '../../core/json.ts';
import { nameOf } from '../../core/kubernetes-object.ts';
import type { KubernetesObject } from '../../core/kubernetes-object.ts';
import { overlayLookup } from '../../core/overlay-lookup.ts';
import { openCluster } from '../../explain/cluster.ts';
import { predictPod } from '../../explain/explain-pod.ts';
import type { Explanation } from '../../explain/explanation.ts';
import type { HookContext } from '../../hooks/context.ts';
import { explainContext } from '../scheduler-view.ts';
import { refused } from './refused.ts';

/** A pod that only its controller will name. */
function named({ after, source }: DryRun): KubernetesObject {
  if (nameOf(after) !== '') return after;
  return { ...after, metadata: { ...objectAt(after, 'metadata'), name: `${nameOf(source)}-0` } };
}

/** Says what would become of the first pod that a manifest makes, after the webhook; nothing for objects that make none. */
export async function predict(
  source: KubernetesObject,
  namespace: string,
  context: HookContext,
  now: Date,
): Promise<readonly Explanation[]> {
  const runs = await dryRun(source, namespace, context);
  const denied = runs.find(({ denial }) => denial !== undefined);
  const claims = runs.map(({ after }) => after).filter(({ kind }) => kind !== 'Pod');
  const lookup = overlayLookup(claims, context.lookup);
  return runs
    .filter(({ after }) => after.kind === 'Pod')
    .map(named)
    .map(pod =>
      denied?.denial === undefined
        ? predictPod(pod, openCluster(explainContext({ ...context, lookup }, now)))
        : refused(pod, denied.after, denied.denial),
    );
}
