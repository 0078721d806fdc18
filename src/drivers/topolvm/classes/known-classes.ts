import { stringMapAt } from '../../../core/json.ts';
import type { RuleContext } from '../../../core/rule.ts';
import { deviceClassesOf, lvcreateOptionClassesOf, lvmdConfigs } from '../lvmd/config.ts';
import type { LvmdClass, LvmdConfig } from '../lvmd/config.ts';
import { DEFAULT_DEVICE_CLASS } from '../names.ts';
import type { PluginNames } from '../names.ts';

type Surroundings = Pick<RuleContext, 'lookup' | 'parseYaml'>;

function reportedClasses(names: PluginNames, { lookup }: Surroundings): readonly string[] {
  return lookup
    .list('Node')
    .flatMap(node => [...stringMapAt(node, 'metadata', 'annotations').keys()])
    .filter(key => key.startsWith(names.annotationPrefix))
    .map(key => key.slice(names.annotationPrefix.length))
    .filter(name => name !== DEFAULT_DEVICE_CLASS);
}

function configuredNames(
  classesOf: (config: LvmdConfig) => readonly LvmdClass[],
  { lookup, parseYaml }: Surroundings,
): readonly string[] {
  return lvmdConfigs(lookup, parseYaml)
    .flatMap(classesOf)
    .map(one => one.name)
    .filter(name => name !== '');
}

/** The device classes that nodes report or configurations of lvmd define; empty when the state tells nothing of them. */
export function knownDeviceClasses(names: PluginNames, context: Surroundings): ReadonlySet<string> {
  return new Set(
    [...reportedClasses(names, context), ...configuredNames(deviceClassesOf, context)].toSorted(),
  );
}

/** The classes of lvcreate options that configurations of lvmd define. */
export function knownLvcreateOptionClasses(context: Surroundings): ReadonlySet<string> {
  return new Set(configuredNames(lvcreateOptionClassesOf, context).toSorted());
}
