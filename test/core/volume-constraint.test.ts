import { expect, test } from 'vitest';
import type { JsonObject } from '../../src/core/json.ts';
import { decodePersistentVolume } from '../../src/core/persistent-volume.ts';
import type { PodClaim } from '../../src/core/pod-claim.ts';
import { volumeConstraint } from '../../src/core/volume-constraint.ts';

const TERMS = [{ matchExpressions: [{ key: 'zone', operator: 'In', values: ['a'] }] }];

function claimWith(spec: JsonObject | undefined): PodClaim {
  return {
    namespace: 'shop',
    name: 'data',
    source: 'persistentVolumeClaim',
    volumeIndexes: [0],
    claim: undefined,
    storageClass: undefined,
    missingStorageClass: undefined,
    volume: spec && decodePersistentVolume({ metadata: { name: 'pv-1' }, spec }),
  };
}

test.each([
  ['no volume', undefined],
  ['a volume that may be used anywhere', {}],
])('%s demands nothing', (_reason, spec) => {
  expect(volumeConstraint(claimWith(spec))).toEqual([]);
});

test('a volume demands the nodes of its node affinity, named as far as they can be', () => {
  const claim = claimWith({ nodeAffinity: { required: { nodeSelectorTerms: TERMS } } });
  const constraint = { terms: TERMS, claims: ['data'], reason: 'PersistentVolume pv-1' };
  expect(volumeConstraint(claim)).toEqual([{ ...constraint, nodes: undefined }]);
  expect(volumeConstraint(claim, ({ name }) => new Set([`node of ${name}`]))).toEqual([
    { ...constraint, nodes: new Set(['node of pv-1']) },
  ]);
});
