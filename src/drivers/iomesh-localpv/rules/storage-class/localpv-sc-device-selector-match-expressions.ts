import { arrayAt, isJsonObject } from '../../../../core/json.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { parameterPath } from '../../../../core/storage-class.ts';
import { ownClassRule } from '../../checks/own-rules.ts';
import { deviceClass } from '../../examples/manifests.ts';
import { DEVICE, PARAMETER } from '../../names.ts';

/** Warns of a form of selector that the documents of LocalPV do not agree on. */
export const localpvScDeviceSelectorMatchExpressions = ownClassRule({
  id: 'localpv-sc-device-selector-match-expressions',
  severity: 'warning',
  volumeType: DEVICE,
  summary: 'The deviceSelector of a LocalPV class uses matchLabels only.',
  help: 'Use matchLabels; one class for each value stands for a list of values.',
  source: SOURCES.iomeshLocalpv,
  examples: {
    valid: [
      { yaml: deviceClass('deviceSelector: |', '  matchLabels:', '    iomesh.com/bd-driverType: SSD') },
    ],
    invalid: [
      {
        yaml: deviceClass(
          'deviceSelector: |',
          '  matchExpressions:',
          '  - {key: iomesh.com/bd-driverType, operator: In, values: [SSD]}',
        ),
        findings: [{ path: '/parameters/deviceSelector' }],
      },
    ],
  },
  check({ parameters }, { parseYaml }) {
    const parsed = parseYaml(parameters.get(PARAMETER.deviceSelector) ?? '');
    if ('error' in parsed || !isJsonObject(parsed.value)) return [];
    if (arrayAt(parsed.value, 'matchExpressions').length === 0) return [];
    const message = 'matchExpressions may not be supported in a deviceSelector';
    return [{ path: parameterPath(PARAMETER.deviceSelector), message }];
  },
});
