import type { X509Certificate } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  announcedAuthorities,
  caBundleOf,
  differingFrom,
  isAnnouncedBy,
  isSameSet,
} from '../../src/certs/ca-bundle.ts';
import type { CaContent } from '../../src/certs/ca-secret.ts';
import { pemOf } from '../../src/certs/certificate-facts.ts';
import type { ObservedConfiguration } from '../../src/certs/ports.ts';
import type { SigningAuthority } from '../../src/certs/signing-authority.ts';
import { FOREIGN_CA } from './support/foreign-ca.ts';
import { POLICY } from './support/replica.ts';
import { after, newAuthority } from './support/secrets.ts';

const NOW = new Date('2026-11-20T12:00:00Z');
/** One authority for each day: the later, the newer. */
const DAILY = await Promise.all([0, 1, 2, 3, 4, 5].map(async day => await newAuthority(after(NOW, day - 5))));
const FUTURE = await newAuthority(after(NOW, 30));
const EXPIRED = await newAuthority(after(NOW, -400));
const NAMES = new Map([
  ...DAILY.map(({ certificate }, day) => [certificate.fingerprint256, `day ${day}`] as const),
  [FUTURE.certificate.fingerprint256, 'future'],
  [EXPIRED.certificate.fingerprint256, 'expired'],
]);

function daily(day: number): SigningAuthority {
  const authority = DAILY[day];
  if (authority === undefined) throw new Error(`there is no authority of day ${day}`);
  return authority;
}

function namesOf(certificates: readonly X509Certificate[]) {
  return certificates.map(({ fingerprint256 }) => NAMES.get(fingerprint256) ?? 'foreign');
}

function configuration(...bundles: readonly string[]): ObservedConfiguration {
  const webhooks = bundles.map((caBundle, index) => ({ name: `w${index}`, caBundle }));
  return {
    kind: 'ValidatingWebhookConfiguration',
    name: 'c',
    resourceVersion: '1',
    annotations: {},
    webhooks,
  };
}

function pem(...authorities: readonly SigningAuthority[]): string {
  return pemOf(authorities.map(({ certificate }) => certificate));
}

const ACTIVE: CaContent = { signing: daily(5), previous: [], phase: 'active', since: after(NOW, -30) };
const RETIRING: CaContent = { ...ACTIVE, previous: [daily(4).certificate], phase: 'retiring', since: NOW };

describe('the authorities that a caBundle announces', () => {
  test.each<[string, string, readonly string[]]>([
    ['none when it is empty', '', []],
    ['none when it is junk', 'junk\u0000', []],
    ['ours, the newest first', pem(daily(1), daily(3), daily(2)), ['day 3', 'day 2', 'day 1']],
    ['each once', pem(daily(1), daily(1)), ['day 1']],
    ['none that is expired', pem(EXPIRED, daily(1)), ['day 1']],
    ['none of others', FOREIGN_CA + pem(daily(1)), ['day 1']],
    [
      'those among junk',
      `# comment\n${pem(daily(1))}-----BEGIN CERTIFICATE-----\nx\n${pem(daily(2))}`,
      ['day 2', 'day 1'],
    ],
  ])('are %s', (_name, caBundle, expected) => {
    expect(namesOf(announcedAuthorities([configuration(caBundle)], NOW))).toEqual(expected);
  });

  test('are those of all webhooks together', () => {
    const configurations = [configuration(pem(daily(1)), ''), configuration(pem(daily(2)))];
    expect(namesOf(announcedAuthorities(configurations, NOW))).toEqual(['day 2', 'day 1']);
  });
});

describe('a certificate is announced', () => {
  const { certificate } = daily(1);

  test.each<[string, readonly ObservedConfiguration[], boolean]>([
    ['when every webhook has it', [configuration(pem(daily(1)), pem(daily(2), daily(1)))], true],
    ['not when one webhook lacks it', [configuration(pem(daily(1)), pem(daily(2)))], false],
    ['not when one configuration lacks it', [configuration(pem(daily(1))), configuration('')], false],
    ['when there is no configuration', [], true],
  ])('%s', (_name, configurations, expected) => {
    expect(isAnnouncedBy(configurations, certificate)).toBe(expected);
  });
});

describe('a caBundle', () => {
  const others = [daily(0), daily(1), daily(2), daily(3)].map(({ certificate }) => certificate);

  test.each<[string, CaContent, readonly X509Certificate[], readonly string[]]>([
    ['has the authority alone when no other leaf is served', ACTIVE, others, ['day 5']],
    ['has the one before while its leaves may be served', RETIRING, [], ['day 5', 'day 4']],
    [
      'has what was seen elsewhere then too, four at most',
      RETIRING,
      others,
      ['day 5', 'day 4', 'day 3', 'day 2'],
    ],
    [
      'has what was seen elsewhere soon after an authority began to sign',
      { ...ACTIVE, since: after(NOW, -1) },
      [daily(3).certificate],
      ['day 5', 'day 3'],
    ],
    [
      'has the next one when it is staged',
      { ...ACTIVE, signing: daily(2), next: daily(5), phase: 'staged' },
      others,
      ['day 5', 'day 2'],
    ],
    ['has no expired one', { ...RETIRING, previous: [EXPIRED.certificate] }, [], ['day 5']],
    [
      'has authorities of the future only where there is room',
      RETIRING,
      [...others.slice(2), FUTURE.certificate],
      ['day 5', 'day 4', 'day 3', 'day 2'],
    ],
  ])('%s', (_name, content, seen, expected) => {
    expect(namesOf(caBundleOf(content, seen, POLICY, NOW))).toEqual(expected);
  });

  test('always has the signing authority, four certificates at most, the newest first, and does not grow', () => {
    const authority = fc.constantFrom(...DAILY, FUTURE, EXPIRED).map(({ certificate }) => certificate);
    fc.assert(
      fc.property(
        fc.constantFrom(...DAILY),
        fc.array(authority, { maxLength: 4 }),
        fc.array(authority, { maxLength: 8 }),
        fc.constantFrom<CaContent['phase']>('active', 'retiring'),
        (signing, previous, seen, phase) => {
          const content: CaContent = { signing, previous, phase, since: NOW };
          const bundle = caBundleOf(content, seen, POLICY, NOW);
          const names = namesOf(bundle);
          expect(names).toContain(NAMES.get(signing.certificate.fingerprint256));
          expect(names.length).toBeLessThanOrEqual(4);
          expect(names).not.toContain('expired');
          const starts = bundle.map(({ validFromDate }) => validFromDate.getTime());
          expect(starts).toEqual(starts.toSorted((one, other) => other - one));
          expect(namesOf(caBundleOf(content, bundle, POLICY, NOW)).length).toBeGreaterThanOrEqual(1);
          expect(namesOf(caBundleOf(content, [...seen, ...bundle], POLICY, NOW))).toEqual(names);
        },
      ),
    );
  });
});

describe('a caBundle is the same set', () => {
  const certificates = [daily(1), daily(2)].map(({ certificate }) => certificate);

  test.each<[string, string, boolean]>([
    ['in the other order', pem(daily(2), daily(1)), true],
    ['with junk between', `${pem(daily(1))}\njunk\n${pem(daily(2))}`, true],
    ['with one twice', pem(daily(1), daily(2), daily(1)), true],
    ['not with one more', pem(daily(1), daily(2), daily(3)), false],
    ['not with one less', pem(daily(1)), false],
    ['not with a foreign one more', pem(daily(1), daily(2)) + FOREIGN_CA, false],
    ['not when it is empty', '', false],
  ])('%s', (_name, caBundle, expected) => {
    expect(isSameSet(caBundle, certificates)).toBe(expected);
    expect(differingFrom([configuration(caBundle)], certificates)).toHaveLength(expected ? 0 : 1);
  });
});
