import { secretKeys } from '../../../../core/csi-parameters.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { parameterPath } from '../../../../core/storage-class.ts';
import { ownClassRule } from '../../checks/own-rules.ts';
import { clusterOf } from '../../clusters/cluster-of.ts';
import { iomeshClass, USER_SECRET_PARAMETERS } from '../../examples/storage.ts';
import { DEFAULT_CLUSTER } from '../../names.ts';

/** Warns of volume secrets outside the cluster's namespace. */
export const iomeshScAuthSecretNamespace = ownClassRule({
  id: 'iomesh-sc-auth-secret-namespace',
  severity: 'warning',
  summary: 'The secret of the volume is in the namespace of the IOMesh cluster.',
  help: 'Move the secret to the namespace of the IOMesh cluster, or correct the key.',
  source: SOURCES.iomeshAuthenticatePv,
  examples: {
    valid: [
      {
        yaml: iomeshClass(
          'iomesh-chap',
          'auth: "true"',
          'csi.storage.k8s.io/controller-publish-secret-name: volume-secret',
          'csi.storage.k8s.io/controller-publish-secret-namespace: iomesh-cluster-1',
          ...USER_SECRET_PARAMETERS,
          'clusterConnection: iomesh-cluster-1/iomesh-cluster-1-csi-configmap',
          'iomeshCluster: iomesh-cluster-1/iomesh-cluster-1',
        ),
      },
    ],
    invalid: [
      {
        yaml: iomeshClass(
          'iomesh-chap',
          'auth: "true"',
          'csi.storage.k8s.io/controller-publish-secret-name: volume-secret',
          'csi.storage.k8s.io/controller-publish-secret-namespace: shop',
          ...USER_SECRET_PARAMETERS,
        ),
        findings: [{ path: '/parameters/csi.storage.k8s.io~1controller-publish-secret-namespace' }],
      },
    ],
  },
  check(storageClass, { lookup }) {
    const key = secretKeys('controller-publish').namespace;
    const value = storageClass.parameters.get(key);
    const expected = (clusterOf(storageClass, lookup) ?? DEFAULT_CLUSTER).namespace;
    if (value === undefined || value === '' || value === expected) return [];
    const message = `the volume secret is expected in namespace ${expected}, not ${value}`;
    return [{ path: parameterPath(key), message }];
  },
});
