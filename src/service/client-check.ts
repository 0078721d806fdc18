import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Config } from '../config/config.ts';
import { AppError } from '../core/errors.ts';
import type { ClientCheck } from '../server/client-check.ts';

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g;

/** TLS passes over what is no certificate, and would then turn every client away. */
function certificatesIn(pem: string): readonly X509Certificate[] {
  const blocks = pem.match(CERTIFICATE) ?? [];
  if (blocks.length === 0) throw new Error('it holds no PEM certificate');
  return blocks.map(block => new X509Certificate(block));
}

/**
 * Reads whose client certificates let reviews in; `undefined` when nobody is asked for one.
 * @throws AppError when the file cannot be read or holds no certificate.
 */
export async function clientCheckOf({
  clientCaFile,
  clientAllowedNames,
}: Config): Promise<ClientCheck | undefined> {
  if (clientCaFile === undefined) return undefined;
  try {
    const certificates = certificatesIn(await readFile(clientCaFile, 'utf8'));
    return { caPem: certificates.join(''), allowedNames: clientAllowedNames };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new AppError('ERR_SERVER_CLIENT_CA', { file: clientCaFile, reason }, { cause: error });
  }
}
