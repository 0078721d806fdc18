import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'stowage-package-'));

/** The package as users get it, in a folder that holds nothing else; nothing is fetched. */
beforeAll(() => {
  const run = (command: string, ...args: string[]) =>
    execFileSync(command, args, { cwd: folder, stdio: 'pipe' });
  execFileSync('npm', ['run', '-s', 'build'], { cwd: ROOT, stdio: 'pipe' });
  execFileSync('npm', ['pack', '--ignore-scripts', '--pack-destination', folder], {
    cwd: ROOT,
    stdio: 'pipe',
  });
  writeFileSync(join(folder, 'package.json'), '{ "private": true }');
  run('npm', 'install', '--offline', '--no-audit', '--no-fund', `./stowage-0.1.0.tgz`);
}, 120_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function stowage(...args: string[]): { readonly code: number; readonly stdout: string } {
  const bin = join(folder, 'node_modules/.bin', args.shift() ?? '');
  try {
    return { code: 0, stdout: execFileSync(bin, args, { cwd: folder, encoding: 'utf8', stdio: 'pipe' }) };
  } catch (error) {
    const { status, stdout } = error as { status: number; stdout: string };
    return { code: status, stdout };
  }
}

describe('the package in an empty folder', () => {
  test.each(['stowage', 'kubectl-stowage'])('%s is there and has a version', name => {
    expect(stowage(name, 'version')).toEqual({ code: 0, stdout: 'stowage 0.1.0\n' });
  });

  test('check finds the mistakes of its own examples', () => {
    const examples = join(folder, 'node_modules/stowage/examples/manifests');
    const { code, stdout } = stowage('stowage', 'check', examples);
    expect(code).toBe(1);
    expect(stdout).toContain(
      'iomesh-storage-class-with-mistakes.yaml:8:30  error    iomesh-sc-fstype-invalid',
    );
  });

  test('demo plays', () => {
    const { code, stdout } = stowage('stowage', 'demo');
    expect(code).toBe(0);
    expect(stdout).toContain("capacity.topolvm.io/ssd: '53687091200'");
  }, 20_000);
});
