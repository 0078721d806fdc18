import { defineRule } from '../../../../core/rule.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { certainWord, didYouMean } from '../../../../core/spelling.ts';
import { selectedLabels, SELECTOR_KINDS } from '../../block-devices/selector-places.ts';
import { clusterWithDeviceMap, deviceClass } from '../../examples/manifests.ts';
import { DEVICE_LABEL_VALUES } from '../../names.ts';

/** Warns of label values that IOMesh does not set. */
export const bdLabelValueUnknown = defineRule({
  id: 'bd-label-value-unknown',
  kinds: SELECTOR_KINDS,
  severity: 'warning',
  summary: 'Selectors on block devices ask for values that the labels can have.',
  help: 'Use SSD or HDD for iomesh.com/bd-driverType, disk or partition for iomesh.com/bd-deviceType.',
  source: SOURCES.iomeshSetup,
  examples: {
    valid: [
      { yaml: deviceClass('deviceSelector: |', '  matchLabels:', '    iomesh.com/bd-driverType: HDD') },
    ],
    invalid: [
      {
        yaml: deviceClass('deviceSelector: |', '  matchLabels:', '    iomesh.com/bd-driverType: ssd'),
        findings: [{ path: '/parameters/deviceSelector' }],
      },
      {
        yaml: clusterWithDeviceMap(
          '{matchExpressions: [{key: iomesh.com/bd-deviceType, operator: In, values: [disk, dsk]}]}',
        ),
        findings: [{ path: '/spec/chunk/deviceMap/dataStore/selector/matchExpressions/0/values/1' }],
      },
    ],
  },
  *check(object, { parseYaml }) {
    for (const { key, values, place } of selectedLabels(object, parseYaml)) {
      const known = DEVICE_LABEL_VALUES.get(key.text) ?? [];
      const unknown = values.filter(({ text }) => known.length > 0 && !known.includes(text));
      yield* unknown.map(word => ({
        ...place.mark(word, certainWord(word.text, known)),
        message: `${key.text} "${word.text}" is not a known value`,
        ...didYouMean(word.text, known),
      }));
    }
  },
});
