import type { X509Certificate } from 'node:crypto';
import { certificatesIn, distinct, isSame, pemOf } from './certificate-facts.ts';
import {
  MANAGED_BY,
  MANAGED_BY_LABEL,
  PHASE_ANNOTATION,
  SCHEMA_ANNOTATION,
  SCHEMA_VERSION,
  SINCE_ANNOTATION,
  TLS_SECRET_TYPE,
} from './names.ts';
import type { SecretContent, StoredSecret } from './ports.ts';
import { readAuthority } from './signing-authority.ts';
import type { AuthorityDefect, SigningAuthority } from './signing-authority.ts';
import type { CertificatePair } from './types.ts';

/** Where a rotation stands: one authority; the next one announced; the one before still trusted. */
type CaPhase = 'active' | 'staged' | 'retiring';

/** What the Secret of the authority says. */
export interface CaContent {
  /** Signs the serving certificates. */
  readonly signing: SigningAuthority;
  /** Will sign once every caBundle has it; a word when it is there but cannot be used. */
  readonly next?: SigningAuthority | AuthorityDefect;
  /** Signed before, and is trusted until the last certificate it signed has ended. */
  readonly previous: readonly X509Certificate[];
  readonly phase: CaPhase;
  /** Since when it is in this phase; in `active`, since when the authority signs. */
  readonly since: Date;
}

/** The Secret as it was found. */
export type CaSecret =
  | { readonly kind: 'absent' }
  | { readonly kind: 'foreign' }
  | { readonly kind: 'corrupt'; readonly defect: AuthorityDefect | 'wrong-type' }
  /** `isOrderly` says whether everything but the authority itself is as we write it too. */
  | { readonly kind: 'readable'; readonly content: CaContent; readonly isOrderly: boolean };

function pairAt(secret: SecretContent, name: string): CertificatePair {
  return {
    certificatePem: secret.data[`${name}.crt`] ?? '',
    privateKeyPem: secret.data[`${name}.key`] ?? '',
  };
}

function readNext(secret: SecretContent): SigningAuthority | AuthorityDefect | undefined {
  const pair = pairAt(secret, 'next');
  return pair.certificatePem === '' && pair.privateKeyPem === '' ? undefined : readAuthority(pair);
}

function readSince(secret: SecretContent): Date | undefined {
  const since = new Date(secret.annotations[SINCE_ANNOTATION] ?? '');
  return Number.isNaN(since.getTime()) ? undefined : since;
}

function phaseOf(secret: SecretContent, hasNext: boolean): CaPhase {
  if (hasNext) return 'staged';
  return secret.annotations[PHASE_ANNOTATION] === 'retiring' ? 'retiring' : 'active';
}

/** The certificates that clients have to trust, the signing one first. */
export function trustedBy({ signing, next, previous }: CaContent): readonly X509Certificate[] {
  const staged = typeof next === 'object' ? [next.certificate] : [];
  return distinct([signing.certificate, ...staged, ...previous]);
}

function previousIn(secret: SecretContent, current: readonly X509Certificate[]): readonly X509Certificate[] {
  const listed = certificatesIn(secret.data['ca.crt'] ?? '');
  return listed.filter(certificate => certificate.ca && !current.some(other => isSame(certificate, other)));
}

/**
 * Reads the Secret of the authority. Phase and time are mended where they are unreadable: the phase from what the Secret
 * holds, the time by `now`.
 */
export function readCaSecret(secret: StoredSecret | undefined, now: Date): CaSecret {
  if (secret === undefined) return { kind: 'absent' };
  if (secret.labels[MANAGED_BY_LABEL] !== MANAGED_BY) return { kind: 'foreign' };
  if (secret.type !== TLS_SECRET_TYPE) return { kind: 'corrupt', defect: 'wrong-type' };
  const signing = readAuthority(pairAt(secret, 'tls'));
  if (typeof signing === 'string') return { kind: 'corrupt', defect: signing };
  const next = readNext(secret);
  const phase = phaseOf(secret, next !== undefined);
  const current = [signing.certificate, ...(typeof next === 'object' ? [next.certificate] : [])];
  const previous = phase === 'retiring' ? previousIn(secret, current) : [];
  const since = readSince(secret);
  const content: CaContent = {
    signing,
    ...(next !== undefined && { next }),
    previous,
    phase,
    since: since ?? now,
  };
  const isOrderly =
    since !== undefined &&
    secret.annotations[PHASE_ANNOTATION] === phase &&
    secret.data['ca.crt'] === pemOf(trustedBy(content));
  return { kind: 'readable', content, isOrderly };
}

function dataOf(content: CaContent): SecretContent['data'] {
  const { signing, next } = content;
  return {
    'ca.crt': pemOf(trustedBy(content)),
    'tls.crt': signing.pair.certificatePem,
    'tls.key': signing.pair.privateKeyPem,
    ...(typeof next === 'object' && {
      'next.crt': next.pair.certificatePem,
      'next.key': next.pair.privateKeyPem,
    }),
  };
}

/** The Secret of an authority as it is written; labels and annotations that others have put on it stay. */
export function caSecretOf(name: string, content: CaContent, stored?: StoredSecret): SecretContent {
  return {
    name,
    type: TLS_SECRET_TYPE,
    labels: { ...stored?.labels, [MANAGED_BY_LABEL]: MANAGED_BY },
    annotations: {
      ...stored?.annotations,
      [PHASE_ANNOTATION]: content.phase,
      [SINCE_ANNOTATION]: content.since.toISOString(),
      [SCHEMA_ANNOTATION]: SCHEMA_VERSION,
    },
    data: dataOf(content),
  };
}
