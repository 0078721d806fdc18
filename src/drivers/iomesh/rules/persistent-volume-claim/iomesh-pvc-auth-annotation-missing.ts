import { annotationOf } from '../../../../core/kubernetes-object.ts';
import { nearestPath } from '../../../../core/nearest-path.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { iomeshClassOf } from '../../claim-class.ts';
import { defineClaimRule } from '../../claim-rule.ts';
import { annotationsReadByClass } from '../../class-secrets.ts';
import { AUTH_KEY_ANNOTATION } from '../../names.ts';

/** Rejects claims without the annotation that their class reads the secret's name from. */
export const iomeshPvcAuthAnnotationMissing = defineClaimRule({
  id: 'iomesh-pvc-auth-annotation-missing',
  severity: 'error',
  summary: 'A claim carries the annotations that its class reads the names of secrets from.',
  help: 'Add the annotation, with the name of the secret as its value; without it provisioning fails.',
  source: SOURCES.iomeshAuthenticatePv,
  examples: {
    valid: [
      {
        yaml: `
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: data
  annotations:
    iomesh.com/key: user-secret
spec:
  storageClassName: iomesh-chap
  accessModes: [ReadWriteOnce]
  resources:
    requests:
      storage: 2Gi
`,
        state: `
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata:
  name: iomesh-chap
provisioner: com.iomesh.csi-driver
parameters:
  auth: "true"
  csi.storage.k8s.io/node-stage-secret-name: \${pvc.annotations['iomesh.com/key']}
  csi.storage.k8s.io/node-stage-secret-namespace: \${pvc.namespace}
`,
      },
    ],
    invalid: [
      {
        yaml: `
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: data
spec:
  storageClassName: iomesh-chap
  accessModes: [ReadWriteOnce]
  resources:
    requests:
      storage: 2Gi
`,
        state: `
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata:
  name: iomesh-chap
provisioner: com.iomesh.csi-driver
parameters:
  auth: "true"
  csi.storage.k8s.io/node-stage-secret-name: \${pvc.annotations['iomesh.com/key']}
  csi.storage.k8s.io/node-stage-secret-namespace: \${pvc.namespace}
`,
        findings: [{ path: '/metadata' }],
      },
    ],
  },
  check(claim, context) {
    const { json } = claim;
    const storageClass = iomeshClassOf(claim, context);
    if (storageClass === undefined) return [];
    const path = nearestPath(json, ['metadata', 'annotations']);
    if ('needs' in storageClass) {
      const hasUsualKey = annotationOf(json, AUTH_KEY_ANNOTATION) !== undefined;
      return hasUsualKey ? [] : [{ path, needs: storageClass.needs }];
    }
    const missing = [...annotationsReadByClass(storageClass.parameters)].filter(
      key => !annotationOf(json, key),
    );
    return missing.map(key => ({
      path,
      message: `the class ${storageClass.name} reads the annotation ${key}, which the claim lacks`,
    }));
  },
});
