import { csiNodeDriver } from '../../core/csi-node.ts';
import { arrayAt, stringAt } from '../../core/json.ts';
import type { JsonPath } from '../../core/json.ts';
import type { KubernetesObject } from '../../core/kubernetes-object.ts';
import type { Lookup } from '../../core/lookup.ts';
import { defineRule } from '../../core/rule.ts';
import { SOURCES } from '../../core/sources.ts';

function reportedKeys(provisioner: string, lookup: Lookup): readonly string[] {
  const keys = lookup
    .list('CSINode')
    .flatMap(node => arrayAt(csiNodeDriver(node, provisioner), 'topologyKeys'));
  return [...new Set(keys)].filter(key => typeof key === 'string');
}

function requestedKeys(
  storageClass: KubernetesObject,
): readonly { readonly key: string; readonly path: JsonPath }[] {
  return arrayAt(storageClass, 'allowedTopologies').flatMap((term, index) =>
    arrayAt(term, 'matchLabelExpressions').flatMap((expression, place) => {
      const key = stringAt(expression, 'key');
      const path = ['allowedTopologies', index, 'matchLabelExpressions', place, 'key'];
      return key === undefined ? [] : [{ key, path }];
    }),
  );
}

/** Warns of topology keys that no node reports for the driver: nothing is provisioned under them. */
export const scAllowedTopologiesUnknownKey = defineRule({
  id: 'sc-allowed-topologies-unknown-key',
  kinds: ['StorageClass'],
  severity: 'warning',
  summary: 'The keys of allowedTopologies are topology keys of the driver.',
  help: 'Use a topology key that the driver reports on its nodes.',
  source: SOURCES.externalProvisionerTopology,
  examples: {
    valid: [
      {
        yaml: `
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata:
  name: fast
provisioner: topolvm.io
allowedTopologies:
  - matchLabelExpressions:
      - key: topology.topolvm.io/node
        values: [worker-1]
`,
        state: `
apiVersion: storage.k8s.io/v1
kind: CSINode
metadata:
  name: worker-1
spec:
  drivers:
    - name: topolvm.io
      nodeID: worker-1
      topologyKeys: [topology.topolvm.io/node]
`,
      },
    ],
    invalid: [
      {
        yaml: `
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata:
  name: fast
provisioner: topolvm.io
allowedTopologies:
  - matchLabelExpressions:
      - key: kubernetes.io/hostname
        values: [worker-1]
`,
        state: `
apiVersion: storage.k8s.io/v1
kind: CSINode
metadata:
  name: worker-1
spec:
  drivers:
    - name: topolvm.io
      nodeID: worker-1
      topologyKeys: [topology.topolvm.io/node]
`,
        findings: [{ path: '/allowedTopologies/0/matchLabelExpressions/0/key' }],
      },
    ],
  },
  check(storageClass, { lookup }) {
    const requested = requestedKeys(storageClass);
    if (requested.length === 0) return [];
    const provisioner = stringAt(storageClass, 'provisioner') ?? '';
    const reported = reportedKeys(provisioner, lookup);
    if (reported.length === 0) return [];
    return requested
      .filter(({ key }) => !reported.includes(key))
      .map(({ key, path }) => ({
        path,
        message: `no node reports the topology key ${key} for ${provisioner}`,
        fix: `Use one of: ${reported.join(', ')}.`,
      }));
  },
});
