import type { ObjectRule } from '../../../../core/rule.ts';
import { csiConfigmapClusterIdChanged } from './csi-configmap-cluster-id-changed.ts';
import { csiConfigmapClusterIdLength } from './csi-configmap-cluster-id-length.ts';
import { csiConfigmapClusterIdMismatch } from './csi-configmap-cluster-id-mismatch.ts';
import { csiConfigmapDeleteInUse } from './csi-configmap-delete-in-use.ts';
import { csiConfigmapDuplicateMetaAddr } from './csi-configmap-duplicate-meta-addr.ts';
import { csiConfigmapIscsiPortal } from './csi-configmap-iscsi-portal.ts';
import { csiConfigmapKeyMissing } from './csi-configmap-key-missing.ts';
import { csiConfigmapKeyUnknown } from './csi-configmap-key-unknown.ts';
import { csiConfigmapMetaAddrFormat } from './csi-configmap-meta-addr-format.ts';
import { csiConfigmapMetaAddrHost } from './csi-configmap-meta-addr-host.ts';
import { csiConfigmapMetaAddrPort } from './csi-configmap-meta-addr-port.ts';
import { csiConfigmapMetaAddrUnknownCluster } from './csi-configmap-meta-addr-unknown-cluster.ts';
import { csiConfigmapNamespace } from './csi-configmap-namespace.ts';
import { csiConfigmapUnreferenced } from './csi-configmap-unreferenced.ts';

/** The rules on connection ConfigMaps, in the order in which they report. */
export const RULES: readonly ObjectRule[] = [
  csiConfigmapKeyMissing,
  csiConfigmapKeyUnknown,
  csiConfigmapIscsiPortal,
  csiConfigmapMetaAddrFormat,
  csiConfigmapMetaAddrPort,
  csiConfigmapMetaAddrHost,
  csiConfigmapMetaAddrUnknownCluster,
  csiConfigmapNamespace,
  csiConfigmapClusterIdMismatch,
  csiConfigmapClusterIdChanged,
  csiConfigmapClusterIdLength,
  csiConfigmapDuplicateMetaAddr,
  csiConfigmapUnreferenced,
  csiConfigmapDeleteInUse,
];
