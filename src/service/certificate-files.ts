import { watch } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { CertificateFilesPort } from '../certs/ports.ts';

/** The files of a serving certificate that somebody else renews. */
export interface CertificateFiles {
  readonly certFile: string;
  readonly keyFile: string;
}

/** Reads the files anew each time. */
export function certificateFiles({ certFile, keyFile }: CertificateFiles): CertificateFilesPort {
  return {
    async read() {
      const [certificatePem, privateKeyPem] = await Promise.all([
        readFile(certFile, 'utf8'),
        readFile(keyFile, 'utf8'),
      ]);
      return { certificatePem, privateKeyPem };
    },
  };
}

/**
 * Tells of changes in the folder of the certificate: the kubelet renews a mounted Secret by putting another link into its
 * folder, so watching the file itself would see nothing. A folder that cannot be watched is polled by the certificates' loop.
 */
export function watchCertificateFiles(
  { certFile }: CertificateFiles,
  onChange: () => void,
  signal: AbortSignal,
): void {
  try {
    watch(dirname(certFile), { signal }, onChange).on('error', () => undefined);
  } catch {
    onChange();
  }
}
