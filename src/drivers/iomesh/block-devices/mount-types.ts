import { stringAt } from '../../../core/json.ts';
import type { JsonObject } from '../../../core/json.ts';

/** The mount types of each disk deployment mode, all of which a cluster of that mode needs. */
const MOUNT_TYPES: ReadonlyMap<string, readonly string[]> = new Map([
  ['hybridFlash', ['cacheWithJournal', 'dataStore']],
  ['allFlash', ['dataStoreWithJournal']],
]);

/** The values of `diskDeploymentMode`. */
export const DISK_DEPLOYMENT_MODES: readonly string[] = [...MOUNT_TYPES.keys()];

/** All mount types a `deviceMap` may hold. */
export const ALL_MOUNT_TYPES: readonly string[] = [...MOUNT_TYPES.values()].flat();

/** The mount types of a disk deployment mode; `undefined` when there is no such mode. */
export function mountTypesOf(mode: string): readonly string[] | undefined {
  return MOUNT_TYPES.get(mode);
}

/** The cluster's disk deployment mode; hybridFlash unless said, as in the Helm chart. */
export function diskDeploymentModeOf(cluster: JsonObject): string {
  return stringAt(cluster, 'spec', 'diskDeploymentMode') ?? 'hybridFlash';
}
