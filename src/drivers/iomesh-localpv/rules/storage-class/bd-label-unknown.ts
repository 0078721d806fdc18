import { blockDevices } from '../../../../core/block-device.ts';
import type { Report, Undecided } from '../../../../core/finding.ts';
import { defineRule } from '../../../../core/rule.ts';
import type { RuleContext } from '../../../../core/rule.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { certainWord, didYouMean } from '../../../../core/spelling.ts';
import { anyBlockDevice } from '../../block-devices/any-device.ts';
import { selectedLabels, SELECTOR_KINDS } from '../../block-devices/selector-places.ts';
import type { SelectorPlace } from '../../block-devices/selector-places.ts';
import type { SelectorWord } from '../../block-devices/selector-words.ts';
import { clusterWithDeviceMap, deviceClass, documents, freeDevice } from '../../examples/manifests.ts';
import { IOMESH_DEVICE_LABELS, IOMESH_DEVICE_LABEL_PREFIX, NDM_DEVICE_LABELS } from '../../names.ts';

const KNOWN: ReadonlySet<string> = new Set([...IOMESH_DEVICE_LABELS, ...NDM_DEVICE_LABELS]);

function isOnSomeDevice(key: string, { lookup, settings }: RuleContext): boolean {
  return blockDevices(lookup, settings.blockDeviceNamespace).some(({ labels }) => labels.has(key));
}

/** A label with IOMesh's prefix that IOMesh does not set. */
function misspelt(word: SelectorWord, place: SelectorPlace): Report {
  return {
    ...place.mark(word, certainWord(word.text, IOMESH_DEVICE_LABELS)),
    message: `${word.text} is not a label of block devices`,
    ...didYouMean(word.text, IOMESH_DEVICE_LABELS),
  };
}

/** Somebody's own label: only the block devices of the cluster can tell whether it exists. */
function ownLabel(word: SelectorWord, place: SelectorPlace, context: RuleContext): Report | Undecided {
  const mark = place.mark(word);
  if (!context.lookup.isComplete('BlockDevice')) {
    return { path: mark.path, needs: anyBlockDevice(context.settings) };
  }
  return { ...mark, severity: 'warning', message: `no block device has the label ${word.text}` };
}

/** Finds label keys that no block device carries, so that the selector selects nothing. */
export const bdLabelUnknown = defineRule({
  id: 'bd-label-unknown',
  kinds: SELECTOR_KINDS,
  severity: 'error',
  summary: 'Selectors on block devices use labels that block devices have.',
  help: 'Use a label that kubectl get blockdevice --show-labels shows, such as iomesh.com/bd-driverType.',
  source: SOURCES.iomeshSetup,
  examples: {
    valid: [
      { yaml: deviceClass('deviceSelector: |', '  matchLabels:', '    iomesh.com/bd-driverType: SSD') },
      {
        yaml: deviceClass('deviceSelector: |', '  matchLabels:', '    iomesh.com/bd-driveType: SSD'),
        state: freeDevice('bd-1', 20e9, 'SSD').replace('bd-driverType', 'bd-driveType'),
      },
    ],
    invalid: [
      {
        yaml: deviceClass('deviceSelector: |', '  matchLabels:', '    iomesh.com/bd-driveType: SSD'),
        findings: [{ path: '/parameters/deviceSelector' }],
      },
      {
        yaml: clusterWithDeviceMap('{matchLabels: {iomesh.com/bd-driveType: HDD}}'),
        findings: [{ path: '/spec/chunk/deviceMap/dataStore/selector/matchLabels/iomesh.com~1bd-driveType' }],
      },
      {
        yaml: deviceClass('deviceSelector: |', '  matchLabels:', '    example.com/tier: fast'),
        findings: [{ path: '/parameters/deviceSelector', severity: 'unknown' }],
      },
      {
        yaml: deviceClass('deviceSelector: |', '  matchLabels:', '    example.com/tier: fast'),
        state: documents(freeDevice('bd-1', 20e9, 'SSD')),
        live: true,
        findings: [{ path: '/parameters/deviceSelector', severity: 'warning' }],
      },
    ],
  },
  *check(object, context) {
    for (const { key, place } of selectedLabels(object, context.parseYaml)) {
      if (KNOWN.has(key.text) || isOnSomeDevice(key.text, context)) continue;
      const isIomesh = key.text.startsWith(IOMESH_DEVICE_LABEL_PREFIX);
      yield isIomesh ? misspelt(key, place) : ownLabel(key, place, context);
    }
  },
});
