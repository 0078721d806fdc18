/** Directories of the system itself, which must not hold volumes. */
const SYSTEM_PATHS: readonly string[] = ['/', '/etc', '/proc', '/sys', '/dev', '/boot'];

/** The kubelet's own directory: it mounts, and on cleaning up removes, what lies below. */
const KUBELET_PATH = '/var/lib/kubelet';

/** Takes repeated and trailing slashes out of an absolute path. */
export function normalizedPath(path: string): string {
  const joined = path.replaceAll(/\/+/g, '/');
  return joined.length > 1 && joined.endsWith('/') ? joined.slice(0, -1) : joined;
}

/** Why volumes must not be put at an absolute path: follows "is"; `undefined` when they may. */
export function hazardOf(path: string): string | undefined {
  if (path.includes('\0')) return 'no path: it holds a NUL character';
  if (path.split('/').includes('..')) return 'not fixed: it holds a ".." segment';
  const normalized = normalizedPath(path);
  if (SYSTEM_PATHS.includes(normalized)) return 'a directory of the system';
  return normalized.startsWith(KUBELET_PATH) ? 'a directory of the kubelet' : undefined;
}

function withOneSlash(path: string): string {
  return `${path}/`.replaceAll(/\/+/g, '/');
}

/** Says whether one of two directories is, or lies in, the other. */
export function isSameOrNested(left: string, right: string): boolean {
  const [one, other] = [withOneSlash(left), withOneSlash(right)];
  return one.startsWith(other) || other.startsWith(one);
}
