import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../../src/core/settings.ts';
import { ObjectStore } from '../../src/core/object-store.ts';
import { decide } from '../../src/policy/decide.ts';
import { POLICY_LIMITS } from '../../src/policy/limits.ts';
import type { PolicyLimits } from '../../src/policy/limits.ts';
import type { PolicyAction } from '../../src/policy/policy.ts';
import { parseYaml } from '../../src/state/parse-yaml.ts';
import { BAD_CLASS, GOOD_CLASS } from '../support/manifests.ts';

const hooks = { lookup: new ObjectStore(), settings: DEFAULT_SETTINGS, parseYaml };

async function answerTo(action: PolicyAction, body: string | Uint8Array, limits: Partial<PolicyLimits> = {}) {
  const context = { hooks, ignore: [], limits: { ...POLICY_LIMITS, ...limits } };
  const job = { action, body: typeof body === 'string' ? Buffer.from(body) : body, today: '2026-11-20' };
  const { code, text } = await decide(job, context);
  return { code, answer: JSON.parse(text) };
}

const ACTIONS = ['check', 'mutate'] as const;

const TWO_CLASSES = `${GOOD_CLASS}---\n${BAD_CLASS}`;

const WITH_CLAIM_TEMPLATES = JSON.stringify({
  apiVersion: 'apps/v1',
  kind: 'StatefulSet',
  metadata: { name: 'db' },
  spec: {
    selector: { matchLabels: { app: 'db' } },
    template: { metadata: { labels: { app: 'db' } }, spec: { containers: [{ name: 'db', image: 'db' }] } },
    volumeClaimTemplates: ['a', 'b'].map(name => ({
      metadata: { name },
      spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
    })),
  },
});

describe.each(ACTIONS)('%s refuses', action => {
  it.each([
    ['an empty body', new Uint8Array(), 400, 'the body is empty'],
    ['bytes that are no UTF-8', Uint8Array.of(0x61, 0xff), 400, 'the body is not UTF-8 text'],
    ['a zero byte', Uint8Array.of(0x61, 0), 400, 'the body is not UTF-8 text'],
    ['UTF-16', Buffer.from('kind: Pod', 'utf16le'), 400, 'the body is not UTF-8 text'],
    ['65 levels', `a: ${'['.repeat(65)}${']'.repeat(65)}`, 413, 'it nests deeper than 64 levels'],
  ])('%s', async (_name, body, code, reason) => {
    const { answer, ...end } = await answerTo(action, body);
    expect(end.code).toBe(code);
    expect(answer).toEqual({
      error: expect.stringContaining(reason),
      fix: expect.stringMatching(/^[A-Z].*\.$/),
    });
  });

  it('more objects than the limit, and takes as many as that', async () => {
    expect((await answerTo(action, TWO_CLASSES, { maxObjects: 2 })).code).toBe(200);
    const { code, answer } = await answerTo(action, TWO_CLASSES, { maxObjects: 1 });
    expect(code).toBe(413);
    expect(answer.error).toBe('there are 2 objects, more than 1');
  });

  it('the objects of a List one by one', async () => {
    const list = JSON.stringify({
      apiVersion: 'v1',
      kind: 'List',
      items: [{}, {}].map(() => parseYaml(GOOD_CLASS)).flatMap(read => ('value' in read ? read.value : [])),
    });
    expect((await answerTo(action, list, { maxObjects: 1 })).code).toBe(413);
  });

  it('an answer beyond the limit', async () => {
    const { code, answer } = await answerTo(action, BAD_CLASS, { maxAnswerLength: 10 });
    expect(code).toBe(413);
    expect(answer).toEqual({
      error: 'the answer is longer than 10 characters',
      fix: 'Send fewer objects at a time.',
    });
  });
});

describe('mutate', () => {
  it('counts the claims and the pod that a workload makes', async () => {
    expect((await answerTo('check', WITH_CLAIM_TEMPLATES, { maxObjects: 2 })).code).toBe(200);
    expect((await answerTo('mutate', WITH_CLAIM_TEMPLATES, { maxObjects: 3 })).code).toBe(200);
    const { code, answer } = await answerTo('mutate', WITH_CLAIM_TEMPLATES, { maxObjects: 2 });
    expect(code).toBe(413);
    expect(answer.error).toBe('there are 3 objects, more than 2');
  });

  it('refuses what does not parse, and names ten places at most', async () => {
    const { code, answer } = await answerTo('mutate', '---\nkind: [\n'.repeat(30));
    expect(code).toBe(400);
    expect(answer.error.split('\n')).toHaveLength(10);
    expect(answer.fix).toContain('/api/v1/check');
  });

  it('says why an object would be denied', async () => {
    const { answer } = await answerTo('mutate', BAD_CLASS);
    expect(answer).toEqual([
      { object: 'StorageClass bad', patch: [], denial: expect.stringMatching(/^iomesh-sc-fstype-invalid: /) },
    ]);
  });
});

describe('check', () => {
  it('takes a mistake in the YAML for a finding', async () => {
    const { code, answer } = await answerTo('check', 'kind: [\n');
    expect(code).toBe(200);
    expect(answer.findings).toMatchObject([{ ruleId: 'yaml-parse-error', file: 'stdin', line: 1 }]);
  });
});
