import { NO_DEMAND } from '../../core/driver.ts';
import type { Demand, DriverContext, PoolDemand } from '../../core/driver.ts';
import type { JsonObject } from '../../core/json.ts';
import type { PodClaim } from '../../core/pod-claim.ts';
import { PLUGINS } from './names.ts';
import { annotatedNeeds } from './needs/annotated-needs.ts';
import { BEHAVIOURS } from './needs/behaviour.ts';
import { claimNeeds } from './needs/claim-needs.ts';
import { inlineNeeds } from './needs/inline-needs.ts';
import { byteAnnotations, byteResources, flagResources, poolDemands } from './needs/totals.ts';
import { demandWarnings } from './needs/warnings.ts';

const ANNOTATION_PREFIXES = PLUGINS.map(names => names.annotationPrefix);

/** What a pod's claims need of TopoLVM; the fields of {@link Demand} say where each figure goes. */
export function demand(claims: readonly PodClaim[], context: DriverContext, pod?: JsonObject): Demand {
  const { settings } = context;
  const behaviour = BEHAVIOURS[settings.topolvmCompat];
  const inline = behaviour.countsInline ? inlineNeeds(pod) : [];
  if ('failure' in inline) return { ...NO_DEMAND, failure: inline.failure };
  const needs = [...claimNeeds(claims, behaviour, context.lookup), ...inline];
  const rest = {
    pools: poolDemands(needs, settings),
    warnings: behaviour.warns ? demandWarnings(claims) : [],
  };
  // TopoLVM's own webhook may still write the pod's resource and annotations: then they are not ours to remove.
  if (settings.inject === 'affinity-only') return { ...NO_DEMAND, ...rest };
  if (behaviour.resourceValue === 'bytes') return { ...NO_DEMAND, resources: byteResources(needs), ...rest };
  return {
    resources: flagResources(needs),
    annotations: byteAnnotations(needs),
    annotationPrefixes: behaviour.removesStale ? ANNOTATION_PREFIXES : [],
    ...rest,
  };
}

/** What the annotations of a pod say that it needs: for pods whose claims cannot be found. */
export function annotatedDemand(pod: JsonObject, { settings }: DriverContext): readonly PoolDemand[] {
  return poolDemands(annotatedNeeds(pod), settings);
}
