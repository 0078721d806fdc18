import { stringAt } from '../../../../core/json.ts';
import { nameOf } from '../../../../core/kubernetes-object.ts';
import { defineRule } from '../../../../core/rule.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { clusterNameOf, formatClusterName } from '../../clusters/cluster-name.ts';
import { LICENSE_KEY, keysPath, secretHas } from '../../secrets/secret-text.ts';

const CLUSTER = `
apiVersion: iomesh.com/v1alpha1
kind: IOMeshCluster
metadata: {namespace: iomesh-system, name: iomesh}
spec: {licenseSecretName: iomesh-authorization-code}
`;

/** Rejects license Secrets without a license code. */
export const secretLicenseKey = defineRule({
  id: 'secret-license-key',
  kinds: ['Secret'],
  severity: 'error',
  summary: 'The Secret with the license has the key authorizationCode; checked when Secrets may be read.',
  help: 'Create it with kubectl create secret generic NAME --from-file=authorizationCode=FILE.',
  source: SOURCES.iomeshLicense,
  examples: {
    valid: [
      {
        yaml: `
apiVersion: v1
kind: Secret
metadata: {namespace: iomesh-system, name: iomesh-authorization-code}
stringData: {authorizationCode: license-code}
`,
        state: CLUSTER,
        settings: { checkSecrets: true },
      },
    ],
    invalid: [
      {
        yaml: `
apiVersion: v1
kind: Secret
metadata: {namespace: iomesh-system, name: iomesh-authorization-code}
stringData: {license-code.txt: license-code}
`,
        state: CLUSTER,
        settings: { checkSecrets: true },
        findings: [{ path: '/stringData' }],
      },
    ],
  },
  check(secret, { lookup, settings }) {
    if (!settings.checkSecrets || secretHas(secret, LICENSE_KEY)) return [];
    const cluster = lookup
      .list('IOMeshCluster', clusterNameOf(secret).namespace)
      .find(one => stringAt(one, 'spec', 'licenseSecretName') === nameOf(secret));
    if (cluster === undefined) return [];
    const user = formatClusterName(clusterNameOf(cluster));
    return [{ path: keysPath(secret), message: `The license Secret of ${user} has no key ${LICENSE_KEY}` }];
  },
});
