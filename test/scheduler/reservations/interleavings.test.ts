import { describe, expect, test } from 'vitest';
import { rebuild } from '../../../src/scheduler/reservations/rebuild.ts';
import type { ReservationMode } from '../../../src/scheduler/reservations/reservations.ts';
import { ClusterModel } from './cluster-model.ts';
import type { Behaviour, ModelPod, Outcome } from './cluster-model.ts';
import { randomOf } from './virtual-time.ts';

const MODES = ['wait', 'single', 'all'] as const;
const SEEDS = Array.from({ length: 40 }, (_, index) => 1000 + index);
const TWO_MINUTES = 120_000;

/** Everything comes late, and in any order that the API allows. */
function unruly(mode: ReservationMode | 'off', seed: number): Behaviour {
  return {
    mode,
    seed,
    nodes: 1 + (seed % 4),
    nodeSize: 10,
    cycle: 10,
    claimLag: [0, 800],
    podLag: [0, 900],
    nodeLag: [0, 2000],
    provisioning: [20, 4000],
    binding: [0, 2000],
    refresh: [0, 5000],
    vetoes: 0.15,
  };
}

/** Pods with one or two claims of 1 to 4 GiB, some of which share one; some are deleted, and made anew under their name. */
function somePods(
  seed: number,
): readonly (ModelPod & { readonly at: number; readonly goneAt: number | undefined })[] {
  const random = randomOf(seed * 7919);
  const upTo = (most: number) => Math.floor(random() * most);
  return Array.from({ length: 30 }, (_, index) => {
    const at = random() < 0.7 ? upTo(300) : upTo(40_000);
    const claims = Array.from({ length: random() < 0.25 ? 2 : 1 }, (__, part) => {
      const isShared = random() < 0.1;
      return { name: isShared ? `shared-${upTo(3)}` : `c${index % 20}-${part}`, gib: 1 + upTo(4) };
    });
    const goneAt = random() < 0.4 ? at + upTo(15_000) : undefined;
    return { name: `p${index % 20}`, claims, at, goneAt };
  });
}

interface Story {
  readonly mode: ReservationMode | 'off';
  readonly seed: number;
  readonly deletes?: boolean;
  readonly more?: (model: ClusterModel) => void;
}

async function story({ mode, seed, deletes = true, more }: Story): Promise<Outcome> {
  const cluster = new ClusterModel(unruly(mode, seed));
  return await cluster.run(TWO_MINUTES, model => {
    for (const pod of somePods(seed)) {
      model.time.after(pod.at, () => model.create(pod));
      if (deletes && pod.goneAt !== undefined) model.time.after(pod.goneAt, () => model.deletePod(pod.name));
    }
    more?.(model);
  });
}

describe.each(MODES)('mode %s never gives space away twice', mode => {
  test.each(SEEDS)('whatever comes late and in whatever order (seed %i)', async seed => {
    const outcome = await story({ mode, seed });
    expect(outcome.failures).toBe(0);
    expect(outcome.placed).toBeGreaterThan(0);
  });
});

describe.each(MODES)('mode %s, with an extender that is killed and started again', mode => {
  test.each(SEEDS)('whenever that is (seed %i)', async seed => {
    const random = randomOf(seed);
    const outcome = await story({
      mode,
      seed,
      // Of a claim that is deleted meanwhile nothing is left to know its volume by.
      deletes: false,
      more(model) {
        for (let at = 1000 + random() * 2000; at < 30_000; at += 2500 + random() * 8000) {
          model.time.after(at, () => model.restartExtender(1000 + random() * 1500));
        }
      },
    });
    expect(outcome.failures).toBe(0);
    expect(outcome.placed).toBeGreaterThan(0);
  });
});

test('the same stories without reservations are full of failures', async () => {
  const outcomes = await Promise.all(SEEDS.map(seed => story({ mode: 'off', seed })));
  expect(outcomes.filter(({ failures }) => failures > 0).length).toBeGreaterThan(SEEDS.length / 2);
});

test.each(SEEDS.slice(0, 20))('what is rebuilt holds all that is on its way (seed %i)', async seed => {
  let checked = 0;
  function check(model: ClusterModel): void {
    const { reservations } = rebuild(model.known, model.time.now());
    for (const { uid, name, gib, node } of model.inFlight()) {
      const held = reservations.get(uid);
      expect([name, held?.bytes, [...(held?.nodes ?? [])]]).toEqual([name, BigInt(gib) << 30n, [node]]);
      checked += 1;
    }
  }
  await story({
    mode: 'wait',
    seed,
    more(model) {
      for (let at = 500; at < 60_000; at += 500) model.time.after(at, () => check(model));
    },
  });
  expect(checked).toBeGreaterThan(0);
});
