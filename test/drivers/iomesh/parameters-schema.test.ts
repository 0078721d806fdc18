import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { iomesh } from '../../../src/drivers/iomesh/index.ts';

const validate = new Ajv({ strict: true }).compile(iomesh.parameters);

describe('the schema of the parameters', () => {
  test.each([
    ['nothing at all', {}],
    ['the defaults', { 'csi.storage.k8s.io/fstype': 'ext4', replicaFactor: '2', thinProvision: 'true' }],
    ['a cluster', { clusterConnection: 'ns/cm', iomeshCluster: 'ns/cluster' }],
    ['keys of later versions', { somethingNew: 'x' }],
  ])('accepts %s', (_reason, parameters) => {
    expect(validate(parameters)).toBe(true);
  });

  test.each([
    ['an unknown file system', { 'csi.storage.k8s.io/fstype': 'ex4' }],
    ['a number', { replicaFactor: 2 }],
    ['a boolean', { thinProvision: true }],
    ['one replica', { replicaFactor: '1' }],
    ['a connection without a namespace', { clusterConnection: 'cm' }],
    ['a cluster with two slashes', { iomeshCluster: 'a/b/c' }],
    ['a map among later keys', { somethingNew: {} }],
  ])('rejects %s', (_reason, parameters) => {
    expect(validate(parameters)).toBe(false);
  });
});
