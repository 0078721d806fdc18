import { X509Certificate, createPrivateKey } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { AppError } from '../core/errors.ts';
import type { CertificatePair } from './types.ts';

/** A certificate authority that can sign. */
export interface SigningAuthority {
  readonly certificate: X509Certificate;
  readonly privateKey: KeyObject;
  readonly notAfter: Date;
}

/** The error of an authority that cannot sign. */
export function unusable(reason: string, cause?: unknown): AppError {
  return new AppError('ERR_CERT_CA_UNUSABLE', { reason }, { cause });
}

function parseAuthority(ca: CertificatePair): Pick<SigningAuthority, 'certificate' | 'privateKey'> {
  try {
    return {
      certificate: new X509Certificate(ca.certificatePem),
      privateKey: createPrivateKey(ca.privateKeyPem),
    };
  } catch (error) {
    throw unusable('its certificate or its key is no PEM', error);
  }
}

/**
 * Reads a certificate authority and makes sure that what it signs now will be trusted.
 * @throws AppError when it is unreadable, no authority, expired, or its key another's or not ECDSA.
 */
export function openAuthority(ca: CertificatePair, now: Date): SigningAuthority {
  const { certificate, privateKey } = parseAuthority(ca);
  if (!certificate.ca) throw unusable('its certificate is not that of an authority');
  if (privateKey.asymmetricKeyType !== 'ec') throw unusable('its key is not an ECDSA key');
  if (!certificate.checkPrivateKey(privateKey)) throw unusable('its key belongs to another certificate');
  const notAfter = new Date(certificate.validTo);
  if (now >= notAfter) throw new AppError('ERR_CERT_CA_EXPIRED', { notAfter: notAfter.toISOString() });
  return { certificate, privateKey, notAfter };
}
