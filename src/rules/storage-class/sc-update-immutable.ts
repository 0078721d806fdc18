import { at } from '../../core/json.ts';
import type { JsonValue } from '../../core/json.ts';
import { equalJson } from '../../core/json-equal.ts';
import { nameOf } from '../../core/kubernetes-object.ts';
import type { KubernetesObject } from '../../core/kubernetes-object.ts';
import { nearestPath } from '../../core/nearest-path.ts';
import { defineRule } from '../../core/rule.ts';
import { SOURCES } from '../../core/sources.ts';

/** The fields that cannot be changed, and what their absence stands for. */
const IMMUTABLE: ReadonlyMap<string, JsonValue> = new Map<string, JsonValue>([
  ['provisioner', ''],
  ['parameters', {}],
  ['reclaimPolicy', 'Delete'],
  ['volumeBindingMode', 'Immediate'],
]);

function changedFields(before: KubernetesObject, after: KubernetesObject): readonly string[] {
  return [...IMMUTABLE]
    .filter(([field, absent]) => !equalJson(at(before, field) ?? absent, at(after, field) ?? absent))
    .map(([field]) => field);
}

/** Explains which change of a StorageClass the API server refuses, and the way around. */
export const scUpdateImmutable = defineRule({
  id: 'sc-update-immutable',
  kinds: ['StorageClass'],
  when: 'UPDATE',
  severity: 'error',
  summary: 'The provisioner, parameters, reclaim policy and binding mode of a StorageClass stay as they are.',
  help: 'Delete the class and create it again; existing claims and volumes are not affected.',
  source: SOURCES.kubernetesStorageClasses,
  examples: {
    valid: [
      {
        yaml: `
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata:
  name: fast
provisioner: topolvm.io
reclaimPolicy: Delete
allowVolumeExpansion: true
`,
        old: `
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata:
  name: fast
provisioner: topolvm.io
`,
        operation: 'UPDATE',
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
parameters:
  csi.storage.k8s.io/fstype: xfs
`,
        old: `
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata:
  name: fast
provisioner: topolvm.io
volumeBindingMode: WaitForFirstConsumer
`,
        operation: 'UPDATE',
        findings: [{ path: '/parameters' }, { path: '' }],
      },
    ],
  },
  check(storageClass, { request }) {
    if (request?.oldObject === undefined) return [];
    const name = nameOf(storageClass);
    return changedFields(request.oldObject, storageClass).map(field => ({
      path: nearestPath(storageClass, [field]),
      message: `${field} of StorageClass ${name} cannot be changed`,
      fix: `Run "kubectl delete storageclass ${name}" and apply it again; existing claims and volumes are not affected.`,
    }));
  },
});
