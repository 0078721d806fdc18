import { annotationOf } from '../../../../core/kubernetes-object.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { iomeshClassOf } from '../../claim-class.ts';
import { defineClaimRule } from '../../claim-rule.ts';
import { annotationsReadByClass } from '../../class-secrets.ts';
import { AUTH_KEY_ANNOTATION, PARAMETER } from '../../names.ts';

/** Notes claims that name a secret which nothing reads. */
export const iomeshPvcAuthAnnotationUnused = defineClaimRule({
  id: 'iomesh-pvc-auth-annotation-unused',
  severity: 'info',
  summary: 'A claim names a secret for CHAP only when its class uses CHAP.',
  help: 'Remove the annotation, or use a class with auth: "true".',
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
  annotations:
    iomesh.com/key: user-secret
spec:
  storageClassName: iomesh
  accessModes: [ReadWriteOnce]
  resources:
    requests:
      storage: 2Gi
`,
        state: `
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata:
  name: iomesh
provisioner: com.iomesh.csi-driver
parameters:
  replicaFactor: "2"
`,
        findings: [{ path: '/metadata/annotations/iomesh.com~1key' }],
      },
    ],
  },
  check(claim, context) {
    if (annotationOf(claim.json, AUTH_KEY_ANNOTATION) === undefined) return [];
    const storageClass = iomeshClassOf(claim, context);
    if (storageClass === undefined) return [];
    const path = ['metadata', 'annotations', AUTH_KEY_ANNOTATION];
    if ('needs' in storageClass) return [{ path, needs: storageClass.needs }];
    const { name, parameters } = storageClass;
    const isRead = annotationsReadByClass(parameters).has(AUTH_KEY_ANNOTATION);
    if (isRead || parameters.get(PARAMETER.auth) === 'true') return [];
    return [{ path, message: `${AUTH_KEY_ANNOTATION} has no effect: the class ${name} does not use CHAP` }];
  },
});
