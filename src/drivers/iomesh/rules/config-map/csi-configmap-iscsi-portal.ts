import { SOURCES } from '../../../../core/sources.ts';
import { connectionValue, defineConnectionRule } from '../../checks/connection-rule.ts';
import { MANAGEMENT_CONNECTION, managementConnection } from '../../examples/storage.ts';

const IN_CLUSTER_PORTAL = '127.0.0.1:3260';

/** Rejects portals other than the redirector of the pod's own node. */
export const csiConfigmapIscsiPortal = defineConnectionRule({
  id: 'csi-configmap-iscsi-portal',
  severity: 'error',
  summary: "The iSCSI portal of a connection is the node's own, 127.0.0.1:3260.",
  help: 'Write 127.0.0.1:3260; a virtual IP belongs in the Helm values of EXTERNAL installations.',
  source: SOURCES.iomeshMultiCluster,
  examples: {
    valid: [
      {
        yaml: MANAGEMENT_CONNECTION,
      },
    ],
    invalid: [
      {
        yaml: managementConnection({ iscsiPortal: '192.0.2.10:3260' }),
        findings: [{ path: '/data/iscsiPortal' }],
      },
    ],
  },
  check(configMap) {
    const value = connectionValue(configMap, 'iscsiPortal');
    if (value === undefined || value === IN_CLUSTER_PORTAL) return [];
    const path = ['data', 'iscsiPortal'];
    return [
      {
        path,
        message: `iscsiPortal is "${value}", but inside the cluster it is ${IN_CLUSTER_PORTAL}`,
        edit: { type: 'replace-value', path, value: IN_CLUSTER_PORTAL },
      },
    ];
  },
});
