import { INJECTOR_ANNOTATIONS } from './names.ts';
import type { ObservedConfiguration } from './ports.ts';

/** Where the serving certificate comes from. */
export type CertMode = 'self' | 'cert-manager' | 'files';

/** What the mode hangs on. */
export interface ModeSituation {
  readonly configured: CertMode | 'auto';
  /** Whether files were given and could be read at the start. */
  readonly hasFiles: boolean;
  /** As last observed; `undefined` when they never were. */
  readonly configurations: readonly ObservedConfiguration[] | undefined;
}

/** Whether cert-manager's cainjector writes the caBundle of a configuration: then nobody else may. */
export function isInjected({ annotations }: ObservedConfiguration): boolean {
  return INJECTOR_ANNOTATIONS.some(key => Boolean(annotations[key]));
}

/**
 * Decides where the serving certificate comes from; `undefined` while that cannot be known. In `auto`, files win, then
 * cert-manager's annotation on our configurations. Whether cert-manager is installed is not asked: its
 * CustomResourceDefinitions outlive it.
 */
export function decideMode({ configured, hasFiles, configurations }: ModeSituation): CertMode | undefined {
  if (configured !== 'auto') return configured;
  if (hasFiles) return 'files';
  if (configurations === undefined) return undefined;
  return configurations.some(isInjected) ? 'cert-manager' : 'self';
}
