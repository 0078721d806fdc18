import type { DriverContext } from '../core/driver.ts';
import type { JsonObject } from '../core/json.ts';
import type { Node } from '../core/node.ts';
import type { ExtenderConfig } from './extender-config.ts';
import { reportedSpace } from './free-space.ts';
import type { FreeSpace, PoolKey } from './free-space.ts';
import { podNeeds } from './pod-needs.ts';
import { poolScore } from './score.ts';

/** The score of one node, from 0 to 10. */
export interface NodeScore {
  readonly node: string;
  readonly score: number;
}

interface ScoredPool extends PoolKey {
  readonly divisor: number;
  readonly strategy: 'spread' | 'pack';
}

/** Pools of a legacy installation carry its name before the device class, which is what the file knows them by. */
function setting<Value>(settings: ReadonlyMap<string, Value>, pool: string): Value | undefined {
  return settings.get(pool) ?? settings.get(pool.slice(pool.lastIndexOf('/') + 1));
}

function scoredPools(pod: JsonObject, context: DriverContext, config: ExtenderConfig): readonly ScoredPool[] {
  const keys = podNeeds(pod, context).flatMap(({ driver, pools }) =>
    pools.map(({ pool }) => ({ driver: driver.id, pool })),
  );
  return keys.flatMap(({ driver, pool }) => {
    const strategy = setting(config.strategies, pool) ?? config.defaultStrategy;
    const divisor = setting(config.divisors, pool) ?? config.defaultDivisor;
    return strategy === 'off' ? [] : [{ driver, pool, divisor, strategy }];
  });
}

function nodeScore(node: Node, pools: readonly ScoredPool[], freeSpace: FreeSpace): number {
  const scores = pools.flatMap(pool => {
    const space = freeSpace(node, pool);
    return space === undefined ? [] : [poolScore(space, pool.divisor, pool.strategy)];
  });
  return scores.length === 0 ? 0 : Math.min(...scores);
}

/**
 * Scores nodes for a pod by the free space of the pools that it needs, the worst of them; pools that a node does not report
 * are passed over. `null` when there is nothing to score: no need of any pool, or only of pools that are switched off.
 */
export function prioritize(
  pod: JsonObject,
  nodes: readonly Node[],
  context: DriverContext,
  config: ExtenderConfig,
  freeSpace: FreeSpace = reportedSpace(context),
): readonly NodeScore[] | null {
  const pools = scoredPools(pod, context, config);
  if (pools.length === 0) return null;
  return nodes.map(node => ({ node: node.name, score: nodeScore(node, pools, freeSpace) }));
}
