import { NO_DEMAND } from '../../core/driver.ts';
import type { Demand, DriverContext, NodeCapacity } from '../../core/driver.ts';
import type { JsonObject } from '../../core/json.ts';
import type { Node } from '../../core/node.ts';
import { oncePer } from '../../core/once-per.ts';
import type { PodClaim } from '../../core/pod-claim.ts';
import type { Settings } from '../../core/settings.ts';
import { BEHAVIOURS } from './demand/behaviour.ts';
import { claimNeeds } from './demand/claim-needs.ts';
import { inlineNeeds } from './demand/inline-needs.ts';
import { byteAnnotations, byteResources, flagResources, poolDemands } from './demand/totals.ts';
import { demandWarnings } from './demand/warnings.ts';
import { DEFAULT_DEVICE_CLASS, PLUGINS, poolOf } from './names.ts';
import type { PluginNames } from './names.ts';

const MAX_UINT64 = (1n << 64n) - 1n;
const DIGITS = /^\d+$/;

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

function parseUint64(text: string): bigint | undefined {
  const value = DIGITS.test(text) ? BigInt(text) : undefined;
  return value !== undefined && value <= MAX_UINT64 ? value : undefined;
}

/** Reported figures by device class. Releases with one volume group (0.4) report it under the resource's name. */
function reportedFigures(node: Node, names: PluginNames): ReadonlyMap<string, string> {
  const single = node.annotations.get(names.capacityResource);
  const figures = [...node.annotations]
    .filter(([key]) => key.startsWith(names.annotationPrefix))
    .map(([key, value]) => [key.slice(names.annotationPrefix.length), value] as const);
  return new Map(single === undefined ? figures : [[DEFAULT_DEVICE_CLASS, single], ...figures]);
}

/** The same free space a second time, once the administrator has said which class the default is. */
function isAlias(deviceClass: string, settings: Settings): boolean {
  return deviceClass === DEFAULT_DEVICE_CLASS && settings.topolvmDefaultDeviceClass !== undefined;
}

function pluginCapacity(node: Node, names: PluginNames, settings: Settings): readonly NodeCapacity[] {
  return [...reportedFigures(node, names)]
    .filter(([deviceClass]) => !isAlias(deviceClass, settings))
    .map(([deviceClass, reported]) => ({
      pool: poolOf(names, deviceClass, settings),
      freeBytes: parseUint64(reported),
      reported,
    }));
}

/** A node is asked for with every pod; what its figures mean hangs on the settings. */
const capacitiesUnder = oncePer((settings: Settings) =>
  oncePer((node: Node) => PLUGINS.flatMap(names => pluginCapacity(node, names, settings))),
);

/** The free space that a node reports in its annotations, by pool; the same node is read only once. */
export function capacity(node: Node, { settings }: DriverContext): readonly NodeCapacity[] {
  return capacitiesUnder(settings)(node);
}
