import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadConfig } from '../../src/cli/config-file.ts';
import type { KubernetesObject } from '../../src/core/kubernetes-object.ts';
import { createExtenderParts } from '../../src/service/extender-parts.ts';
import { createRegistry } from '../../src/telemetry/metrics.ts';
import { GIB, lvmNode } from '../scheduler/fixtures.ts';
import { fakeEnvironment, temporaryFolder } from '../support/cli.ts';
import { claim, contextOf, podWith, storageClass } from '../support/objects.ts';

const STATE = [
  storageClass('ssd', 'topolvm.io', { 'topolvm.io/device-class': 'ssd' }),
  ...['a', 'b'].map((name): KubernetesObject => {
    const made = claim(name, { storageClassName: 'ssd', storage: '6Gi' });
    return { ...made, metadata: { name, namespace: 'shop', uid: name } };
  }),
  lvmNode('n1', { ssd: 10n * GIB }),
];

function call(name: string) {
  const pod = podWith([name], { metadata: { name, namespace: 'shop', uid: `pod-${name}` } });
  return { pod, candidates: { form: 'names', names: ['n1'] } } as const;
}

async function partsWith(options: Readonly<Record<string, string>>) {
  const config = await loadConfig(fakeEnvironment([]).environment, options);
  return await createExtenderParts({ config, context: contextOf(STATE), registry: createRegistry() });
}

/** Writes a configuration file of the extender and makes it from that. */
async function partsOf(text: string) {
  const extenderConfig = join(temporaryFolder(), 'scheduler.yaml');
  writeFileSync(extenderConfig, text);
  return await partsWith({ extenderConfig });
}

describe('reservations', () => {
  test.each(['wait', 'single', 'all'])('%s: what one pod was promised no other gets', async mode => {
    const { serving, reservations } = await partsWith({ reservations: mode });
    expect(reservations?.mode).toBe(mode);
    expect(serving.extender.cannotDecide?.()).toBe('reservations are not rebuilt yet');
    reservations?.rebuild();
    expect(serving.extender.cannotDecide?.()).toBeUndefined();
    expect(await serving.extender.predicate(call('a'))).toMatchObject({ passed: ['n1'] });
    expect(await serving.extender.predicate(call('b'))).toMatchObject({ passed: [] });
  });

  test('off: everybody is told what the nodes report', async () => {
    const { serving, reservations } = await partsWith({ reservations: 'off' });
    expect([reservations, serving.extender.cannotDecide?.()]).toEqual([undefined, undefined]);
    for (const name of ['a', 'b']) {
      expect(await serving.extender.predicate(call(name))).toMatchObject({ passed: ['n1'] });
    }
  });
});

describe('the configuration file', () => {
  test('is not needed', async () => {
    const { serving } = await partsWith({ reservations: 'off' });
    expect(serving.address).toEqual({ host: '0.0.0.0', port: 9251 });
    expect(serving.extender.prioritize(call('a'))).toEqual([{ node: 'n1', score: 3 }]);
  });

  test('says where to listen and how nodes are scored', async () => {
    const { serving } = await partsOf('listen: "127.0.0.1:8000"\ndivisors: {ssd: 5}\n');
    expect(serving.address).toEqual({ host: '127.0.0.1', port: 8000 });
    expect(serving.extender.prioritize(call('a'))).toEqual([{ node: 'n1', score: 1 }]);
  });

  test('that is wrong is refused', async () => {
    await expect(partsOf('default-divisor: 0')).rejects.toMatchObject({
      code: 'ERR_EXTENDER_CONFIG',
      message: expect.stringMatching(
        /scheduler\.yaml, cannot be used: invalid divisor: default-divisor is 0\.$/,
      ),
      exitCode: 2,
    });
  });

  test('that is not there is refused', async () => {
    await expect(partsWith({ extenderConfig: '/does/not/exist.yaml' })).rejects.toMatchObject({
      code: 'ERR_EXTENDER_CONFIG',
      message: expect.stringContaining('ENOENT'),
    });
  });
});
