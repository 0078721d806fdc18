import type { DriverContext, NodeCapacity } from '../../core/driver.ts';
import type { Node } from '../../core/node.ts';
import { oncePer } from '../../core/once-per.ts';
import type { Settings } from '../../core/settings.ts';
import { DEFAULT_DEVICE_CLASS, PLUGINS, poolOf } from './names.ts';
import type { PluginNames } from './names.ts';

const MAX_UINT64 = (1n << 64n) - 1n;
const DIGITS = /^\d+$/;

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
