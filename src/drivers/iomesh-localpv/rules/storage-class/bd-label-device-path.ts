import type { Report } from '../../../../core/finding.ts';
import { defineRule } from '../../../../core/rule.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { selectedLabels, SELECTOR_KINDS } from '../../block-devices/selector-places.ts';
import type { SelectorPlace } from '../../block-devices/selector-places.ts';
import type { SelectorWord } from '../../block-devices/selector-words.ts';
import { clusterWithDeviceMap, deviceClass } from '../../examples/manifests.ts';
import { DEVICE_PATH_LABEL } from '../../names.ts';

/** A label value cannot hold a slash; the label has dots instead: `dev.sdb` for `/dev/sdb`. */
function withSlash(word: SelectorWord, place: SelectorPlace): Report {
  const label = word.text.replace(/^\/+/, '').replaceAll('/', '.');
  return {
    ...place.mark(word, label),
    message: `${DEVICE_PATH_LABEL} "${word.text}" matches nothing: the label has dots for slashes`,
    fix: `Write "${label}", or better select by iomesh.com/bd-serial or a label of your own.`,
  };
}

/** Warns of device names, which may change at every restart. */
export const bdLabelDevicePath = defineRule({
  id: 'bd-label-device-path',
  kinds: SELECTOR_KINDS,
  severity: 'error',
  summary: 'Selectors on block devices do not name device paths.',
  help: 'Select by iomesh.com/bd-serial or by a label of your own.',
  source: SOURCES.iomeshSetup,
  examples: {
    valid: [
      { yaml: deviceClass('deviceSelector: |', '  matchLabels:', '    iomesh.com/bd-serial: 24da0003') },
    ],
    invalid: [
      {
        yaml: deviceClass('deviceSelector: |', '  matchLabels:', '    iomesh.com/bd-devicePath: dev.sdb'),
        findings: [{ path: '/parameters/deviceSelector', severity: 'warning' }],
      },
      {
        yaml: clusterWithDeviceMap('{matchLabels: {iomesh.com/bd-devicePath: /dev/sdb}}'),
        findings: [
          { path: '/spec/chunk/deviceMap/dataStore/selector/matchLabels/iomesh.com~1bd-devicePath' },
        ],
      },
    ],
  },
  *check(object, { parseYaml }) {
    for (const { key, values, place } of selectedLabels(object, parseYaml)) {
      if (key.text !== DEVICE_PATH_LABEL) continue;
      const slashed = values.filter(({ text }) => text.includes('/'));
      yield* slashed.map(word => withSlash(word, place));
      if (slashed.length > 0) continue;
      const message = 'device names may change; the documents prohibit selecting by them in production';
      yield { ...place.mark(key), severity: 'warning', message };
    }
  },
});
