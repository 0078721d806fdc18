import type { DriverContext } from '../core/driver.ts';
import { podClaims } from '../core/pod-claim.ts';
import { decodePersistentVolumeClaim } from '../core/persistent-volume-claim.ts';
import type { KubernetesObject } from '../core/kubernetes-object.ts';
import { nameOf, namespaceOf } from '../core/kubernetes-object.ts';
import { driverOfClaim } from '../core/driver-of.ts';
import { DRIVERS } from '../drivers/registry.ts';
import { bytesOfPool, sumByPool } from './allocated.ts';
import type { NodePool } from './allocated.ts';

type Part = NodePool & { readonly bytes: bigint };

function partsOf(object: KubernetesObject, context: DriverContext): readonly Part[] {
  const { selectedNode: node, isBound } = decodePersistentVolumeClaim(object);
  if (node === undefined || isBound) return [];
  const volumes = [{ name: 'claim', persistentVolumeClaim: { claimName: nameOf(object) } }];
  const claims = podClaims({ spec: { volumes } }, namespaceOf(object) ?? 'default', context.lookup);
  return claims.flatMap(claim => {
    const driver = driverOfClaim(claim, { drivers: DRIVERS, settings: context.settings });
    if (driver === undefined) return [];
    const { pools } = driver.demand([claim], context);
    return pools.map(({ pool, bytes }) => ({ driver: driver.id, pool, node, bytes }));
  });
}

/**
 * The bytes that are promised of each pool: those of claims for which a node is selected and whose volume is still being made.
 * The annotation of the claim is the durable record of it.
 */
export function reservedBytes(context: DriverContext): (pool: NodePool) => bigint {
  const claims = context.lookup.list('PersistentVolumeClaim');
  const sums = sumByPool(claims.flatMap(claim => partsOf(claim, context)));
  return pool => bytesOfPool(sums, pool);
}
