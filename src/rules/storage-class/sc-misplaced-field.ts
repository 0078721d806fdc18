import type { Edit, Report } from '../../core/finding.ts';
import { at, isJsonArray } from '../../core/json.ts';
import type { JsonValue } from '../../core/json.ts';
import type { KubernetesObject } from '../../core/kubernetes-object.ts';
import { defineRule } from '../../core/rule.ts';
import { SOURCES } from '../../core/sources.ts';
import { parameterPath } from '../../core/storage-class.ts';
import { hasParameter, wrongKey } from '../shared/class-parameters.ts';
import { MISPLACED_FIELDS } from '../shared/misplaced-fields.ts';

/** One spelling for a field's value and a parameter's, which is text: lists are written with commas there. */
function asText(value: JsonValue): string {
  if (isJsonArray(value)) return value.map(asText).join(',');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function effectiveValue(storageClass: KubernetesObject, field: string): string {
  const value = at(storageClass, field) ?? MISPLACED_FIELDS.get(field)?.default;
  return value === undefined ? '' : asText(value);
}

/** Moving is safe while the top level says nothing and the value is one that the field takes as it stands. */
function mend(storageClass: KubernetesObject, field: string, value: string): { readonly edit?: Edit } {
  const path = parameterPath(field);
  if (Object.hasOwn(storageClass, field)) {
    return effectiveValue(storageClass, field) === value ? { edit: { type: 'remove', path } } : {};
  }
  const isMovable = MISPLACED_FIELDS.get(field)?.words.includes(value) === true;
  return isMovable ? { edit: { type: 'move', path, to: [field] } } : {};
}

function reportOf(storageClass: KubernetesObject, field: string): Report {
  const value = asText(at(storageClass, ...parameterPath(field)) ?? '');
  const effective = effectiveValue(storageClass, field);
  const isHarmless = value === effective;
  return wrongKey(field, {
    severity: isHarmless ? 'warning' : 'error',
    message: isHarmless
      ? `${field} is no parameter; here it has no effect`
      : `${field}: ${value} has no effect here, the class uses ${effective || 'none'}`,
    fix: `Move ${field} to the top level of the class.`,
    ...mend(storageClass, field, value),
  });
}

/** Reports fields of the class among its parameters. `reclaimPolicy: Retain` there does not keep a single volume. */
export const scMisplacedField = defineRule({
  id: 'sc-misplaced-field',
  kinds: ['StorageClass'],
  severity: 'error',
  summary:
    'Fields of a StorageClass stand at its top level, not under parameters, where they have no effect.',
  help: 'Move the field to the top level of the class.',
  source: SOURCES.kubernetesStorageClasses,
  examples: {
    valid: [
      {
        yaml: `
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata:
  name: keep
provisioner: com.iomesh.csi-driver
reclaimPolicy: Retain
parameters:
  replicaFactor: "2"
`,
      },
    ],
    invalid: [
      {
        yaml: `
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata:
  name: keep
provisioner: com.iomesh.csi-driver
parameters:
  reclaimPolicy: Retain
`,
        findings: [{ path: '/parameters/reclaimPolicy', severity: 'error' }],
      },
      {
        yaml: `
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata:
  name: grow
provisioner: com.iomesh.csi-driver
allowVolumeExpansion: true
mountOptions: [noatime]
parameters:
  reclaimPolicy: Delete
  allowVolumeExpansion: "true"
  volumeBindingMode: WaitForFirstConsumer
  mountOptions: noatime
`,
        findings: [
          { path: '/parameters/reclaimPolicy', severity: 'warning' },
          { path: '/parameters/volumeBindingMode', severity: 'error' },
          { path: '/parameters/allowVolumeExpansion', severity: 'warning' },
          { path: '/parameters/mountOptions', severity: 'warning' },
        ],
      },
    ],
  },
  check(storageClass) {
    const fields = [...MISPLACED_FIELDS.keys()].filter(field => hasParameter(storageClass, field));
    return fields.map(field => reportOf(storageClass, field));
  },
});
