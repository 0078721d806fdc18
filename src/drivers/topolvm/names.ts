import type { Settings } from '../../core/settings.ts';

/** The class name that TopoLVM writes for claims that name no device class. */
export const DEFAULT_DEVICE_CLASS = '00default';

/** Every name that TopoLVM derives from the name of its CSI plugin. */
export interface PluginNames {
  /** The CSI driver's name, which is the provisioner of its StorageClasses. */
  readonly plugin: string;
  /** The extended resource that sends a pod to the scheduler extender. */
  readonly capacityResource: string;
  /** Before a device class: bytes a pod needs, or a node has free. */
  readonly annotationPrefix: string;
  readonly deviceClassParameter: string;
  readonly lvcreateOptionClassParameter: string;
  /** The node label that volumes are tied to; its value is the node's name. */
  readonly topologyKey: string;
  /** The attribute of an inline volume that gives its size in GiB. */
  readonly sizeAttribute: string;
}

function namesOf(plugin: string): PluginNames {
  return {
    plugin,
    capacityResource: `${plugin}/capacity`,
    annotationPrefix: `capacity.${plugin}/`,
    deviceClassParameter: `${plugin}/device-class`,
    lvcreateOptionClassParameter: `${plugin}/lvcreate-option-class`,
    topologyKey: `topology.${plugin}/node`,
    sizeAttribute: `${plugin}/size`,
  };
}

const CURRENT = namesOf('topolvm.io');

/** Both plugin names, the legacy one last; both are served at once. */
export const PLUGINS: readonly PluginNames[] = [CURRENT, namesOf('topolvm.cybozu.com')];

/** The names that belong to a provisioner; `undefined` when it is not TopoLVM. */
export function pluginOf(provisioner: string | undefined): PluginNames | undefined {
  return PLUGINS.find(names => names.plugin === provisioner);
}

/** The plugin names other than the given one. */
export function otherPlugins(names: PluginNames): readonly PluginNames[] {
  return PLUGINS.filter(other => other !== names);
}

/**
 * The pool that a device class stands for. `00default` and the class that lvmd marks as the default are one volume group,
 * so the administrator may name that class. Pools of the legacy name carry it: two installations never share a pool.
 */
export function poolOf(names: PluginNames, deviceClass: string, settings: Settings): string {
  const isDefault = deviceClass === DEFAULT_DEVICE_CLASS;
  const pool = isDefault ? (settings.topolvmDefaultDeviceClass ?? deviceClass) : deviceClass;
  return names === CURRENT ? pool : `${names.plugin}/${pool}`;
}
