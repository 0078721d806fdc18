import { stringAt } from '../../../../core/json.ts';
import { formatReference } from '../../../../core/kubernetes-object.ts';
import { decide, resolve } from '../../../../core/resolve.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { parameterPath } from '../../../../core/storage-class.ts';
import { ownClassRule } from '../../checks/own-rules.ts';
import { connectionNamedBy } from '../../classes/class-connection.ts';
import { CONNECTION_KEYS } from '../../connections/connection.ts';
import {
  MANAGEMENT_CONNECTION,
  MANAGEMENT_PARAMETERS,
  configMap,
  iomeshClass,
} from '../../examples/storage.ts';
import { PARAMETER } from '../../names.ts';

/** Rejects classes whose connection ConfigMap is about something else. */
export const iomeshScClusterConnectionNotConnection = ownClassRule({
  id: 'iomesh-sc-cluster-connection-not-connection',
  severity: 'error',
  summary: 'The ConfigMap that the class names holds a connection.',
  help: 'Point clusterConnection to a ConfigMap with clusterId, iscsiPortal and metaAddr.',
  source: SOURCES.iomeshMultiCluster,
  examples: {
    valid: [
      {
        yaml: iomeshClass('iomesh', ...MANAGEMENT_PARAMETERS),
        state: MANAGEMENT_CONNECTION,
      },
    ],
    invalid: [
      {
        yaml: iomeshClass(
          'iomesh',
          'clusterConnection: iomesh-system/kube-root-ca.crt',
          'iomeshCluster: iomesh-system/iomesh',
        ),
        state: configMap('iomesh-system', 'kube-root-ca.crt', 'ca.crt: ""'),
        findings: [{ path: '/parameters/clusterConnection' }],
      },
    ],
  },
  check(storageClass, { lookup }) {
    const reference = connectionNamedBy(storageClass);
    if (reference === undefined) return [];
    const path = parameterPath(PARAMETER.clusterConnection);
    return decide(resolve(lookup, reference), path, object => {
      const missing = CONNECTION_KEYS.filter(key => stringAt(object, 'data', key) === undefined);
      if (missing.length === 0) return [];
      const message = `${formatReference(reference)} is no connection: ${missing.join(', ')} missing`;
      return [{ path, message }];
    });
  },
});
