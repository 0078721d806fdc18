import { defineClaimRule } from '../../../../core/each-claim.ts';
import { annotationOf } from '../../../../core/kubernetes-object.ts';
import { nearestPath } from '../../../../core/nearest-path.ts';
import { decide } from '../../../../core/resolve.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { iomeshClassOf } from '../../claims/claim-class.ts';
import { annotationsReadByClass } from '../../classes/class-secrets.ts';
import { CHAP_CLASS, chapClaim } from '../../examples/storage.ts';
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
        yaml: chapClaim('iomesh.com/key: user-secret'),
        state: CHAP_CLASS,
      },
    ],
    invalid: [
      {
        yaml: chapClaim(),
        state: CHAP_CLASS,
        findings: [{ path: '/metadata' }],
      },
    ],
  },
  check(claim, context) {
    const { json } = claim;
    const path = nearestPath(json, ['metadata', 'annotations']);
    const found = iomeshClassOf(claim, context);
    const hasUsualKey = annotationOf(json, AUTH_KEY_ANNOTATION) !== undefined;
    if (found !== undefined && 'needs' in found && hasUsualKey) return [];
    return decide(found, path, ({ name, parameters }) =>
      [...annotationsReadByClass(parameters)]
        .filter(key => !annotationOf(json, key))
        .map(key => ({
          path,
          message: `the class ${name} reads the annotation ${key}, which the claim lacks`,
        })),
    );
  },
});
