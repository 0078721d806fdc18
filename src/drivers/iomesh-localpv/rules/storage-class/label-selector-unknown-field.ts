import { defineRule } from '../../../../core/rule.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { certainWord, didYouMean } from '../../../../core/spelling.ts';
import { selectorPlaces, SELECTOR_KINDS } from '../../block-devices/selector-places.ts';
import { REQUIREMENT_FIELDS, unknownRequirementFields } from '../../block-devices/selector-words.ts';
import { clusterWithDeviceMap, deviceClass } from '../../examples/manifests.ts';

/** Finds misspelt fields in matchExpressions; a sample of older vendor documents has one. */
export const labelSelectorUnknownField = defineRule({
  id: 'label-selector-unknown-field',
  kinds: SELECTOR_KINDS,
  severity: 'error',
  summary: 'The requirements of a label selector have the fields key, operator and values only.',
  help: 'Use the fields key, operator and values, in lower case.',
  source: SOURCES.iomeshSetup,
  examples: {
    valid: [
      {
        yaml: clusterWithDeviceMap(
          '{matchExpressions: [{key: iomesh.com/bd-driverType, operator: In, values: [HDD]}]}',
        ),
      },
    ],
    invalid: [
      {
        yaml: clusterWithDeviceMap(
          '{matchExpressions: [{key: iomesh.com/bd-driverType, operator: In, Values: [HDD]}]}',
        ),
        findings: [{ path: '/spec/chunk/deviceMap/dataStore/selector/matchExpressions/0/Values' }],
      },
      {
        yaml: deviceClass(
          'deviceSelector: |',
          '  matchExpressions:',
          '  - {key: iomesh.com/bd-driverType, operator: In, Values: [SSD]}',
        ),
        findings: [{ path: '/parameters/deviceSelector' }],
      },
    ],
  },
  *check(object, { parseYaml }) {
    for (const place of selectorPlaces(object, parseYaml)) {
      for (const word of unknownRequirementFields(place.selector)) {
        yield {
          ...place.mark(word, certainWord(word.text, REQUIREMENT_FIELDS)),
          message: `"${word.text}" is not a field of a label selector requirement`,
          ...didYouMean(word.text, REQUIREMENT_FIELDS),
        };
      }
    }
  },
});
