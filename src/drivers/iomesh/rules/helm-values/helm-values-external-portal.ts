import { stringAt } from '../../../../core/json.ts';
import type { JsonObject } from '../../../../core/json.ts';
import { nearestPath } from '../../../../core/nearest-path.ts';
import { defineRule } from '../../../../core/rule.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { META_EXTERNAL_PORT, parseMetaAddr } from '../../connections/meta-addr.ts';
import { driverValues } from '../../helm/helm-values.ts';

const PORTAL_PORT = 3260;
/** The host that stands in the sample of the documents. */
const SAMPLE_HOST = 'iomesh-cluster-vip';

interface Address {
  readonly host: string;
  readonly port: number;
}

function addressIn(driver: JsonObject, key: string): Address | undefined {
  const address = parseMetaAddr(stringAt(driver, key) ?? '');
  return 'error' in address ? undefined : address;
}

function metaProblem(meta: Address | undefined): string | undefined {
  if (meta === undefined) return 'metaAddr is not <host>:<port>';
  if (meta.host === SAMPLE_HOST) return `metaAddr has the sample host ${SAMPLE_HOST}`;
  return meta.port === META_EXTERNAL_PORT ? undefined : `metaAddr has port ${meta.port}`;
}

function portalProblem(portal: Address | undefined, meta: Address | undefined): string | undefined {
  if (portal === undefined) return 'iscsiPortal is not <host>:<port>';
  if (portal.host === SAMPLE_HOST) return `iscsiPortal has the sample host ${SAMPLE_HOST}`;
  if (portal.host === '127.0.0.1') return 'iscsiPortal is the address of the node itself';
  if (portal.port !== PORTAL_PORT) return `iscsiPortal has port ${portal.port}`;
  const isSame = meta === undefined || meta.host === portal.host;
  return isSame ? undefined : `iscsiPortal is on ${portal.host}, metaAddr on ${meta.host}`;
}

/** Rejects addresses of an external IOMesh that cannot be reached. */
export const helmValuesExternalPortal = defineRule({
  id: 'helm-values-external-portal',
  kinds: ['HelmValues'],
  severity: 'error',
  summary:
    'A CSI driver of deployment mode EXTERNAL names the access address of IOMesh, port 10206 and port 3260.',
  help: 'Set metaAddr to <IP of iomesh-access>:10206 and iscsiPortal to <the same IP>:3260.',
  source: SOURCES.iomeshExternalStorage,
  examples: {
    valid: [
      {
        yaml: `
apiVersion: stowage.dev/file
kind: HelmValues
driver:
  clusterID: my-iomesh
  metaAddr: 192.168.2.1:10206
  iscsiPortal: 192.168.2.1:3260
  deploymentMode: EXTERNAL
`,
      },
    ],
    invalid: [
      {
        yaml: `
apiVersion: stowage.dev/file
kind: HelmValues
driver:
  clusterID: my-iomesh
  metaAddr: 192.168.2.1:10100
  iscsiPortal: 127.0.0.1:3260
  deploymentMode: EXTERNAL
`,
        findings: [{ path: '/driver/metaAddr' }, { path: '/driver/iscsiPortal' }],
      },
    ],
  },
  *check(values) {
    for (const { path, driver } of driverValues(values)) {
      if (stringAt(driver, 'deploymentMode') !== 'EXTERNAL') continue;
      const meta = addressIn(driver, 'metaAddr');
      const metaMessage = metaProblem(meta);
      const portalMessage = portalProblem(addressIn(driver, 'iscsiPortal'), meta);
      if (metaMessage !== undefined)
        yield { path: nearestPath(values, [...path, 'metaAddr']), message: metaMessage };
      if (portalMessage !== undefined)
        yield { path: nearestPath(values, [...path, 'iscsiPortal']), message: portalMessage };
    }
  },
});
