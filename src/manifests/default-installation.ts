import { DEFAULT_SETTINGS } from '../core/settings.ts';
import type { Installation } from './names.ts';

/** Where releases put the image. */
export const IMAGE_REPOSITORY = 'ghcr.io/stowage-dev/stowage';

/** The installation that the manifests of the repository describe. */
export function defaultInstallation(version: string): Installation {
  return {
    name: 'stowage',
    namespace: DEFAULT_SETTINGS.namespace,
    image: `${IMAGE_REPOSITORY}:${version}`,
    excludedNamespaces: DEFAULT_SETTINGS.excludedNamespaces,
  };
}
