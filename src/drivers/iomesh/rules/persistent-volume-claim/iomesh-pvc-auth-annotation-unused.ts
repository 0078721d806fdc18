import { annotationOf } from '../../../../core/kubernetes-object.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { ownClaimRule } from '../../checks/own-rules.ts';
import { isAuthClass, annotationsReadByClass } from '../../classes/class-secrets.ts';
import { chapClaim, claim, iomeshClass } from '../../examples/storage.ts';
import { AUTH_KEY_ANNOTATION } from '../../names.ts';

/** Notes claims that name a secret which nothing reads. */
export const iomeshPvcAuthAnnotationUnused = ownClaimRule({
  id: 'iomesh-pvc-auth-annotation-unused',
  severity: 'info',
  summary: 'A claim names a secret for CHAP only when its class uses CHAP.',
  help: 'Remove the annotation, or use a class with auth: "true".',
  source: SOURCES.iomeshAuthenticatePv,
  examples: {
    valid: [
      {
        yaml: chapClaim('iomesh.com/key: user-secret'),
        state: iomeshClass('iomesh-chap', 'auth: "true"'),
      },
    ],
    invalid: [
      {
        yaml: claim(
          'data',
          ['storageClassName: iomesh', 'accessModes: [ReadWriteOnce]'],
          ['iomesh.com/key: user-secret'],
        ),
        state: iomeshClass('iomesh', 'replicaFactor: "2"'),
        findings: [{ path: '/metadata/annotations/iomesh.com~1key' }],
      },
    ],
  },
  concerns: ({ json }) => annotationOf(json, AUTH_KEY_ANNOTATION) !== undefined,
  check(_claim, storageClass) {
    const isRead = annotationsReadByClass(storageClass.parameters).has(AUTH_KEY_ANNOTATION);
    if (isRead || isAuthClass(storageClass)) return [];
    const path = ['metadata', 'annotations', AUTH_KEY_ANNOTATION];
    return [
      {
        path,
        message: `${AUTH_KEY_ANNOTATION} has no effect: the class ${storageClass.name} does not use CHAP`,
      },
    ];
  },
});
