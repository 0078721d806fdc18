import { createPrivateKey } from 'node:crypto';
import type { KeyObject, X509Certificate } from 'node:crypto';
import { AppError } from '../core/errors.ts';
import { certificatesIn } from './certificate-facts.ts';
import type { CertificatePair } from './types.ts';

/** A certificate authority that can sign as long as its time is not over. */
export interface SigningAuthority {
  readonly certificate: X509Certificate;
  readonly privateKey: KeyObject;
  readonly pair: CertificatePair;
}

/** Why a pair is no authority that can sign, and how a person is told. */
const DEFECTS = {
  'certificate-missing': 'it has no certificate',
  'certificate-unreadable': 'its certificate is not exactly one readable PEM certificate',
  'not-an-authority': 'its certificate is not that of an authority',
  'not-self-signed': 'its certificate is not signed by itself',
  'key-missing': 'it has no private key',
  'key-unreadable': 'its key is not exactly one readable PEM private key',
  'key-not-ecdsa': 'its key is not an ECDSA key',
  'key-mismatch': 'its key belongs to another certificate',
} as const;

/** What is wrong with an authority. */
export type AuthorityDefect = keyof typeof DEFECTS;

/** The error of an authority that cannot sign. */
export function unusable(reason: string): AppError {
  return new AppError('ERR_CERT_CA_UNUSABLE', { reason });
}

const CERTIFICATE_BEGIN = /-----BEGIN CERTIFICATE-----/g;
const KEY_BEGIN = /-----BEGIN [A-Z ]{0,20}PRIVATE KEY-----/g;

function isExactlyOne(pattern: RegExp, text: string): boolean {
  return text.match(pattern)?.length === 1;
}

function readKey(pem: string): KeyObject | AuthorityDefect {
  if (pem.trim() === '') return 'key-missing';
  if (!isExactlyOne(KEY_BEGIN, pem)) return 'key-unreadable';
  try {
    return createPrivateKey(pem);
  } catch {
    return 'key-unreadable';
  }
}

function readCertificate(pem: string): X509Certificate | AuthorityDefect {
  if (pem.trim() === '') return 'certificate-missing';
  const [certificate] = certificatesIn(pem);
  if (certificate === undefined || !isExactlyOne(CERTIFICATE_BEGIN, pem)) return 'certificate-unreadable';
  if (!certificate.ca) return 'not-an-authority';
  const isSelfSigned = certificate.checkIssued(certificate) && certificate.verify(certificate.publicKey);
  return isSelfSigned ? certificate : 'not-self-signed';
}

/** Reads a certificate authority, or says what keeps it from signing; whether it is expired is not asked. */
export function readAuthority(pair: CertificatePair): SigningAuthority | AuthorityDefect {
  const certificate = readCertificate(pair.certificatePem);
  if (typeof certificate === 'string') return certificate;
  const privateKey = readKey(pair.privateKeyPem);
  if (typeof privateKey === 'string') return privateKey;
  if (privateKey.asymmetricKeyType !== 'ec') return 'key-not-ecdsa';
  return certificate.checkPrivateKey(privateKey) ? { certificate, privateKey, pair } : 'key-mismatch';
}

/**
 * Reads a certificate authority and makes sure that what it signs now will be trusted.
 * @throws AppError when it is unreadable, no authority, expired, or its key another's or not ECDSA.
 */
export function openAuthority(pair: CertificatePair, now: Date): SigningAuthority {
  const authority = readAuthority(pair);
  if (typeof authority === 'string') throw unusable(DEFECTS[authority]);
  const notAfter = authority.certificate.validToDate;
  if (now >= notAfter) throw new AppError('ERR_CERT_CA_EXPIRED', { notAfter: notAfter.toISOString() });
  return authority;
}
