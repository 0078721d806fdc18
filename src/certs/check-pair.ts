import { X509Certificate, createPrivateKey } from 'node:crypto';
import { AppError } from '../core/errors.ts';
import { isValidAt } from './certificate-facts.ts';
import type { CertificatePair } from './types.ts';

function unusable(reason: string, cause?: unknown): AppError {
  return new AppError('ERR_CERT_PAIR_UNUSABLE', { reason }, { cause });
}

function belongTogether({ certificatePem, privateKeyPem }: CertificatePair): X509Certificate | undefined {
  try {
    const certificate = new X509Certificate(certificatePem);
    return certificate.checkPrivateKey(createPrivateKey(privateKeyPem)) ? certificate : undefined;
  } catch (error) {
    throw unusable('it is no PEM certificate with a PEM private key', error);
  }
}

/**
 * Makes sure of a pair that somebody else has made before it is served, and returns its certificate, the first of the chain.
 * @throws AppError when the key is another's, the time is not its own, or kube-apiserver would not accept it for `hostName`.
 */
export function checkPair(pair: CertificatePair, hostName: string, now: Date): X509Certificate {
  const certificate = belongTogether(pair);
  if (certificate === undefined) throw unusable('its private key belongs to another certificate');
  if (!isValidAt(certificate, now)) {
    const { validFromDate, validToDate } = certificate;
    throw unusable(`it is valid from ${validFromDate.toISOString()} to ${validToDate.toISOString()} only`);
  }
  if (certificate.checkHost(hostName) === undefined) throw unusable(`it is not issued for ${hostName}`);
  return certificate;
}
