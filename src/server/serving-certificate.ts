import { X509Certificate, constants, createPrivateKey } from 'node:crypto';
import type { SecureContextOptions } from 'node:tls';
import type { CertificatePair } from '../certs/types.ts';
import { AppError } from '../core/errors.ts';

function unusable(reason: string, cause?: unknown): AppError {
  return new AppError('ERR_CERT_PAIR_UNUSABLE', { reason }, { cause });
}

function belongTogether({ certificatePem, privateKeyPem }: CertificatePair): boolean {
  try {
    return new X509Certificate(certificatePem).checkPrivateKey(createPrivateKey(privateKeyPem));
  } catch (error) {
    throw unusable('it is no PEM certificate with a PEM private key', error);
  }
}

/** No session is resumed: its client was judged by the authorities of another time. */
function forClientsOf(caPem: string): SecureContextOptions {
  return { ca: caPem, secureOptions: constants.SSL_OP_NO_TICKET };
}

/**
 * The whole secure context of a certificate. node:tls takes pairs that do not belong together without a word and fails
 * every handshake afterwards, and forgets the least TLS version when it is not said again: so both happens here.
 * @param clientCaPem the authorities of clients, when these are asked for certificates
 * @throws AppError when the pair cannot serve.
 */
export function secureContextOf(pair: CertificatePair, clientCaPem?: string): SecureContextOptions {
  if (!belongTogether(pair)) throw unusable('its private key belongs to another certificate');
  return {
    cert: pair.certificatePem,
    key: pair.privateKeyPem,
    minVersion: 'TLSv1.3',
    ...(clientCaPem !== undefined && forClientsOf(clientCaPem)),
  };
}
