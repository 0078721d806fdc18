import { describe, expect, test } from 'vitest';
import { podClaims } from '../../../src/core/pod-claim.ts';
import { decodeStorageClass } from '../../../src/core/storage-class.ts';
import { exampleStorage } from '../../../src/drivers/_template/index.ts';
import { PROVISIONER } from '../../../src/drivers/_template/names.ts';
import { claim, contextOf, podWith, storageClass } from '../../support/objects.ts';

const CLASS = storageClass('fast', PROVISIONER, { tier: 'fast' });

describe('what claims mean for a pod', () => {
  const context = contextOf([CLASS, claim('data', { storageClassName: 'fast' })]);
  const claims = podClaims(podWith(['data']), 'shop', context.lookup);

  test('they ask nothing of a node', () => {
    expect(exampleStorage.demand(claims, context).pools).toEqual([]);
  });

  test('they may go anywhere until they are bound', () => {
    expect(exampleStorage.topology(claims, context)).toEqual({ required: [], preferred: [], enforced: [] });
  });
});

test('the topology of a claim is the tier of its class', () => {
  expect(exampleStorage.claimTopology(decodeStorageClass(CLASS), contextOf([]))).toBe('fast');
});
