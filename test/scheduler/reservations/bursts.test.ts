import { describe, expect, test } from 'vitest';
import type { ReservationMode } from '../../../src/scheduler/reservations/reservations.ts';
import { ClusterModel, USUAL } from './cluster-model.ts';
import type { Outcome } from './cluster-model.ts';

interface Burst {
  readonly nodes: number;
  readonly nodeSize: number;
  readonly pods: number;
  readonly gib: number;
}

const SEEDS = [1, 2, 3] as const;
const FIVE_MINUTES = 300_000;

async function burst(
  { nodes, nodeSize, pods, gib }: Burst,
  mode: ReservationMode | 'off',
  seed: number,
  whatElse: (model: ClusterModel) => void = () => undefined,
): Promise<Outcome> {
  const cluster = new ClusterModel({ ...USUAL, mode, seed, nodes, nodeSize });
  return await cluster.run(FIVE_MINUTES, model => {
    for (let index = 0; index < pods; index += 1) {
      model.create({ name: `p${index}`, claims: [{ name: `c${index}`, gib }] });
    }
    whatElse(model);
  });
}

async function mean(
  what: Burst,
  mode: ReservationMode | 'off',
  key: 'failures' | 'falseRejections' | 'lastPlaced',
) {
  const outcomes = await Promise.all(SEEDS.map(seed => burst(what, mode, seed)));
  return outcomes.reduce((sum, outcome) => sum + outcome[key], 0) / SEEDS.length;
}

const ONE_NODE: Burst = { nodes: 1, nodeSize: 10, pods: 5, gib: 3 };
const ROOMY: Burst = { nodes: 10, nodeSize: 100, pods: 100, gib: 9 };
const EXACT_FEW: Burst = { nodes: 3, nodeSize: 9, pods: 9, gib: 3 };
const EXACT: Burst = { nodes: 20, nodeSize: 100, pods: 200, gib: 10 };
const EXACT_MANY: Burst = { nodes: 50, nodeSize: 100, pods: 500, gib: 10 };

const BURSTS: readonly (readonly [string, Burst, number])[] = [
  ['five volumes of 3 GiB on a node of 10 GiB, which has room for three', ONE_NODE, 3],
  ['100 volumes where 110 fit', ROOMY, 100],
  ['nine volumes that fit exactly on three nodes', EXACT_FEW, 9],
  ['200 volumes that fit exactly on 20 nodes', EXACT, 200],
  ['500 volumes that fit exactly on 50 nodes', EXACT_MANY, 500],
];

describe.each(BURSTS)('%s', (_name, what, fitting) => {
  const isExact = what.pods * what.gib === what.nodes * what.nodeSize;

  test.each(SEEDS)('without reservations some cannot be made (seed %i)', async seed => {
    expect((await burst(what, 'off', seed)).failures).toBeGreaterThan(0);
  });

  describe.each(['wait', 'single', 'all'] as const)('mode %s', mode => {
    test.each(SEEDS)('none fails and all that fit are made (seed %i)', async seed => {
      const outcome = await burst(what, mode, seed);
      expect(outcome).toMatchObject({ failures: 0, placed: fitting });
      if (isExact) expect(new Set(outcome.taken)).toEqual(new Set([what.nodeSize]));
    });
  });

  test.each(['wait', 'single'] as const)('mode %s refuses nobody for whom there is room', async mode => {
    expect(await mean(what, mode, 'falseRejections')).toBe(0);
  });
});

describe('the modes against each other, in a long burst that fits exactly', () => {
  test('holding space on all nodes refuses pods that would fit, and takes longer', async () => {
    expect(await mean(EXACT_MANY, 'all', 'falseRejections')).toBeGreaterThan(100);
    const [all, wait, single, off] = await Promise.all(
      (['all', 'wait', 'single', 'off'] as const).map(mode => mean(EXACT_MANY, mode, 'lastPlaced')),
    );
    expect(all).toBeGreaterThan((wait ?? 0) * 1.2);
    expect(off).toBeGreaterThan((all ?? 0) * 1.2);
    expect(Math.abs((wait ?? 0) - (single ?? 0))).toBeLessThan(100);
  });

  test("the last volume comes when kube-scheduler's own limit on writes lets it", async () => {
    const seconds = (EXACT_MANY.pods - 100) / 50 + 2;
    expect(await mean(EXACT_MANY, 'wait', 'lastPlaced')).toBeLessThan(seconds * 1000 + 200);
  });

  test('no call waits for longer than it may, and where there is room none waits at all', async () => {
    expect((await burst(EXACT_MANY, 'wait', 1)).longestCall).toBeLessThanOrEqual(300);
    expect((await burst(ROOMY, 'wait', 1)).longestCall).toBe(0);
    for (const mode of ['all', 'single'] as const) expect((await burst(EXACT, mode, 1)).longestCall).toBe(0);
  });
});

describe('an extender that is killed in the middle and started again', () => {
  test.each([
    [300, 500],
    [1000, 2000],
    [1500, 10_000],
  ])('after %i ms, for %i ms', async (after, downFor) => {
    for (const mode of ['wait', 'single', 'all'] as const) {
      const outcome = await burst(EXACT, mode, 7, model =>
        model.time.after(after, () => model.restartExtender(downFor)),
      );
      expect(outcome).toMatchObject({ failures: 0, placed: EXACT.pods });
    }
  });
});
