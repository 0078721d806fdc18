import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import type { KubernetesObject } from '../../src/core/kubernetes-object.ts';
import {
  claim,
  failedScheduling,
  gib,
  lvmClass,
  node,
  pod,
  statefulSet,
} from '../explain/snapshots/builders.ts';
import { stowage, temporaryFolder } from '../support/cli.ts';

const EXAMPLES = join(import.meta.dirname, '../../examples');
const FULL = join(EXAMPLES, 'pending/no-space.yaml');
const CLUSTER = join(EXAMPLES, 'cluster');
const MANIFEST = join(EXAMPLES, 'manifests/topolvm-statefulset.yaml');

/** Writes a state that holds all of a cluster. */
function stateFile(objects: readonly KubernetesObject[], isComplete = true): string {
  const file = join(temporaryFolder(), 'state.json');
  const annotations = { 'stowage.dev/complete': String(isComplete) };
  writeFileSync(
    file,
    JSON.stringify({ apiVersion: 'v1', kind: 'List', metadata: { annotations }, items: objects }),
  );
  return file;
}

const SSD = lvmClass('ssd');
const WAITING = [SSD, claim('data-db-0'), pod(['data-db-0']), statefulSet()];
const ROOMY = node('worker-1', { free: { ssd: gib(400) } });

describe('why', () => {
  it('exits 1 when the pod is blocked, with the cause and the node numbers', async () => {
    const { code, stdout, stderr } = await stowage(['why', 'pod/db-0', '-n', 'shop', '--state', FULL]);
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    expect(stdout).toMatch(/^✗ shop\/db-0 is Pending: no node it may use has 100\.0Gi of ssd free/);
    expect(stdout).toContain('  worker-3     61.9Gi   500.0Gi     38.1Gi   too small\n');
  });

  it.each([
    ['pod db-0', 'Pod', 'db-0'],
    ['po/db-0', 'Pod', 'db-0'],
    ['PVC/data-db-0', 'PersistentVolumeClaim', 'data-db-0'],
    ['sts/db', 'Pod', 'db-0'],
    ['statefulset/db', 'Pod', 'db-0'],
  ])('takes %s', async (words, kind, name) => {
    const args = ['why', ...words.split(' '), '-n', 'shop', '-o', 'json', '--state', FULL];
    const { code, stdout } = await stowage(args);
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ subject: { kind, name }, verdict: { id: 'W03' } });
  });

  it('exits 0 when nothing is blocked', async () => {
    const state = stateFile([
      ...WAITING,
      ROOMY,
      failedScheduling('0/1 nodes are available: 1 ssd: needs 100Gi.'),
    ]);
    const { code, stdout } = await stowage(['why', 'pod/db-0', '-n', 'shop', '--state', state]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^✓ shop\/db-0 is Pending \(14m\): it fits on worker-1 by now/);
  });

  it('exits 3 when the state lacks what decides it', async () => {
    const state = stateFile([claim('data-db-0'), pod(['data-db-0']), ROOMY], false);
    const { code, stdout } = await stowage(['why', 'pod/db-0', '-n', 'shop', '--state', state]);
    expect(code).toBe(3);
    expect(stdout).toMatch(
      /^\? shop\/db-0 is Pending \(14m\): it cannot be told without StorageClass topolvm-ssd\.\n/,
    );
  });

  it.each([
    [['why'], 'nothing to explain'],
    [['why', '-A', 'pod/x'], 'only one of an object, -A and -f can be explained'],
    [['why', 'pod/x'], '--state is missing'],
    [['why', 'pod', '--state', FULL], '"pod" names no object'],
    [['why', 'pdo/x', '--state', FULL], '"pdo" is nothing that can be explained'],
    [['why', 'statefulsets/x/y', '--state', FULL], '"statefulsets/x/y" names no object'],
    [
      ['why', 'pod/db-1', '-n', 'shop', '--state', FULL],
      'Pod shop/db-1 is not in the state; did you mean db-0?',
    ],
    [['why', '-f', FULL, '--state', 'no-such-file'], 'no-such-file'],
    [['why', '-f', join(CLUSTER, 'nodes.yaml'), '--state', CLUSTER], 'the files given make no pod'],
  ])('%j is wrong usage', async (args, message) => {
    const { code, stdout, stderr } = await stowage(args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(message);
  });

  it('json has the whole explanation, yaml the same', async () => {
    const args = ['why', 'pod/db-0', '-n', 'shop', '--state', FULL];
    const json: unknown = JSON.parse((await stowage([...args, '-o', 'json'])).stdout);
    expect(load((await stowage([...args, '-o', 'yaml'])).stdout)).toEqual(json);
    expect(json).toMatchObject({
      apiVersion: 'stowage.dev/v1',
      kind: 'Explanation',
      subject: { kind: 'Pod', namespace: 'shop', name: 'db-0', phase: 'Pending', since: null },
      verdict: { id: 'W03', blocked: true },
      also: [{ id: 'W04' }, { id: 'W19' }],
      wants: [
        {
          claim: 'data-db-0',
          bytes: 107_374_182_400,
          storageClass: 'topolvm-ssd',
          driver: 'topolvm.io',
          deviceClass: 'ssd',
          source: 'persistentVolumeClaim',
          volume: null,
        },
      ],
      scheduler: { attempts: 41 },
      needs: [],
      readAt: '2026-11-20T12:00:00.000Z',
      context: `state ${FULL}`,
    });
    expect(json).toHaveProperty('nodes.4', {
      name: 'worker-2',
      class: 'ssd',
      freeBytes: 442_381_631_488,
      sizeBytes: 1_099_511_627_776,
      shortBytes: null,
      eligible: false,
      reasons: [{ id: 'W19', text: 'taint gpu=true:NoSchedule' }],
    });
  });

  it('-A lists what waits, one line each', async () => {
    const { code, stdout } = await stowage(['why', '-A', '--state', FULL]);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^NAMESPACE +OBJECT +WAITS +CAUSE +WHY\nshop +pod\/db-0 +- +W03 +no node it may/);
    expect(stdout).toMatch(/1 object waiting, 1 blocked\. {2}More: stowage why pod\/db-0 -n shop\n$/);
  });

  it('-A has nothing to say of a cluster in which nothing waits', async () => {
    expect(await stowage(['why', '-A', '--state', CLUSTER])).toEqual({
      code: 0,
      stdout: 'Nothing waits.\n',
      stderr: '',
    });
  });

  it('-A -o json is a list as soon as there are two', async () => {
    const state = stateFile([...WAITING, claim('lonely')]);
    const { stdout } = await stowage(['why', '-A', '-o', 'json', '--state', state]);
    const list: unknown = JSON.parse(stdout);
    expect(list).toMatchObject({ apiVersion: 'stowage.dev/v1', kind: 'ExplanationList' });
    expect(list).toHaveProperty('items.length', 2);
  });

  it('-f predicts for a manifest, as the webhook would change it', async () => {
    const { code, stdout } = await stowage(['why', '-f', MANIFEST, '--state', CLUSTER]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^✓ shop\/db-0: its storage fits on 2 nodes \(k8s-worker-0, k8s-worker-1\)\.\n/);
    expect(stdout).toContain('marked by the webhook (capacity.topolvm.io/ssd: 53687091200)');
  });

  it('-f says what the webhook would refuse', async () => {
    const stdin = `{apiVersion: v1, kind: Pod, metadata: {name: p, namespace: shop}, spec: {containers: [{name: c}],
      volumes: [{name: v, persistentVolumeClaim: {claimName: c1}}, {name: w, persistentVolumeClaim: {claimName: c2}}]}}`;
    const claims = ['c1', 'c2'].map((name, index) => {
      const cluster = index === 0 ? 'iomesh' : 'iomesh-cluster-1';
      return claim(name, { className: cluster, size: '1Gi' });
    });
    const args = ['why', '-f', '-', '--state', CLUSTER, '--state', stateFile(claims, false)];
    const { code, stdout } = await stowage(args, { stdin });
    expect(code).toBe(1);
    expect(stdout).toMatch(/^✗ shop\/p: the webhook would refuse it: /);
  });

  it('keeps control characters of manifests from the terminal, and colours only the sign', async () => {
    const message = '0/1 nodes are available: 1 \u001b[31mred\u0007.';
    const state = stateFile([...WAITING, ROOMY, failedScheduling(message)]);
    const args = ['why', 'pod/db-0', '-n', 'shop', '--state', state];
    const plain = await stowage(args);
    // eslint-disable-next-line no-control-regex
    expect(plain.stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/);
    const coloured = await stowage(['--color', 'always', ...args]);
    expect(coloured.stdout.split('\n').slice(1)).toEqual(plain.stdout.split('\n').slice(1));
    expect(coloured.stdout.startsWith('\u001b[31m✗\u001b[39m shop/db-0')).toBe(true);
  });
});

describe('explain', () => {
  it.each(['W02', 'w02'])('prints the page of %s', async id => {
    const { code, stdout } = await stowage(['explain', id]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^# W02\n\nNo node has enough free space of the class\.\n/);
    expect(stdout).toMatch(/- \*\*Source:\*\* <https:\/\//);
  });

  it('there is no W20', async () => {
    expect(await stowage(['explain', 'W20'])).toMatchObject({ code: 2, stdout: '' });
  });
});
