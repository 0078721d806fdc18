import type { DriverContext } from '../core/driver.ts';
import type { JsonObject } from '../core/json.ts';
import type { Node } from '../core/node.ts';
import type { ExtenderConfig } from './extender-config.ts';
import { reportedSpace } from './free-space.ts';
import type { FreeSpace, PoolKey } from './free-space.ts';
import { podNeeds } from './pod-needs.ts';
import type { DriverNeeds } from './pod-needs.ts';
import { poolScore } from './score.ts';
import type { Strategy } from './score.ts';

/** The score of one node, from 0 to 10. */
export interface NodeScore {
  readonly node: string;
  readonly score: number;
}

/** Says what a node scores; `undefined` for a pool that it does not report. */
type PoolScorer = (node: Node) => number | undefined;

/** Pools of a legacy installation carry its name before the device class, which is what the file knows them by. */
function setting<Value>(settings: ReadonlyMap<string, Value>, pool: string): Value | undefined {
  return settings.get(pool) ?? settings.get(pool.slice(pool.lastIndexOf('/') + 1));
}

/** How the free space of a pool counts. */
export function strategyOf(pool: string, config: ExtenderConfig): Strategy {
  return setting(config.strategies, pool) ?? config.defaultStrategy;
}

function poolScorer(key: PoolKey, config: ExtenderConfig, freeSpace: FreeSpace): readonly PoolScorer[] {
  const strategy = strategyOf(key.pool, config);
  const divisor = setting(config.divisors, key.pool) ?? config.defaultDivisor;
  if (strategy === 'off') return [];
  const spaceOf = freeSpace(key);
  return [
    node => {
      const space = spaceOf(node);
      return space && poolScore(space, divisor, strategy);
    },
  ];
}

function worst(node: Node, scorers: readonly PoolScorer[]): number {
  let least: number | undefined;
  for (const scorer of scorers) {
    const score = scorer(node);
    if (score !== undefined && (least === undefined || score < least)) least = score;
  }
  return least ?? 0;
}

/** Makes, once for a pod, the question what a node scores; `null` when there is nothing to score. */
export function nodeScorer(
  needs: readonly DriverNeeds[],
  config: ExtenderConfig,
  freeSpace: FreeSpace,
): ((node: Node) => number) | null {
  const scorers = needs.flatMap(({ driver, pools }) =>
    pools.flatMap(({ pool }) => poolScorer({ driver: driver.id, pool }, config, freeSpace)),
  );
  return scorers.length === 0 ? null : node => worst(node, scorers);
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
  const scoreOf = nodeScorer(podNeeds(pod, context), config, freeSpace);
  return scoreOf && nodes.map(node => ({ node: node.name, score: scoreOf(node) }));
}
