import type { PoolDemand } from '../../../core/driver.ts';
import type { Settings } from '../../../core/settings.ts';
import { poolOf } from '../names.ts';
import type { Need } from './need.ts';

function compare(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

/** Groups needs, in the order of the keys, so that the order of a pod's volumes never shows. */
function grouped(
  needs: readonly Need[],
  keyOf: (need: Need) => string,
): readonly [string, readonly Need[]][] {
  return [...Map.groupBy(needs, keyOf)].toSorted(([left], [right]) => compare(left, right));
}

function sum(needs: readonly Need[], bytesOf: (need: Need) => bigint): bigint {
  return needs.reduce((total, need) => total + bytesOf(need), 0n);
}

/** The resource `1` of each plugin name that is needed. */
export function flagResources(needs: readonly Need[]): ReadonlyMap<string, string> {
  return new Map(grouped(needs, need => need.names.capacityResource).map(([resource]) => [resource, '1']));
}

/** The bytes of all needs in the resource of each plugin name. */
export function byteResources(needs: readonly Need[]): ReadonlyMap<string, string> {
  const totals = grouped(needs, need => need.names.capacityResource).map(
    ([resource, group]) => [resource, sum(group, need => need.writtenBytes)] as const,
  );
  return new Map(
    totals.filter(([, bytes]) => bytes !== 0n).map(([resource, bytes]) => [resource, String(bytes)]),
  );
}

/** One annotation for each device class: its bytes. */
export function byteAnnotations(needs: readonly Need[]): ReadonlyMap<string, string> {
  return new Map(
    grouped(needs, need => `${need.names.annotationPrefix}${need.deviceClass}`).map(([key, group]) => [
      key,
      String(sum(group, need => need.writtenBytes)),
    ]),
  );
}

/** The bytes needed of each pool. */
export function poolDemands(needs: readonly Need[], settings: Settings): readonly PoolDemand[] {
  return grouped(needs, need => poolOf(need.names, need.deviceClass, settings)).map(([pool, group]) => ({
    pool,
    bytes: sum(group, need => need.createdBytes),
    claims: group
      .map(need => need.claim)
      .filter(claim => claim !== undefined)
      .toSorted(compare),
  }));
}
