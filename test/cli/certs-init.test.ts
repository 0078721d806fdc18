import { X509Certificate } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createSecureContext } from 'node:tls';
import { describe, expect, it } from 'vitest';
import { stowage, temporaryFolder } from '../support/cli.ts';
import { HAS_OPENSSL, opensslVerify } from '../support/openssl.ts';

const FILES = ['ca.crt', 'ca.key', 'tls.crt', 'tls.key'];
const NOW = '2026-11-20T12:00:00Z';

function read(folder: string, name: string): string {
  return readFileSync(join(folder, name), 'utf8');
}

describe('certs init', () => {
  it('makes a CA and a certificate that it signed, and says until when they hold', async () => {
    const out = join(temporaryFolder(), 'new', 'folder');
    const { code, stdout, stderr } = await stowage(['certs', 'init', '--out', out], { now: NOW });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('2027-11-20T');
    expect(stdout).toContain('2026-11-27T');
    expect(readdirSync(out).toSorted()).toEqual(FILES);
    const ca = new X509Certificate(read(out, 'ca.crt'));
    const leaf = new X509Certificate(read(out, 'tls.crt'));
    expect(ca.ca).toBe(true);
    expect(leaf.verify(ca.publicKey)).toBe(true);
    expect(leaf.checkHost('stowage-webhook.stowage-system.svc')).toBeDefined();
  });

  it.runIf(HAS_OPENSSL)('openssl finds nothing wrong with the chain', async () => {
    const out = temporaryFolder();
    await stowage(['certs', 'init', '--out', out], { now: NOW });
    expect(opensslVerify(read(out, 'ca.crt'), read(out, 'tls.crt'), new Date(NOW))).toBe('certificate: OK');
  });

  it('each key belongs to its certificate, and only the owner may read it', async () => {
    const out = temporaryFolder();
    await stowage(['certs', 'init', '--out', out]);
    for (const name of ['ca', 'tls']) {
      const key = read(out, `${name}.key`);
      const cert = read(out, `${name}.crt`);
      expect(createSecureContext({ key, cert })).toBeDefined();
      expect(statSync(join(out, `${name}.key`)).mode & 0o777).toBe(0o600);
      expect(statSync(join(out, `${name}.crt`)).mode & 0o777).toBe(0o644);
    }
  });

  it('is for the Service it is told of', async () => {
    const out = temporaryFolder();
    const names = ['--service', 'hooks', '-n', 'storage', '--cluster-domain', 'k8s.example'];
    await stowage(['certs', 'init', '--out', out, ...names]);
    const leaf = new X509Certificate(read(out, 'tls.crt'));
    expect(leaf.subjectAltName).toBe(
      'DNS:hooks, DNS:hooks.storage, DNS:hooks.storage.svc, DNS:hooks.storage.svc.k8s.example',
    );
  });

  it('never overwrites', async () => {
    const out = temporaryFolder();
    await stowage(['certs', 'init', '--out', out]);
    const before = FILES.map(name => read(out, name));
    const { code, stdout, stderr } = await stowage(['certs', 'init', '--out', out]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('holds ca.crt, ca.key, tls.crt, tls.key already');
    expect(FILES.map(name => read(out, name))).toEqual(before);
  });

  it('leaves no half of a set beside another', async () => {
    const out = temporaryFolder();
    await stowage(['certs', 'init', '--out', out]);
    for (const name of ['ca.crt', 'ca.key']) rmSync(join(out, name));
    expect(await stowage(['certs', 'init', '--out', out])).toMatchObject({ code: 2 });
    expect(readdirSync(out).toSorted()).toEqual(['tls.crt', 'tls.key']);
  });

  it('a folder that cannot be made is wrong usage', async () => {
    const file = join(temporaryFolder(), 'file');
    writeFileSync(file, '');
    const { code, stderr } = await stowage(['certs', 'init', '--out', join(file, 'inner')]);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^error: --out: .* cannot be written: ENOTDIR/);
    expect(stderr).not.toContain('    at ');
  });

  it.each([
    ['--service', 'Not_A_Name'],
    ['--namespace', 'a.b'],
    ['--cluster-domain', 'cluster..local'],
  ])('%s %s is no name', async (flag, value) => {
    const out = join(temporaryFolder(), 'out');
    const { code, stderr } = await stowage(['certs', 'init', '--out', out, flag, value]);
    expect(code).toBe(2);
    expect(stderr).toBe(`error: not a DNS name: ${flag} ${value}\n`);
  });
});
