import { stringAt } from '../../../core/json.ts';
import type { JsonObject } from '../../../core/json.ts';

/** What a connection ConfigMap says; the CSI driver reads it to reach one IOMesh cluster. */
export interface Connection {
  /** Free text, equal in all connection ConfigMaps of one Kubernetes cluster. */
  readonly clusterId: string;
  /** `host:port` of the iSCSI portal. */
  readonly iscsiPortal: string;
  /** `host:port` of the meta service. */
  readonly metaAddr: string;
}

/** The keys in `data` by which a connection ConfigMap is known. */
export const CONNECTION_KEYS = [
  'clusterId',
  'iscsiPortal',
  'metaAddr',
] as const satisfies readonly (keyof Connection)[];

/** Reads a connection ConfigMap; `undefined` when one of the three keys is missing or no string. */
export function connectionOf(configMap: JsonObject): Connection | undefined {
  const clusterId = stringAt(configMap, 'data', 'clusterId');
  const iscsiPortal = stringAt(configMap, 'data', 'iscsiPortal');
  const metaAddr = stringAt(configMap, 'data', 'metaAddr');
  if (clusterId === undefined || iscsiPortal === undefined || metaAddr === undefined) return undefined;
  return { clusterId, iscsiPortal, metaAddr };
}

/** Says whether a ConfigMap has all three connection keys. */
export function isConnectionConfigMap(configMap: JsonObject): boolean {
  return connectionOf(configMap) !== undefined;
}
