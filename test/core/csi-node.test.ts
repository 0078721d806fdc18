import { expect, test } from 'vitest';
import { csiNodeDriver } from '../../src/core/csi-node.ts';

const CSI_NODE = {
  spec: { drivers: [null, { name: 'topolvm.io', topologyKeys: ['topology.topolvm.io/node'] }] },
};

test.each([
  ['a driver that runs there', CSI_NODE, CSI_NODE.spec.drivers[1]],
  ['no other driver', { spec: { drivers: [{ name: 'nfs.csi.k8s.io' }] } }, undefined],
  ['nothing in a malformed object', { spec: { drivers: {} } }, undefined],
])('csiNodeDriver finds %s', (_reason, csiNode, expected) => {
  expect(csiNodeDriver(csiNode, 'topolvm.io')).toEqual(expected);
});
