import { expect, test } from 'vitest';
import { fstypeKeys, RENAMED_SECRET_KEYS, RESERVED_KEYS, secretKeys } from '../../src/core/csi-parameters.ts';

test.each([
  ['the current key first', ['fsType', 'csi.storage.k8s.io/fstype'], ['csi.storage.k8s.io/fstype', 'fsType']],
  ['the old key in any case', ['FSTYPE', 'size'], ['FSTYPE']],
  ['nothing', ['size'], []],
])('fstypeKeys finds %s', (_reason, keys, expected) => {
  expect(fstypeKeys(keys)).toEqual(expected);
});

test('the keys of a Secret are made from the operation', () => {
  expect(secretKeys('node-expand')).toEqual({
    name: 'csi.storage.k8s.io/node-expand-secret-name',
    namespace: 'csi.storage.k8s.io/node-expand-secret-namespace',
  });
});

test('an operation older than CSI 1.0 has old keys, which the current ones replace', () => {
  const { name, oldName } = secretKeys('node-stage');
  expect(oldName).toBe('csiNodeStageSecretName');
  expect(RENAMED_SECRET_KEYS.get('csiNodeStageSecretName')).toBe(name);
});

test('the reserved keys are the file system type, and name and namespace of eight Secrets', () => {
  expect(RESERVED_KEYS).toHaveLength(17);
  expect(RESERVED_KEYS).toContain('csi.storage.k8s.io/secret-name');
});
