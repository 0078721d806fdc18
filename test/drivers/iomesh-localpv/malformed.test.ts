import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { evaluate } from '../../../src/core/evaluate.ts';
import type { JsonValue } from '../../../src/core/json.ts';
import { iomeshLocalpv } from '../../../src/drivers/iomesh-localpv/index.ts';
import { DRIVERS } from '../../../src/drivers/registry.ts';
import { blockDevice, claim, claimsOfPod, contextOf, DEVICE_CLASS, node, PROVISIONER } from './fixtures.ts';

/** Anything, or an object with the given keys that hold anything. */
function anything(...keys: readonly string[]): fc.Arbitrary<JsonValue> {
  const value = fc.jsonValue() as fc.Arbitrary<JsonValue>;
  return fc.oneof(value, fc.dictionary(fc.constantFrom(...keys, '__proto__'), value));
}

/** Objects of the kinds that the driver looks at, malformed anywhere. */
const MALFORMED = fc
  .record({
    kind: fc.constantFrom('StorageClass', 'PersistentVolumeClaim', 'Pod', 'StatefulSet', 'IOMeshCluster'),
    metadata: anything('name', 'namespace', 'annotations', 'labels'),
    parameters: anything('volumeType', 'basePath', 'enableQuota', 'deviceSelector', 'fsType'),
    spec: anything(
      'chunk',
      'volumes',
      'volumeClaimTemplates',
      'storageClassName',
      'accessModes',
      'dataSource',
    ),
    volumeBindingMode: anything(),
  })
  .map(object => ({ apiVersion: 'v1', provisioner: PROVISIONER, ...object }));

/** What the driver looks up, malformed anywhere but in its name. */
const MALFORMED_STATE = fc
  .record({
    kind: fc.constantFrom('BlockDevice', 'IOMeshCluster', 'CSINode', 'Node', 'PersistentVolumeClaim'),
    spec: anything('capacity', 'nodeAttributes', 'filesystem', 'chunk', 'drivers', 'storageClassName'),
    status: anything('state', 'claimState', 'phase'),
  })
  .map(object => ({ apiVersion: 'v1', metadata: { namespace: 'iomesh-system', name: 'n1' }, ...object }));

test('no rule throws on a malformed object', () => {
  const context = { ...contextOf([DEVICE_CLASS, claim('data', 'device', '1Gi')]), drivers: DRIVERS };
  fc.assert(
    fc.property(MALFORMED, object => {
      const findings = evaluate(object, iomeshLocalpv.rules, context);
      expect(findings.every(({ message }) => message.length > 0)).toBe(true);
    }),
    { numRuns: 500 },
  );
});

test('nothing throws when what is looked up is malformed', () => {
  const data = claim('data', 'device', '1Gi');
  fc.assert(
    fc.property(fc.array(MALFORMED_STATE), objects => {
      const context = contextOf([...objects, DEVICE_CLASS, data, blockDevice('bd-1'), node('n1')]);
      const checked = [DEVICE_CLASS, data].flatMap(object =>
        evaluate(object, iomeshLocalpv.rules, { ...context, drivers: DRIVERS }),
      );
      expect(checked.every(({ message }) => message.length > 0)).toBe(true);
      expect(iomeshLocalpv.topology(claimsOfPod(context, 'data'), context).required).toEqual([]);
    }),
    { numRuns: 500 },
  );
});
