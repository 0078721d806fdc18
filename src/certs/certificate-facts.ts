import { X509Certificate } from 'node:crypto';
import { CA_COMMON_NAME } from './names.ts';
import { BACKDATE_MS } from './validity.ts';

const BEGIN = '-----BEGIN CERTIFICATE-----';
const END = '-----END CERTIFICATE-----';
/** Far above any real bundle; keeps a bundle of junk from costing seconds. */
const MAX_BLOCKS = 64;

function parseBlock(body: string): readonly X509Certificate[] {
  const end = body.indexOf(END);
  if (end < 0) return [];
  try {
    return [new X509Certificate(`${BEGIN}${body.slice(0, end)}${END}\n`)];
  } catch {
    return [];
  }
}

/** Every certificate once, in order of its first appearance. */
export function distinct(certificates: readonly X509Certificate[]): readonly X509Certificate[] {
  return [...new Map(certificates.map(certificate => [certificate.fingerprint256, certificate])).values()];
}

/** The certificates of a PEM text, each once. Junk between them and blocks that cannot be read are passed over, as Go does. */
export function certificatesIn(pem: string): readonly X509Certificate[] {
  const [, ...blocks] = pem.split(BEGIN, MAX_BLOCKS + 1);
  return distinct(blocks.flatMap(parseBlock));
}

/** One PEM text of several certificates. */
export function pemOf(certificates: readonly X509Certificate[]): string {
  return certificates.map(certificate => certificate.toString()).join('');
}

/** Whether two certificates are the same, byte for byte. */
export function isSame(one: X509Certificate, other: X509Certificate): boolean {
  return one.fingerprint256 === other.fingerprint256;
}

/** Whether a certificate bears the name of our authorities. */
export function isOurs(certificate: X509Certificate): boolean {
  return certificate.subject === `CN=${CA_COMMON_NAME}`;
}

/** Whether now lies within the validity of a certificate. */
export function isValidAt(certificate: X509Certificate, now: Date): boolean {
  return !isExpired(certificate, now) && certificate.validFromDate <= now;
}

/** Whether the validity of a certificate is over. */
export function isExpired(certificate: X509Certificate, now: Date): boolean {
  return certificate.validToDate <= now;
}

/** When a share of a certificate's life will be over, in ms since 1970; its life begins when it is issued, not back-dated. */
export function lifeShare(certificate: X509Certificate, share: number): number {
  const end = certificate.validToDate.getTime();
  const issued = Math.min(certificate.validFromDate.getTime() + BACKDATE_MS, end);
  return issued + (end - issued) * share;
}
