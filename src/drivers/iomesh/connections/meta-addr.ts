/** The address of a cluster's meta service, taken apart. */
export interface MetaAddr {
  /** Host as written; an IPv6 address keeps its brackets. */
  readonly host: string;
  readonly port: number;
  /** The IOMeshCluster's name, when the host is its meta client service. */
  readonly cluster?: string;
  /** The IOMeshCluster's namespace, when the host is its meta client service. */
  readonly namespace?: string;
  /** The cluster domain after `.svc.`, when the host carries one. */
  readonly domain?: string;
}

/** Why a text is no address of a meta service. */
export interface MetaAddrError {
  /** A clause: `it ends with "."`. */
  readonly error: string;
  /** What was probably meant, when that is certain. */
  readonly suggestion?: string;
}

/** The port of the meta client service inside the Kubernetes cluster. */
export const META_CLIENT_PORT = 10100;
/** The port of the meta service on the external access address. */
export const META_EXTERNAL_PORT = 10206;

/** A DNS name of 253 characters, the colon and the port, with room for stray characters around them. */
const MAX_LENGTH = 300;

const ADDRESS = /^(\[[0-9A-Fa-f:.]+\]|[^\s:[\]/]+):([1-9]\d{0,4})$/;
const HOST_NAME =
  /^[A-Za-z0-9]([-A-Za-z0-9]{0,61}[A-Za-z0-9])?(\.[A-Za-z0-9]([-A-Za-z0-9]{0,61}[A-Za-z0-9])?)*$/;
const META_CLIENT = /^([^.]+)-meta-client\.([^.]+)\.svc(?:\.(.+))?$/;
const STRAY_ENDS = /^\s+|[\s.]+$/g;

function serviceOf(host: string): Pick<MetaAddr, 'cluster' | 'namespace' | 'domain'> {
  const [, cluster, namespace, domain] = META_CLIENT.exec(host.toLowerCase()) ?? [];
  if (cluster === undefined || namespace === undefined) return {};
  return { cluster, namespace, ...(domain !== undefined && { domain }) };
}

function isPort(port: number): boolean {
  return port >= 1 && port <= 65_535;
}

function reasonOf(text: string): string {
  if (text === '') return 'it is empty';
  if (/\s/.test(text)) return 'it contains blanks';
  if (text.endsWith('.')) return 'it ends with "."';
  if (text.includes('/')) return 'it contains "/"';
  const [, digits] = /:(\d*)$/.exec(text) ?? [];
  if (!digits) return 'the port is missing';
  return isPort(Number(digits)) ? 'the host is not valid' : 'the port is not a number from 1 to 65535';
}

function parseExact(text: string): MetaAddr | undefined {
  const [, host, digits] = ADDRESS.exec(text) ?? [];
  if (host === undefined || digits === undefined) return undefined;
  const port = Number(digits);
  if (!isPort(port)) return undefined;
  if (!host.startsWith('[') && !HOST_NAME.test(host)) return undefined;
  return { host, port, ...serviceOf(host) };
}

/**
 * Reads the `metaAddr` of a connection ConfigMap, `host:port`. Never throws; cluster, namespace and domain are set when
 * the host is `<cluster>-meta-client.<namespace>.svc[.<domain>]`
 * (https://github.com/iomesh/docs/blob/a5d1600/docs/advanced-functions/manage-multiple-cluster.md).
 */
export function parseMetaAddr(text: string): MetaAddr | MetaAddrError {
  if (text.length > MAX_LENGTH) return { error: 'it is too long' };
  const exact = parseExact(text);
  if (exact !== undefined) return exact;
  const trimmed = text.replace(STRAY_ENDS, '');
  return { error: reasonOf(text), ...(parseExact(trimmed) !== undefined && { suggestion: trimmed }) };
}

/** Says whether a host is an IPv4 or a bracketed IPv6 address. */
export function isIpAddress(host: string): boolean {
  return host.startsWith('[') || /^\d{1,3}(\.\d{1,3}){3}$/.test(host);
}
