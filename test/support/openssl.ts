import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Whether the openssl program is there: a bare machine with Node need not have it. */
export const HAS_OPENSSL = spawnSync('openssl', ['version']).status === 0;

/** What `openssl verify` says of a serving certificate under its authority, as strictly as it can judge. */
export function opensslVerify(ca: string, certificate: string, at: Date): string {
  const folder = mkdtempSync(join(tmpdir(), 'stowage-openssl-'));
  try {
    const caFile = join(folder, 'ca.pem');
    const certificateFile = join(folder, 'certificate.pem');
    writeFileSync(caFile, ca);
    writeFileSync(certificateFile, certificate);
    const attime = String(Math.floor(at.getTime() / 1000));
    const flags = [
      '-x509_strict',
      '-check_ss_sig',
      '-purpose',
      'sslserver',
      '-attime',
      attime,
      '-CAfile',
      caFile,
    ];
    const { stdout, stderr } = spawnSync('openssl', ['verify', ...flags, certificateFile], {
      encoding: 'utf8',
    });
    return `${stdout}${stderr}`.replaceAll(certificateFile, 'certificate').trim();
  } finally {
    rmSync(folder, { recursive: true });
  }
}
