import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { certificatesIn } from '../../src/certs/certificate-facts.ts';
import { issueCertificateAuthority } from '../../src/certs/issue.ts';
import { MemoryCluster } from '../support/memory-cluster.ts';
import { ManualClock } from './support/manual-clock.ts';
import { CA_SECRET } from './support/replica.ts';
import { Simulation } from './support/simulation.ts';

const START = new Date('2026-11-20T12:00:00Z');
const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const REPLICAS = 3;
/** More of them for a longer look. */
const RUNS = Number(process.env['ADVERSARY_RUNS'] ?? 20);
const CONFIGURATIONS = ['stowage-mutating', 'stowage-validating'] as const;
const FOREIGN = await issueCertificateAuthority({ now: START, days: 3650 });

/** Time goes by, or somebody does something. */
interface Step {
  readonly waitMs?: number;
  readonly act?: (simulation: Simulation) => void;
  readonly toString: () => string;
}

function attack(name: string, act: (simulation: Simulation) => void): Step {
  return { act, toString: () => name };
}

const replicaIndex = fc.nat(REPLICAS - 1);
const configurationName = fc.constantFrom(...CONFIGURATIONS);

const time: fc.Arbitrary<Step> = fc
  .constantFrom(0.05 * SECOND, SECOND, 11 * SECOND, 70 * SECOND, 4 * MINUTE)
  .map(waitMs => ({ waitMs, toString: () => `wait ${waitMs} ms` }));

const jump = fc
  .constantFrom(
    -400 * DAY,
    -2 * HOUR,
    -10 * MINUTE,
    10 * MINUTE,
    25 * HOUR,
    6 * DAY,
    8 * DAY,
    250 * DAY,
    400 * DAY,
  )
  .map(ms => attack(`jump ${ms / HOUR} h`, simulation => simulation.jump(ms)));

/** How long each phase of a rotation lasts at most, so that rotations go on within few steps. */
const PHASE_DAYS = new Map([
  ['active', 245],
  ['staged', 1.1],
  ['retiring', 7.1],
]);

const hasten = fc.constant(
  attack('jump to the next step of the rotation', simulation => {
    const phase = simulation.cluster.secrets.get(CA_SECRET)?.annotations['stowage.dev/ca-phase'] ?? '';
    simulation.jump((PHASE_DAYS.get(phase) ?? 0) * DAY);
  }),
);

const spoil = fc
  .constantFrom<Readonly<Record<string, string>>>(
    { 'tls.crt': '', 'tls.key': '' },
    { 'tls.key': FOREIGN.privateKeyPem },
    { 'ca.crt': 'junk' },
    { 'next.crt': 'junk', 'next.key': 'junk' },
  )
  .map(data =>
    attack(`spoil ${Object.keys(data).join()}`, ({ cluster }) =>
      cluster.changeSecret(CA_SECRET, secret => ({ data: { ...secret.data, ...data } })),
    ),
  );

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 8, arbitrary: time },
  { weight: 3, arbitrary: jump },
  { weight: 4, arbitrary: hasten },
  { weight: 3, arbitrary: spoil },
  {
    weight: 3,
    arbitrary: fc.constant(attack('delete the Secret', ({ cluster }) => cluster.deleteSecret(CA_SECRET))),
  },
  configurationName.map(name => attack(`clear ${name}`, ({ cluster }) => cluster.setBundles('', [name]))),
  fc.constant(attack('clear all', ({ cluster }) => cluster.setBundles(''))),
  configurationName.map(name =>
    attack(`overwrite ${name}`, ({ cluster }) => cluster.setBundles(FOREIGN.certificatePem, [name])),
  ),
  configurationName.map(name => attack(`remove ${name}`, ({ cluster }) => cluster.removeConfiguration(name))),
  fc.constant(attack('install again', ({ cluster }) => cluster.install(CONFIGURATIONS))),
  fc
    .constantFrom(0, 20, 60)
    .map(percent => attack(`disturb ${percent} %`, simulation => simulation.disturb(percent))),
  replicaIndex.map(index => attack(`restart ${index}`, simulation => simulation.restart(index))),
  replicaIndex.map(index => attack(`cut off ${index}`, simulation => simulation.cutOff(index, true))),
  replicaIndex.map(index => attack(`reconnect ${index}`, simulation => simulation.cutOff(index, false))),
);

async function carryOut(simulation: Simulation, { waitMs = 0, act }: Step): Promise<void> {
  if (act !== undefined) simulation.act(() => act(simulation));
  await simulation.wait(waitMs);
}

async function leaveInPeace(simulation: Simulation): Promise<void> {
  simulation.act(() => {
    for (let index = 0; index < REPLICAS; index += 1) simulation.cutOff(index, false);
    simulation.disturb(0);
    simulation.cluster.install(CONFIGURATIONS);
  });
  await simulation.wait(6 * MINUTE);
}

function signingNow({ cluster }: Simulation): string | undefined {
  return certificatesIn(cluster.secrets.get(CA_SECRET)?.data['tls.crt'] ?? '')[0]?.fingerprint256;
}

test(
  'whatever is done to Secret, caBundles, clock and replicas: all heals, and nobody loses trust by our own doing',
  { timeout: 600_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { maxLength: 60, size: 'max' }),
        fc.infiniteStream(fc.double({ min: 0, max: 0.999, noNaN: true })),
        async (steps, chances) => {
          const random = () => chances.next().value;
          const cluster = new MemoryCluster(random);
          cluster.install(CONFIGURATIONS);
          const simulation = new Simulation(cluster, new ManualClock(START, random), REPLICAS);
          for (const each of steps) await carryOut(simulation, each);
          await leaveInPeace(simulation);
          expect(simulation.violations).toEqual([]);
          const signing = signingNow(simulation);
          for (const { certificates, isTrusted, served } of simulation.replicas) {
            expect(certificates.notReady()).toEqual([]);
            expect(isTrusted()).toBe(true);
            const [authority] = certificatesIn(cluster.secrets.get(CA_SECRET)?.data['tls.crt'] ?? '');
            expect(authority !== undefined && served()?.verify(authority.publicKey)).toBe(true);
          }
          expect(signing).toBeDefined();
          expect(new Set(cluster.bundles()).size).toBe(1);
        },
      ),
      { numRuns: RUNS },
    );
  },
);
