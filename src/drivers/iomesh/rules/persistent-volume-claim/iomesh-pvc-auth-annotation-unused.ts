import { annotationOf } from '../../../../core/kubernetes-object.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { iomeshClassOf } from '../../claim-class.ts';
import { defineClaimRule } from '../../claim-rule.ts';
import { annotationsReadByClass } from '../../class-secrets.ts';
import { chapClaim, claim, iomeshClass } from '../../example-manifests.ts';
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
