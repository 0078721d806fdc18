import type { Node } from '../../core/node.ts';
import type { ExtenderConfig } from '../extender-config.ts';
import type { FreeSpace } from '../free-space.ts';
import type { DriverNeeds } from '../pod-needs.ts';
import type { Verdict } from '../predicate.ts';
import { nodeScorer, strategyOf } from '../prioritize.ts';
import { REASON } from '../reasons.ts';
import type { Offer } from './state.ts';

/** What nodes are compared by. */
export interface OfferOptions {
  readonly needs: readonly DriverNeeds[];
  readonly config: ExtenderConfig;
  readonly freeSpace: FreeSpace;
  /** The nodes that were offered to the pod before. */
  readonly offers: readonly Offer[];
}

interface Ranked {
  readonly name: string;
  /** When it was offered last; 0 when it never was. */
  readonly offeredAt: number;
  readonly score: number;
  /** The more the better. */
  readonly room: bigint;
}

/** Scores are coarse: among equal ones bytes decide. */
function roomOf({ needs, config, freeSpace }: OfferOptions): (node: Node) => bigint {
  const [first] = needs.flatMap(({ driver, pools }) =>
    pools.map(({ pool }) => ({ driver: driver.id, pool })),
  );
  if (first === undefined) return () => 0n;
  const spaceOf = freeSpace(first);
  const sign = strategyOf(first.pool, config) === 'pack' ? -1n : 1n;
  return node => (spaceOf(node)?.freeBytes ?? 0n) * sign;
}

function isBetter(one: Ranked, other: Ranked): boolean {
  if (one.offeredAt !== other.offeredAt) return one.offeredAt < other.offeredAt;
  return one.score === other.score ? one.room > other.room : one.score > other.score;
}

function ranking(options: OfferOptions): (node: Node) => Ranked {
  const scoreOf = nodeScorer(options.needs, options.config, options.freeSpace);
  const roomOn = roomOf(options);
  const offered = new Map(options.offers.map(({ node, at }) => [node, at]));
  return node => ({
    name: node.name,
    offeredAt: offered.get(node.name) ?? 0,
    score: scoreOf?.(node) ?? 0,
    room: roomOn(node),
  });
}

function bestOf(nodes: readonly Node[], options: OfferOptions): string | undefined {
  const rank = ranking(options);
  return nodes
    .map(rank)
    .reduce<Ranked | undefined>(
      (best, one) => (best === undefined || isBetter(one, best) ? one : best),
      undefined,
    )?.name;
}

/**
 * Leaves the best of the nodes that passed, and of those one that the pod was not offered lately: another extender, or
 * whatever comes after, may have refused it.
 */
export function offerOne(verdict: Verdict, nodes: readonly Node[], options: OfferOptions): Verdict {
  if (verdict.passed.length < 2) return verdict;
  const names = new Set(verdict.passed);
  const passed = nodes.filter(({ name }) => names.has(name));
  const best = bestOf(passed, options);
  const others = verdict.passed.filter(name => name !== best);
  return {
    passed: verdict.passed.filter(name => name === best),
    failed: verdict.failed,
    unresolvable: new Map([
      ...verdict.unresolvable,
      ...others.map(name => [name, REASON.notOffered] as const),
    ]),
  };
}
