import { expect, test } from 'vitest';
import { formatTaint, tolerationFor, untoleratedTaints } from '../../src/explain/toleration.ts';

const GPU = { key: 'gpu', value: 'true', effect: 'NoSchedule' };

test.each([
  ['no toleration', [], GPU, false],
  ['the same key, value and effect', [{ key: 'gpu', value: 'true', effect: 'NoSchedule' }], GPU, true],
  ['every effect', [{ key: 'gpu', value: 'true' }], GPU, true],
  ['another value', [{ key: 'gpu', value: 'false' }], GPU, false],
  ['another effect', [{ key: 'gpu', value: 'true', effect: 'NoExecute' }], GPU, false],
  ['the key, whatever its value', [{ key: 'gpu', operator: 'Exists' }], GPU, true],
  ['everything', [{ operator: 'Exists' }], GPU, true],
  ['another key that exists', [{ key: 'disk', operator: 'Exists' }], GPU, false],
  ['an empty key with Equal is none', [{ value: 'true' }], GPU, false],
  ['a taint that only prefers', [], { ...GPU, effect: 'PreferNoSchedule' }, true],
  ['a taint without a value', [{ key: 'gpu', operator: 'Equal' }], { ...GPU, value: '' }, true],
  ['a malformed toleration', ['all', null, 7], GPU, false],
])('%s', (_name, tolerations, taint, isTolerated) => {
  expect(untoleratedTaints({ tolerations }, [taint])).toEqual(isTolerated ? [] : [taint]);
});

test('taints and the tolerations that they ask for', () => {
  expect(formatTaint(GPU)).toBe('gpu=true:NoSchedule');
  expect(tolerationFor(GPU)).toBe('{key: gpu, value: "true", effect: NoSchedule}');
  const bare = { key: 'dedicated', value: '', effect: 'NoExecute' };
  expect(formatTaint(bare)).toBe('dedicated:NoExecute');
  expect(tolerationFor(bare)).toBe('{key: dedicated, operator: Exists, effect: NoExecute}');
  expect(untoleratedTaints(undefined, [bare])).toEqual([bare]);
});
