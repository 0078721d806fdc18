/** Where the API serves a kind. */
export interface Served {
  /** `v1`, `storage.k8s.io/v1`. */
  readonly apiVersion: string;
  /** The resource in its plural, lower-case spelling. */
  readonly plural: string;
}

/** The path of an API version: `/api/v1`, `/apis/storage.k8s.io/v1`. */
export function versionPath(apiVersion: string): string {
  return apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
}

/** The path of a kind's objects, of those in one namespace when given. */
export function collectionPath({ apiVersion, plural }: Served, namespace?: string): string {
  const place = namespace === undefined ? '' : `/namespaces/${encodeURIComponent(namespace)}`;
  return `${versionPath(apiVersion)}${place}/${plural}`;
}

/** The path of one object. */
export function objectPath(served: Served, namespace: string | undefined, name: string): string {
  return `${collectionPath(served, namespace)}/${encodeURIComponent(name)}`;
}
