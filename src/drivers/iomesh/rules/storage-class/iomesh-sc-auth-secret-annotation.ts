import { secretKeys } from '../../../../core/csi-parameters.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { parameterPath } from '../../../../core/storage-class.ts';
import { ownClassRule } from '../../checks/own-rules.ts';
import { annotationsReadBy } from '../../classes/class-secrets.ts';
import { CHAP_CLASS, iomeshClass } from '../../examples/storage.ts';
import { AUTH_KEY_ANNOTATION } from '../../names.ts';

/** Warns of user secrets that do not come from the claim's annotation. */
export const iomeshScAuthSecretAnnotation = ownClassRule({
  id: 'iomesh-sc-auth-secret-annotation',
  severity: 'warning',
  summary: "The secret of the user comes from the claim's annotation iomesh.com/key.",
  help: "Use ${pvc.annotations['iomesh.com/key']}, or check which annotation the claims carry.",
  source: SOURCES.iomeshAuthenticatePv,
  examples: {
    valid: [
      {
        yaml: CHAP_CLASS,
      },
    ],
    invalid: [
      {
        yaml: iomeshClass(
          'iomesh-chap',
          'auth: "true"',
          'csi.storage.k8s.io/controller-publish-secret-name: volume-secret',
          'csi.storage.k8s.io/controller-publish-secret-namespace: iomesh-system',
          'csi.storage.k8s.io/node-stage-secret-name: user-secret',
          'csi.storage.k8s.io/node-stage-secret-namespace: ${pvc.namespace}',
        ),
        findings: [{ path: '/parameters/csi.storage.k8s.io~1node-stage-secret-name' }],
      },
    ],
  },
  check({ parameters }) {
    const key = secretKeys('node-stage').name;
    const value = parameters.get(key);
    if (value === undefined || value === '' || annotationsReadBy(value).includes(AUTH_KEY_ANNOTATION))
      return [];
    return [
      { path: parameterPath(key), message: `${key} is ${value}, which does not read ${AUTH_KEY_ANNOTATION}` },
    ];
  },
});
