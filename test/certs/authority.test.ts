import { describe, expect, test } from 'vitest';
import { certificatesIn, pemOf } from '../../src/certs/certificate-facts.ts';
import type { SecretContent, StoredSecret } from '../../src/certs/ports.ts';
import { ApiRefusal, MemoryCluster } from '../support/memory-cluster.ts';
import { FOREIGN_CA } from './support/foreign-ca.ts';
import { ManualClock } from './support/manual-clock.ts';
import { CA_SECRET } from './support/replica.ts';
import type { Replica } from './support/replica.ts';
import { after, newAuthority, storedSecret } from './support/secrets.ts';
import { Simulation } from './support/simulation.ts';

const START = new Date('2026-11-20T12:00:00Z');
const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

interface Setting {
  readonly replicas?: number;
  readonly isInstalled?: boolean;
  readonly mode?: 'auto' | 'self';
}

function simulate({ replicas = 1, isInstalled = true, mode = 'auto' }: Setting = {}): Simulation {
  const cluster = new MemoryCluster();
  if (isInstalled) cluster.install();
  return new Simulation(cluster, new ManualClock(START), replicas, { mode });
}

async function running(replicas = 1): Promise<Simulation> {
  const simulation = simulate({ replicas });
  await simulation.wait(15 * SECOND);
  return simulation;
}

function secretOf({ cluster }: Simulation): StoredSecret {
  const secret = cluster.secrets.get(CA_SECRET);
  if (secret === undefined) throw new Error('there is no Secret');
  return secret;
}

function signingPem(simulation: Simulation): string {
  return secretOf(simulation).data['tls.crt'] ?? '';
}

function bundleSizes({ cluster }: Simulation): readonly number[] {
  return cluster.bundles().map(bundle => certificatesIn(bundle).length);
}

function codes({ certificates }: Replica): readonly string[] {
  return certificates.problems.map(({ code }) => code);
}

function expectHealthy(simulation: Simulation): void {
  const [authority] = certificatesIn(signingPem(simulation));
  for (const { certificates, isTrusted, served } of simulation.replicas) {
    expect(certificates.problems).toEqual([]);
    expect(certificates.notReady()).toEqual([]);
    expect(isTrusted()).toBe(true);
    expect(authority !== undefined && served()?.verify(authority.publicKey)).toBe(true);
  }
  expect(new Set(simulation.cluster.bundles()).size).toBeLessThanOrEqual(1);
  expect(simulation.violations).toEqual([]);
}

describe('a fresh installation', () => {
  test('is ready within 3 s, and every caBundle is the new authority', async () => {
    const simulation = simulate();
    expect(simulation.replica.certificates.notReady()).toHaveLength(1);
    await simulation.wait(3 * SECOND);
    expectHealthy(simulation);
    expect(simulation.cluster.bundles()).toEqual(Array.from({ length: 4 }, () => signingPem(simulation)));
    expect(simulation.replica.recorded.renewals).toEqual(['ca secret-missing', 'serving first']);
    expect(simulation.replica.recorded.expiries).toEqual(
      new Map([
        ['ca', after(START, 365)],
        ['serving', after(START, 7)],
      ]),
    );
  });

  test('of three replicas at once, fifty times, makes one authority, and nobody ever serves another', async () => {
    for (let round = 0; round < 50; round += 1) {
      const simulation = simulate({ replicas: 3 });
      await simulation.wait(3 * SECOND);
      expectHealthy(simulation);
      expect(simulation.cluster.signingHistory.size).toBe(1);
      for (const { server } of simulation.replicas) expect(server.history).toHaveLength(1);
    }
  });

  test('is ready before there is a webhook configuration, and gives it a caBundle when it comes', async () => {
    const simulation = simulate({ isInstalled: false });
    await simulation.wait(3 * SECOND);
    expect(simulation.replica.certificates.notReady()).toEqual([]);
    simulation.act(() => simulation.cluster.install());
    await simulation.wait(2 * SECOND);
    expectHealthy(simulation);
    expect(bundleSizes(simulation)).toEqual([1, 1, 1, 1]);
  });

  test('of two releases in one namespace keeps them apart', async () => {
    const cluster = new MemoryCluster();
    const clock = new ManualClock(START);
    const releases = ['one', 'two'].map(release => {
      const names = [`${release}-mutating`, `${release}-validating`];
      cluster.install(names);
      const port = cluster.configurationsPort();
      const configurations = {
        ...port,
        list: async () => (await port.list()).filter(({ name }) => names.includes(name)),
      };
      return new Simulation(cluster, clock, 2, { caSecretName: `${release}-ca`, configurations });
    });
    for (const simulation of releases) await simulation.wait(15 * SECOND);
    for (const simulation of releases) await simulation.wait(2 * MINUTE);
    expect([...cluster.secrets.keys()].sort()).toEqual(['one-ca', 'two-ca']);
    for (const [name, { webhooks }] of cluster.configurations) {
      const signing = cluster.secrets.get(`${name.split('-', 1)[0]}-ca`)?.data['tls.crt'];
      expect(webhooks.map(({ caBundle }) => caBundle)).toEqual([signing, signing]);
    }
    for (const { replicas } of releases) {
      for (const { certificates } of replicas) expect(certificates.notReady()).toEqual([]);
    }
  });
});

describe('what was found at the start', () => {
  test('an expired authority is replaced, in every caBundle too', async () => {
    const simulation = simulate();
    const expired = await newAuthority(after(START, -400));
    simulation.cluster.putSecret(
      storedSecret({ signing: expired, previous: [], phase: 'active', since: after(START, -400) }),
    );
    simulation.cluster.setBundles(expired.pair.certificatePem);
    await simulation.wait(3 * SECOND);
    expectHealthy(simulation);
    expect(simulation.cluster.bundles()).toEqual(Array.from({ length: 4 }, () => signingPem(simulation)));
    expect(signingPem(simulation)).not.toBe(expired.pair.certificatePem);
    expect(simulation.replica.recorded.caExpired).toBe(1);
  });

  test('a good authority is used, and the caBundle it has stays as it is', async () => {
    const simulation = simulate();
    const authority = await newAuthority(after(START, -30));
    simulation.cluster.putSecret(
      storedSecret({ signing: authority, previous: [], phase: 'active', since: after(START, -30) }),
    );
    simulation.cluster.setBundles(`# made by hand\n${authority.pair.certificatePem}`);
    await simulation.wait(3 * SECOND);
    expectHealthy(simulation);
    expect(simulation.cluster.calls).not.toContain('patch');
    expect(simulation.cluster.calls).not.toContain('update');
  });

  test('a foreign Secret is not touched, and readiness says why', async () => {
    const simulation = simulate();
    const foreign: SecretContent = {
      name: CA_SECRET,
      type: 'Opaque',
      labels: {},
      annotations: {},
      data: { a: 'b' },
    };
    simulation.cluster.putSecret(foreign);
    await simulation.wait(5 * MINUTE);
    expect(secretOf(simulation)).toMatchObject(foreign);
    expect(codes(simulation.replica)).toContain('ERR_CERT_SECRET_FOREIGN');
    expect(simulation.replica.certificates.notReady()).toContainEqual(
      expect.stringContaining('lacks the label app.kubernetes.io/managed-by=stowage'),
    );
    expect(await simulation.replica.certificates.start()).toMatchObject({
      certificatePem: expect.stringContaining('BEGIN CERTIFICATE'),
    });
    simulation.act(() => simulation.cluster.deleteSecret(CA_SECRET));
    await simulation.wait(2 * SECOND);
    expectHealthy(simulation);
  });

  test('an empty Secret with our label is filled', async () => {
    const simulation = simulate();
    const labels = { 'app.kubernetes.io/managed-by': 'stowage', team: 'storage' };
    const data = { 'tls.crt': '', 'tls.key': '' };
    simulation.cluster.putSecret({
      name: CA_SECRET,
      type: 'kubernetes.io/tls',
      labels,
      annotations: {},
      data,
    });
    await simulation.wait(3 * SECOND);
    expectHealthy(simulation);
    expect(secretOf(simulation).labels).toEqual(labels);
  });

  test('a Secret of another type is made anew', async () => {
    const simulation = simulate();
    const labels = { 'app.kubernetes.io/managed-by': 'stowage' };
    simulation.cluster.putSecret({ name: CA_SECRET, type: 'Opaque', labels, annotations: {}, data: {} });
    await simulation.wait(3 * SECOND);
    expectHealthy(simulation);
    expect(secretOf(simulation).type).toBe('kubernetes.io/tls');
    expect(simulation.cluster.calls.filter(verb => verb === 'delete')).toHaveLength(1);
  });
});

describe('what happens to the Secret while replicas run', () => {
  const other = newAuthority(START);

  test.each<[string, (data: SecretContent['data']) => Promise<SecretContent['data']>]>([
    ['loses its data', async data => await Promise.resolve({ ...data, 'tls.crt': '', 'tls.key': '' })],
    ['gets text that is no PEM', async data => await Promise.resolve({ ...data, 'tls.crt': 'x\uFFFD' })],
    ['gets the key of another', async data => ({ ...data, 'tls.key': (await other).pair.privateKeyPem })],
    [
      'gets two keys',
      async data => ({ ...data, 'tls.key': (data['tls.key'] ?? '') + (await other).pair.privateKeyPem }),
    ],
    [
      'gets a certificate that is no authority',
      async data => await Promise.resolve({ ...data, 'tls.crt': FOREIGN_CA }),
    ],
    [
      'gets 1 MiB of junk',
      async data => await Promise.resolve({ ...data, 'tls.crt': 'x'.repeat(1_048_576) }),
    ],
  ])('%s: a new authority is made, and no review fails', async (_name, spoil) => {
    const simulation = await running(3);
    const before = signingPem(simulation);
    const data = await spoil(secretOf(simulation).data);
    simulation.act(() => simulation.cluster.changeSecret(CA_SECRET, () => ({ data })));
    await simulation.wait(2 * SECOND);
    expect(signingPem(simulation)).not.toBe(before);
    expect(bundleSizes(simulation)).toEqual([2, 2, 2, 2]);
    await simulation.wait(MINUTE);
    expectHealthy(simulation);
    expect(simulation.cluster.signingHistory.size).toBeLessThanOrEqual(4);
  });

  test('it is deleted: there is a new one within 2 s, and the old leaves stay trusted until they are gone', async () => {
    const simulation = await running(3);
    simulation.act(() => simulation.cluster.deleteSecret(CA_SECRET));
    await simulation.wait(2 * SECOND);
    expect(simulation.cluster.signingHistory.size).toBe(2);
    expect(bundleSizes(simulation)).toEqual([2, 2, 2, 2]);
    await simulation.wait(15 * SECOND);
    expectHealthy(simulation);
    simulation.act(() => simulation.jump(7 * DAY + HOUR));
    await simulation.wait(MINUTE);
    expect(bundleSizes(simulation)).toEqual([1, 1, 1, 1]);
    expectHealthy(simulation);
  });

  test('it is deleted: a new leaf waits until every kube-apiserver has had time to learn of the caBundle', async () => {
    const simulation = await running();
    const first = simulation.replica.served()?.serialNumber;
    simulation.act(() => simulation.cluster.deleteSecret(CA_SECRET));
    await simulation.wait(9 * SECOND);
    expect(simulation.replica.served()?.serialNumber).toBe(first);
    await simulation.wait(2 * SECOND);
    expect(simulation.replica.served()?.serialNumber).not.toBe(first);
  });

  test('it is deleted and the clock is set back: the new leaf does not wait for the clock', async () => {
    const simulation = await running();
    simulation.act(() => simulation.cluster.deleteSecret(CA_SECRET));
    await simulation.wait(2 * SECOND);
    simulation.act(() => simulation.jump(-5 * MINUTE));
    await simulation.wait(2 * MINUTE);
    expectHealthy(simulation);
  });

  test('it is deleted together with all caBundles: who serves an old leaf has its authority trusted again', async () => {
    const simulation = await running(3);
    simulation.act(() => {
      simulation.cluster.deleteSecret(CA_SECRET);
      simulation.cluster.setBundles('');
    });
    await simulation.wait(2 * SECOND);
    expect(simulation.replicas.map(replica => replica.isTrusted())).toEqual([true, true, true]);
    expect(bundleSizes(simulation)).toEqual([2, 2, 2, 2]);
    await simulation.wait(MINUTE);
    expectHealthy(simulation);
  });

  test('it is made immutable: it is made anew when it has to change', async () => {
    const simulation = await running();
    simulation.cluster.interfere = verb => {
      if (verb === 'update') throw new ApiRefusal(422, 'data: field is immutable when `immutable` is set');
    };
    simulation.act(() => simulation.jump(244 * DAY));
    await simulation.wait(MINUTE);
    expect(secretOf(simulation).annotations['stowage.dev/ca-phase']).toBe('staged');
    expectHealthy(simulation);
  });

  test('it is deleted again and again: no caBundle outgrows four, and what is served stays trusted', async () => {
    const simulation = await running(3);
    for (let round = 0; round < 12; round += 1) {
      simulation.act(() => simulation.cluster.deleteSecret(CA_SECRET));
      await simulation.wait(5 * SECOND);
      expect(Math.max(...bundleSizes(simulation))).toBeLessThanOrEqual(4);
    }
    await simulation.wait(2 * MINUTE);
    expectHealthy(simulation);
  });

  test('its authority is expired though the leaf is not: both are replaced', async () => {
    const simulation = await running();
    const expired = await newAuthority(after(START, -400));
    const content = storedSecret({
      signing: expired,
      previous: [],
      phase: 'active',
      since: after(START, -400),
    });
    simulation.act(() => simulation.cluster.putSecret(content));
    await simulation.wait(15 * SECOND);
    expectHealthy(simulation);
    expect(simulation.replica.recorded.caExpired).toBe(1);
  });

  test('its authority is expired and may not be replaced: that is counted once', async () => {
    const simulation = await running();
    simulation.cluster.interfere = verb => {
      if (verb === 'update') throw new ApiRefusal(403);
    };
    simulation.act(() => simulation.jump(366 * DAY));
    await simulation.wait(10 * MINUTE);
    expect(simulation.replica.recorded.caExpired).toBe(1);
    expect(codes(simulation.replica)).toContain('ERR_CERT_API_FORBIDDEN');
    expect(simulation.replica.certificates.notReady()).toContainEqual(expect.stringContaining('not now'));
  });

  test('it becomes foreign: the last leaf is served on', async () => {
    const simulation = await running();
    simulation.act(() => simulation.cluster.changeSecret(CA_SECRET, () => ({ labels: {} })));
    const before = secretOf(simulation);
    await simulation.wait(2 * MINUTE);
    expect(secretOf(simulation)).toEqual(before);
    expect(codes(simulation.replica)).toEqual(['ERR_CERT_SECRET_FOREIGN']);
    expect(simulation.replica.certificates.notReady()).toEqual([]);
  });

  test.each<[string, (secret: StoredSecret) => Partial<SecretContent> | undefined]>([
    ['empties it', ({ data }) => (data['tls.key'] === '' ? undefined : { data: { ...data, 'tls.key': '' } })],
    [
      'takes our annotations off it',
      ({ annotations }) => (Object.keys(annotations).length === 0 ? undefined : { annotations: {} }),
    ],
  ])(
    'somebody %s at every turn: it is not fought over faster than a few times a minute',
    async (_name, spoil) => {
      const simulation = await running(3);
      const { cluster } = simulation;
      const before = cluster.calls.length;
      cluster.watch(() => {
        const secret = cluster.secrets.get(CA_SECRET);
        const change = secret === undefined ? undefined : spoil(secret);
        if (change !== undefined) simulation.act(() => cluster.changeSecret(CA_SECRET, () => change));
      });
      simulation.act(() => cluster.deleteSecret(CA_SECRET));
      await simulation.wait(5 * MINUTE);
      const writes = cluster.calls.slice(before).filter(verb => ['create', 'update'].includes(verb));
      expect(writes.length).toBeLessThan(100);
      expect(simulation.replica.certificates.notReady()).toEqual([]);
      expect(simulation.replica.isTrusted()).toBe(true);
    },
  );
});

describe('what happens to the caBundles', () => {
  test.each<[string, (simulation: Simulation) => void]>([
    ['one configuration is cleared', ({ cluster }) => cluster.setBundles('', ['stowage-mutating'])],
    ['all are cleared', ({ cluster }) => cluster.setBundles('')],
    ['a foreign authority takes their place', ({ cluster }) => cluster.setBundles(FOREIGN_CA)],
    [
      'a foreign authority is added',
      ({ cluster }) => cluster.setBundles(FOREIGN_CA + (cluster.bundles()[0] ?? '')),
    ],
    [
      'a configuration is deleted and made again',
      ({ cluster }) => {
        cluster.removeConfiguration('stowage-validating');
        cluster.install();
      },
    ],
  ])('%s: they are ours again within 2 s', async (_name, act) => {
    const simulation = await running(3);
    simulation.act(() => act(simulation));
    await simulation.wait(2 * SECOND);
    expectHealthy(simulation);
    expect(new Set(simulation.cluster.bundles())).toEqual(new Set([signingPem(simulation)]));
  });

  test('without a watch, within a minute', async () => {
    const simulation = await running();
    simulation.hasWatches = false;
    simulation.act(() => simulation.cluster.setBundles(''));
    await simulation.wait(MINUTE);
    expectHealthy(simulation);
  });

  test('are not ready until trusted, but an alarm only once they were', async () => {
    const simulation = await running();
    simulation.cluster.interfere = verb => {
      if (verb === 'patch') throw new ApiRefusal(403);
    };
    simulation.act(() => simulation.cluster.setBundles('', ['stowage-mutating']));
    await simulation.wait(MINUTE);
    expect(codes(simulation.replica)).toEqual(['ERR_CERT_API_FORBIDDEN', 'ERR_CERT_UNTRUSTED']);
    expect(simulation.replica.recorded.untrusted).toBe(2);
    expect(simulation.replica.certificates.notReady()).toEqual([]);
    simulation.restart(0);
    await simulation.wait(MINUTE);
    expect(simulation.replica.certificates.notReady()).toContainEqual(
      expect.stringContaining(
        'not trusted by the caBundle of stowage-mutating/a.stowage.dev, stowage-mutating/b',
      ),
    );
  });

  test('are left alone where they are right, in whatever order', async () => {
    const simulation = await running(3);
    simulation.act(() => simulation.cluster.deleteSecret(CA_SECRET));
    await simulation.wait(MINUTE);
    const patches = simulation.cluster.calls.filter(verb => verb === 'patch').length;
    const [bundle = ''] = simulation.cluster.bundles();
    simulation.act(() =>
      simulation.cluster.setBundles(`junk\n${pemOf([...certificatesIn(bundle)].reverse())}`),
    );
    await simulation.wait(3 * MINUTE);
    expect(simulation.cluster.calls.filter(verb => verb === 'patch')).toHaveLength(patches);
  });
});

describe('time', () => {
  test('a leaf is renewed after two thirds of its life, earlier by chance up to a tenth', async () => {
    for (const [chance, days] of [
      [0, 4.66],
      [0.999, 3.96],
    ] as const) {
      const simulation = await running();
      simulation.clock.random = () => chance;
      simulation.restart(0);
      await simulation.wait(MINUTE);
      const first = simulation.replica.served()?.serialNumber;
      simulation.act(() => simulation.jump(days * DAY));
      await simulation.wait(MINUTE);
      expect(simulation.replica.served()?.serialNumber).toBe(first);
      simulation.act(() => simulation.jump(0.02 * DAY));
      await simulation.wait(MINUTE);
      expect(simulation.replica.served()?.serialNumber).not.toBe(first);
      expectHealthy(simulation);
    }
  });

  test('a leaf that has ended while the machine slept is replaced within a tick', async () => {
    const simulation = await running();
    simulation.act(() => simulation.jump(8 * DAY));
    expect(simulation.replica.certificates.notReady()).toContainEqual(
      expect.stringContaining('that is not now'),
    );
    await simulation.wait(MINUTE);
    expectHealthy(simulation);
    expect(simulation.replica.recorded.renewals).toContain('serving expired');
    expect(simulation.cluster.signingHistory.size).toBe(1);
  });

  test.each([
    ['400 days ahead', 400 * DAY, 2],
    ['ten minutes ahead', 10 * MINUTE, 1],
    ['ten minutes back', -10 * MINUTE, 1],
    ['two hours back', -2 * HOUR, 2],
    ['400 days back', -400 * DAY, 2],
  ])(
    'the clock is set %s: all is in order within a minute, without haste',
    async (_name, milliseconds, authorities) => {
      const simulation = await running(3);
      const before = simulation.cluster.calls.length;
      simulation.act(() => simulation.jump(milliseconds));
      await simulation.wait(MINUTE + SECOND);
      expectHealthy(simulation);
      expect(simulation.cluster.signingHistory.size).toBe(authorities);
      await simulation.wait(10 * MINUTE);
      expectHealthy(simulation);
      expect(simulation.cluster.calls.length - before).toBeLessThan(300);
    },
  );

  test('a clock that was set ahead and back again leaves all in order', async () => {
    const simulation = await running(3);
    for (const milliseconds of [400 * DAY, -400 * DAY, -2 * HOUR, 2 * HOUR]) {
      simulation.act(() => simulation.jump(milliseconds));
      await simulation.wait(2 * MINUTE);
      expectHealthy(simulation);
    }
  });

  test('a whole rotation', async () => {
    const simulation = await running(3);
    const first = signingPem(simulation);
    simulation.act(() => simulation.jump(243.5 * DAY));
    await simulation.wait(MINUTE);
    expect(secretOf(simulation).annotations['stowage.dev/ca-phase']).toBe('staged');
    expect(bundleSizes(simulation)).toEqual([2, 2, 2, 2]);
    expect(signingPem(simulation)).toBe(first);
    simulation.act(() => simulation.jump(DAY));
    await simulation.wait(2 * MINUTE);
    expect(secretOf(simulation).annotations['stowage.dev/ca-phase']).toBe('retiring');
    expect(signingPem(simulation)).not.toBe(first);
    expectHealthy(simulation);
    simulation.act(() => simulation.jump(7 * DAY + HOUR));
    await simulation.wait(2 * MINUTE);
    expect(secretOf(simulation).annotations['stowage.dev/ca-phase']).toBe('active');
    expect(bundleSizes(simulation)).toEqual([1, 1, 1, 1]);
    expectHealthy(simulation);
    expect(simulation.replicas.map(({ recorded }) => recorded.caExpired)).toEqual([0, 0, 0]);
  });
});

describe('an API server that fails us', () => {
  test('for ten minutes while the leaf is due: it is renewed all the same', async () => {
    const simulation = await running();
    const first = simulation.replica.served()?.serialNumber;
    simulation.cutOff(0, true);
    simulation.act(() => simulation.jump(5 * DAY));
    await simulation.wait(10 * MINUTE);
    expect(simulation.replica.served()?.serialNumber).not.toBe(first);
    expect(simulation.replica.isTrusted()).toBe(true);
    expect(simulation.replica.certificates.notReady()).toEqual([]);
    expect(codes(simulation.replica)).toEqual(['ERR_CERT_API_FAILED', 'ERR_CERT_API_FAILED']);
    simulation.cutOff(0, false);
    await simulation.wait(MINUTE);
    expectHealthy(simulation);
  });

  test('is asked again after 1, 2, 4 s and so on up to 30 s, whatever its watches say', async () => {
    const { replica, cluster } = simulate();
    cluster.interfere = () => {
      throw new ApiRefusal(500);
    };
    const pauses = [];
    for (let index = 0; index < 7; index += 1) pauses.push(await replica.certificates.pass());
    expect(pauses).toEqual(
      [1, 2, 4, 8, 16, 30, 30].map(s => ({ milliseconds: s * SECOND, canBeWoken: false })),
    );
    expect(replica.certificates.notReady()).toContainEqual(expect.stringContaining('HTTP 500'));
    cluster.interfere = () => undefined;
    expect(await replica.certificates.pass()).toEqual({ milliseconds: MINUTE, canBeWoken: true });
    expect(replica.certificates.notReady()).toEqual([]);
  });

  test.each<[string, string, boolean]>([
    ['get', 'get secrets stowage-webhook-ca', false],
    ['create', 'create secrets stowage-webhook-ca', false],
    ['list', 'get webhookconfigurations of ours', true],
    ['patch', 'patch mutatingwebhookconfigurations stowage-mutating', true],
  ])('by forbidding to %s: the missing verb is named', async (forbidden, words, isServing) => {
    const simulation = simulate({ mode: 'self' });
    simulation.cluster.interfere = verb => {
      if (verb === forbidden) throw new ApiRefusal(403);
    };
    await simulation.wait(3 * SECOND);
    const { replica } = simulation;
    expect(codes(replica)).toContain('ERR_CERT_API_FORBIDDEN');
    expect(replica.certificates.notReady()).toContainEqual(expect.stringContaining(`may not ${words}`));
    expect(replica.served() !== undefined).toBe(isServing);
  });

  test('by forbidding in words of its own: they are taken over', async () => {
    const simulation = simulate();
    const asking = { verb: 'get', resource: 'mutatingwebhookconfigurations' };
    simulation.cluster.interfere = () => {
      throw Object.assign(new ApiRefusal(403), { asking });
    };
    await simulation.wait(3 * SECOND);
    expect(simulation.replica.certificates.notReady()).toContainEqual(
      expect.stringContaining('may not get mutatingwebhookconfigurations'),
    );
  });

  test('by forbidding to update when the authority is to be rotated: the old one serves on', async () => {
    const simulation = await running();
    simulation.cluster.interfere = verb => {
      if (verb === 'update') throw new ApiRefusal(403);
    };
    simulation.act(() => simulation.jump(245 * DAY));
    await simulation.wait(MINUTE);
    expect(codes(simulation.replica)).toEqual(['ERR_CERT_API_FORBIDDEN']);
    expect(simulation.replica.certificates.notReady()).toEqual([]);
    expect(simulation.replica.isTrusted()).toBe(true);
  });

  test('by a storm of conflicts: nothing is wrong, and it is tried again soon', async () => {
    const simulation = simulate({ replicas: 3 });
    let left = 60;
    simulation.cluster.interfere = verb => {
      if (verb === 'get' || verb === 'list' || left === 0) return;
      left -= 1;
      throw new ApiRefusal(409);
    };
    await simulation.wait(SECOND);
    for (const replica of simulation.replicas) {
      expect(codes(replica).filter(code => code.includes('API'))).toEqual([]);
    }
    await simulation.wait(15 * SECOND);
    expect(left).toBe(0);
    expectHealthy(simulation);
    expect(simulation.cluster.signingHistory.size).toBe(1);
  });

  test('by never answering: a call is given up after ten seconds', async () => {
    const { replica, cluster, clock } = simulate();
    cluster.interfere = async verb => {
      if (verb === 'get') await new Promise(() => undefined);
    };
    const pass = replica.certificates.pass();
    await expect.poll(() => clock.nextWakeUp).toBe(10 * SECOND);
    await expect.poll(() => cluster.calls).toEqual(['list']);
    clock.pass(10 * SECOND);
    await pass;
    expect(codes(replica)).toContain('ERR_CERT_API_FAILED');
    expect(replica.certificates.notReady()).toContainEqual(expect.stringContaining('no answer within 10 s'));
  });
});

describe('a handshake with our own server that fails', () => {
  test('brings the certificate before it back', async () => {
    const simulation = await running();
    const { server, served, recorded, certificates } = simulation.replica;
    const first = served()?.serialNumber;
    server.refuses = pair => pair !== server.history[0];
    simulation.act(() => simulation.jump(5 * DAY));
    await simulation.wait(MINUTE);
    expect(served()?.serialNumber).toBe(first);
    expect(recorded.rejected).toBe(1);
    expect(certificates.problems.map(({ code }) => code)).toEqual(['ERR_CERT_HANDSHAKE_FAILED']);
    expect(certificates.notReady()).toEqual([]);
    server.refuses = () => false;
    await simulation.wait(MINUTE);
    expect(served()?.serialNumber).not.toBe(first);
    expectHealthy(simulation);
  });

  test('is a reason not to be ready when there is none before it', async () => {
    const simulation = simulate();
    simulation.replica.server.refuses = () => true;
    await simulation.wait(3 * SECOND);
    expect(simulation.replica.certificates.notReady()).toContainEqual(
      expect.stringContaining('handshake failure'),
    );
  });

  test('is noticed at any tick, not only after a change', async () => {
    const simulation = await running();
    simulation.replica.server.refuses = () => true;
    await simulation.wait(MINUTE);
    expect(simulation.replica.certificates.notReady()).toHaveLength(1);
  });
});
