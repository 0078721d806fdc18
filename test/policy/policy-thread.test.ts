import { describe, expect, it, onTestFinished } from 'vitest';
import type { Lookup } from '../../src/core/lookup.ts';
import { ObjectStore } from '../../src/core/object-store.ts';
import { DEFAULT_SETTINGS } from '../../src/core/settings.ts';
import { decide } from '../../src/policy/decide.ts';
import { POLICY_LIMITS } from '../../src/policy/limits.ts';
import type { PolicyLimits } from '../../src/policy/limits.ts';
import { PolicyThread } from '../../src/policy/policy-thread.ts';
import type { PolicyAction, PolicyJob } from '../../src/policy/policy.ts';
import { parseYaml } from '../../src/state/parse-yaml.ts';
import { readState } from '../../src/state/read-state.ts';
import { BAD_CLASS, GOOD_CLASS, UNDECIDED_CLAIM } from '../support/manifests.ts';

function job(body: string, action: PolicyAction = 'check'): PolicyJob {
  return { action, body: Buffer.from(body), today: '2026-11-20' };
}

/** Small, and seconds of work: every line is mended by reading all of them again. */
const SLOW = `a: [\n${'x,\n'.repeat(40_000)}]`;

/** Millions of documents without content. */
const LARGE = '---\n'.repeat(1_500_000);

function startThread(limits: Partial<PolicyLimits> = {}, lookup: Lookup = new ObjectStore()) {
  const failures: unknown[] = [];
  const thread = new PolicyThread({
    lookup,
    settings: DEFAULT_SETTINGS,
    ignore: [],
    limits: { ...POLICY_LIMITS, ...limits },
    onFailure: error => failures.push(error),
  });
  onTestFinished(async () => await thread.close());
  return { thread, failures };
}

/** The longest time for which the event loop of this thread did nothing else, in milliseconds. */
async function longestPause(work: Promise<unknown>): Promise<number> {
  let longest = 0;
  let last = performance.now();
  const timer = setInterval(() => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
  }, 5);
  await work;
  clearInterval(timer);
  return longest;
}

describe('the thread', () => {
  it('answers from the state of the service, as without a thread', async () => {
    const { store } = await readState(['examples/cluster']);
    const { thread } = startThread({}, store);
    const context = {
      hooks: { lookup: store, settings: DEFAULT_SETTINGS, parseYaml },
      ignore: [],
      limits: POLICY_LIMITS,
    };
    const text = [GOOD_CLASS, BAD_CLASS, UNDECIDED_CLAIM].join('---\n');
    for (const action of ['check', 'mutate'] as const) {
      expect(await thread.answer(job(text, action))).toEqual(await decide(job(text, action), context));
    }
  });

  it('sees a change of the state in the next answer', async () => {
    const store = new ObjectStore();
    const { thread } = startThread({}, store);
    const before = await thread.answer(job(UNDECIDED_CLAIM));
    expect(JSON.parse(before.text).summary.unknown).toBe(1);
    store.set({
      apiVersion: 'storage.k8s.io/v1',
      kind: 'StorageClass',
      metadata: { name: 'elsewhere' },
      provisioner: 'x',
    });
    expect(JSON.parse((await thread.answer(job(UNDECIDED_CLAIM))).text).summary.unknown).toBe(0);
  });

  it('takes keys such as __proto__ in the state for data', async () => {
    const store = new ObjectStore();
    const name = '__proto__';
    store.set(
      JSON.parse(
        `{"apiVersion":"storage.k8s.io/v1","kind":"StorageClass","metadata":{"name":"${name}"},"provisioner":"x","parameters":{"__proto__":"y"}}`,
      ),
    );
    const { thread } = startThread({}, store);
    const { text } = await thread.answer(job(UNDECIDED_CLAIM.replace('elsewhere', name)));
    expect(JSON.parse(text).summary.unknown).toBe(0);
  });
});

describe('work without an end', () => {
  it('is stopped in time and holds nobody up, and the next question is answered', async () => {
    const { thread, failures } = startThread({ maxWorkMs: 300 });
    await thread.answer(job(GOOD_CLASS));
    const stopped = thread.answer(job(SLOW));
    expect(await longestPause(stopped)).toBeLessThan(1000);
    expect(await stopped).toMatchObject({
      code: 413,
      text: expect.stringContaining('takes longer than 0.3 s'),
    });
    expect((await thread.answer(job(GOOD_CLASS))).code).toBe(200);
    expect(failures).toEqual([]);
  });

  it('is put off when too much of it waits', async () => {
    const { thread } = startThread({ maxJobs: 2 });
    const answers = await Promise.all([1, 2, 3].map(() => thread.answer(job(GOOD_CLASS))));
    expect(answers.map(({ code }) => code)).toEqual([200, 200, 503]);
    expect((await thread.answer(job(GOOD_CLASS))).code).toBe(200);
  });
});

describe('work that takes too much memory', () => {
  it('costs the thread and nothing else', async () => {
    const { thread, failures } = startThread({ maxHeapMib: 48, maxWorkMs: 15_000 });
    expect(await thread.answer(job(LARGE))).toMatchObject({
      code: 413,
      text: expect.stringContaining('takes too much memory'),
    });
    expect((await thread.answer(job(GOOD_CLASS))).code).toBe(200);
    expect(failures).toEqual([]);
  });
});

/** A state in which nothing is, and that does something when it is asked for an object. */
function lookupWith(get: Lookup['get']): Lookup {
  return { get, list: () => [], indexed: () => [], isComplete: () => false };
}

describe('a thread that cannot work', () => {
  it('refuses with 500 when the state cannot be asked, and the reason is told', async () => {
    const broken = lookupWith(() => {
      throw new Error('no such luck');
    });
    const { thread, failures } = startThread({}, broken);
    expect((await thread.answer(job(UNDECIDED_CLAIM))).code).toBe(500);
    expect(failures[0]).toMatchObject({ message: 'no such luck' });
    expect((await thread.answer(job('# nothing to ask'))).code).toBe(200);
  });

  it('refuses with 503 when it is closed in the middle of its work, and ever after', async () => {
    const closing = lookupWith(() => {
      void thread.close();
      return undefined;
    });
    const { thread, failures } = startThread({}, closing);
    expect((await thread.answer(job(UNDECIDED_CLAIM))).code).toBe(503);
    expect((await thread.answer(job(GOOD_CLASS))).code).toBe(503);
    expect(failures).toEqual([]);
  });
});
