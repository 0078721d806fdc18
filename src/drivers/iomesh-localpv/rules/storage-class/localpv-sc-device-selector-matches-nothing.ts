import { blockDevices } from '../../../../core/block-device.ts';
import { matchesLabelSelector } from '../../../../core/label-selector.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { parameterPath } from '../../../../core/storage-class.ts';
import { anyBlockDevice } from '../../block-devices/any-device.ts';
import { parseDeviceSelector } from '../../block-devices/device-selector.ts';
import { ownClassRule } from '../../checks/own-rules.ts';
import { driverTypeClass, freeDevice } from '../../examples/manifests.ts';
import { DEVICE, PARAMETER } from '../../names.ts';

/** Warns of a class that no device will ever serve, whatever state the devices are in. */
export const localpvScDeviceSelectorMatchesNothing = ownClassRule({
  id: 'localpv-sc-device-selector-matches-nothing',
  severity: 'warning',
  volumeType: DEVICE,
  summary: 'The deviceSelector of a LocalPV class matches some block device.',
  help: 'Compare it with the labels that kubectl get blockdevice --show-labels shows.',
  source: SOURCES.iomeshLocalpv,
  examples: {
    valid: [{ yaml: driverTypeClass('SSD'), state: freeDevice('bd-1', 20e9, 'SSD') }],
    invalid: [
      {
        yaml: driverTypeClass('SSD'),
        state: freeDevice('bd-1', 20e9, 'HDD'),
        live: true,
        findings: [{ path: '/parameters/deviceSelector' }],
      },
      {
        yaml: driverTypeClass('SSD'),
        findings: [{ path: '/parameters/deviceSelector', severity: 'unknown' }],
      },
    ],
  },
  check({ parameters }, { lookup, settings, parseYaml }) {
    const text = parameters.get(PARAMETER.deviceSelector);
    const selector = parseDeviceSelector(text, parseYaml);
    if ('error' in selector || selector.requirements.length === 0) return [];
    const devices = blockDevices(lookup, settings.blockDeviceNamespace);
    if (devices.some(({ labels }) => matchesLabelSelector(selector, labels))) return [];
    const path = parameterPath(PARAMETER.deviceSelector);
    if (!lookup.isComplete('BlockDevice')) return [{ path, needs: anyBlockDevice(settings) }];
    const known = `none of the ${devices.length} in ${settings.blockDeviceNamespace}`;
    return [{ path, message: `no block device matches the deviceSelector (${known})` }];
  },
});
