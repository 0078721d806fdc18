import { stringAt } from '../../../../core/json.ts';
import { formatReference } from '../../../../core/kubernetes-object.ts';
import { mustExist, resolve } from '../../../../core/resolve.ts';
import { defineRule } from '../../../../core/rule.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { clusterNameOf } from '../../clusters/cluster-name.ts';
import { LICENSE_KEY, secretHas } from '../../secrets/secret-text.ts';

const PATH = ['spec', 'licenseSecretName'] as const;

/** Warns when the Secret with the license code is not there, or does not hold one. */
export const iomeshClusterLicenseSecretMissing = defineRule({
  id: 'iomesh-cluster-license-secret-missing',
  kinds: ['IOMeshCluster'],
  severity: 'warning',
  summary:
    'The Secret with the license exists and has the key authorizationCode; checked when Secrets may be read.',
  help: 'Create it with kubectl create secret generic NAME --from-file=authorizationCode=FILE before naming it.',
  source: SOURCES.iomeshLicense,
  examples: {
    valid: [
      {
        yaml: `
apiVersion: iomesh.com/v1alpha1
kind: IOMeshCluster
metadata: {namespace: iomesh-system, name: iomesh}
spec: {licenseSecretName: iomesh-authorization-code}
`,
        state: `
apiVersion: v1
kind: Secret
metadata: {namespace: iomesh-system, name: iomesh-authorization-code}
data: {authorizationCode: bGljZW5zZQ==}
`,
        settings: { checkSecrets: true },
      },
    ],
    invalid: [
      {
        yaml: `
apiVersion: iomesh.com/v1alpha1
kind: IOMeshCluster
metadata: {namespace: iomesh-system, name: iomesh}
spec: {licenseSecretName: iomesh-authorization-code}
`,
        live: true,
        settings: { checkSecrets: true },
        findings: [{ path: '/spec/licenseSecretName' }],
      },
    ],
  },
  check(cluster, { lookup, settings }) {
    const name = stringAt(cluster, ...PATH);
    if (!settings.checkSecrets || !name) return [];
    const reference = { kind: 'Secret', namespace: clusterNameOf(cluster).namespace, name };
    const found = resolve(lookup, reference);
    if (found === undefined || 'needs' in found) return mustExist(lookup, reference, PATH);
    if (secretHas(found.value, LICENSE_KEY)) return [];
    return [{ path: PATH, message: `${formatReference(reference)} has no key ${LICENSE_KEY}` }];
  },
});
