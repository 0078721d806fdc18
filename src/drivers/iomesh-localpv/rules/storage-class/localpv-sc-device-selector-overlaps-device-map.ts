import { blockDevices } from '../../../../core/block-device.ts';
import type { BlockDevice } from '../../../../core/block-device.ts';
import type { Report, Undecided } from '../../../../core/finding.ts';
import { formatReference, referenceOf } from '../../../../core/kubernetes-object.ts';
import type { KubernetesObject } from '../../../../core/kubernetes-object.ts';
import { matchesLabelSelector } from '../../../../core/label-selector.ts';
import { knowsKind } from '../../../../core/resolve.ts';
import type { RuleContext } from '../../../../core/rule.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { parameterPath } from '../../../../core/storage-class.ts';
import { anyBlockDevice } from '../../block-devices/any-device.ts';
import { knowsDevices } from '../../block-devices/device-nodes.ts';
import { parseDeviceSelector } from '../../block-devices/device-selector.ts';
import { iomeshTaker } from '../../block-devices/iomesh-takers.ts';
import { ownClassRule } from '../../checks/own-rules.ts';
import { clusterWithDeviceMap, documents, driverTypeClass, freeDevice } from '../../examples/manifests.ts';
import { DEVICE, PARAMETER } from '../../names.ts';

const PATH = parameterPath(PARAMETER.deviceSelector);

/** What is missing to tell, when one half of an overlap is known and the other is not. */
function missing(devices: readonly BlockDevice[], { lookup, settings }: RuleContext): readonly Undecided[] {
  const hasClusters = lookup.list('IOMeshCluster').length > 0;
  if (devices.length > 0 && !knowsKind(lookup, 'IOMeshCluster')) {
    return [{ path: PATH, needs: { kind: 'IOMeshCluster', name: '*' } }];
  }
  if (hasClusters && !knowsDevices(lookup, settings)) {
    return [{ path: PATH, needs: anyBlockDevice(settings) }];
  }
  return [];
}

function overlap(cluster: KubernetesObject, devices: readonly BlockDevice[]): Report {
  const [first, ...others] = devices.map(({ name }) => name);
  const more = others.length === 0 ? '' : ` and ${others.length} more`;
  const message = `${first}${more} also match the deviceMap of ${formatReference(referenceOf(cluster))}`;
  return { path: PATH, message };
}

const STATE = documents(
  freeDevice('bd-1', 20e9, 'SSD'),
  clusterWithDeviceMap('{matchLabels: {iomesh.com/bd-driverType: SSD}}'),
);

/**
 * Warns of devices that a class and an IOMesh cluster both take: the cluster takes all that its device map
 * matches.
 */
export const localpvScDeviceSelectorOverlapsDeviceMap = ownClassRule({
  id: 'localpv-sc-device-selector-overlaps-device-map',
  severity: 'warning',
  volumeType: DEVICE,
  summary: 'A LocalPV class and an IOMesh cluster do not select the same free devices.',
  help: 'Exclude the devices in the deviceMap, or narrow one of the selectors.',
  source: SOURCES.iomeshSetup,
  examples: {
    valid: [{ yaml: driverTypeClass('HDD'), state: STATE }],
    invalid: [
      {
        yaml: driverTypeClass('SSD'),
        state: STATE,
        findings: [{ path: '/parameters/deviceSelector' }],
      },
      {
        yaml: driverTypeClass('SSD'),
        state: freeDevice('bd-1', 20e9, 'SSD'),
        findings: [{ path: '/parameters/deviceSelector', severity: 'unknown' }],
      },
    ],
  },
  check({ parameters }, context) {
    const { lookup, settings, parseYaml } = context;
    const selector = parseDeviceSelector(parameters.get(PARAMETER.deviceSelector), parseYaml);
    if ('error' in selector) return [];
    const devices = blockDevices(lookup, settings.blockDeviceNamespace).filter(
      device => device.claimState === 'Unclaimed' && matchesLabelSelector(selector, device.labels),
    );
    const takenBy = Map.groupBy(devices, iomeshTaker(lookup));
    takenBy.delete(undefined);
    if (takenBy.size === 0) return missing(devices, context);
    return [...takenBy].flatMap(([cluster, taken]) => (cluster === undefined ? [] : overlap(cluster, taken)));
  },
});
