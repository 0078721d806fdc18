import { X509Certificate } from 'node:crypto';
import { caSecretOf } from '../../../src/certs/ca-secret.ts';
import type { CaContent } from '../../../src/certs/ca-secret.ts';
import { issueCertificateAuthority } from '../../../src/certs/issue.ts';
import type { StoredSecret } from '../../../src/certs/ports.ts';
import { readAuthority } from '../../../src/certs/signing-authority.ts';
import type { SigningAuthority } from '../../../src/certs/signing-authority.ts';
import type { CertificatePair } from '../../../src/certs/types.ts';
import { CA_SECRET } from './replica.ts';

const DAY = 86_400_000;

/** A moment some days later, or earlier. */
export function after(start: Date, days: number): Date {
  return new Date(start.getTime() + days * DAY);
}

/** A new authority that can sign. */
export async function newAuthority(now: Date, days = 365): Promise<SigningAuthority> {
  const authority = readAuthority(await issueCertificateAuthority({ now, days }));
  if (typeof authority === 'string') throw new Error(authority);
  return authority;
}

/** The Secret of an authority as the API server would hold it. */
export function storedSecret(content: CaContent, change: Partial<StoredSecret> = {}): StoredSecret {
  return { ...caSecretOf(CA_SECRET, content), uid: 'uid-1', resourceVersion: '1', ...change };
}

/** The certificate of a pair. */
export function certificateOf({ certificatePem }: CertificatePair): X509Certificate {
  return new X509Certificate(certificatePem);
}
