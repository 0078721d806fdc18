import { spawn } from 'node:child_process';
import type { ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { buildImageRoot } from '../../scripts/build-image-root.ts';
import { defaultInstallation } from '../../src/manifests/default-installation.ts';
import { inDeployment } from './installations.ts';

const DOCKERFILE = readFileSync(resolve(import.meta.dirname, '../../Dockerfile'), 'utf8');
const READ_ONLY = { file: 0o444, folder: 0o555 };
const WRITABLE_FOLDER = 0o755;

let root = '';

interface Entry {
  readonly path: string;
  readonly isFolder: boolean;
}

function entries(): readonly Entry[] {
  const found = readdirSync(root, { recursive: true, withFileTypes: true });
  return found.map(entry => ({ path: join(entry.parentPath, entry.name), isFolder: entry.isDirectory() }));
}

/** What a process that writes would change, whoever runs it. */
function fingerprint(): readonly string[] {
  return entries().map(({ path }) => `${path} ${statSync(path).mtimeMs} ${statSync(path).size}`);
}

function entryPoint(): readonly string[] {
  const line = /^ENTRYPOINT (.*)$/m.exec(DOCKERFILE)?.[1] ?? '[]';
  return JSON.parse(line) as string[];
}

/** The entry point of the image, on the Node of the tests and with nothing in its environment. */
function start(args: readonly string[]): ChildProcessByStdio<null, Readable, Readable> {
  const [, script = ''] = entryPoint();
  const child = spawn(process.execPath, [join(root, script), ...args], {
    cwd: join(root, 'app'),
    env: {},
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

async function lineWith(output: Readable, pattern: RegExp): Promise<string> {
  const seen: string[] = [];
  for await (const line of createInterface({ input: output })) {
    const found = pattern.exec(line)?.[1];
    if (found !== undefined) return found;
    seen.push(line);
  }
  throw new Error(`no line with ${pattern}: ${seen.join('\n')}`);
}

describe('the file tree of the image', () => {
  beforeAll(async () => {
    root = mkdtempSync(join(tmpdir(), 'stowage-image-'));
    await buildImageRoot(root);
    for (const { path, isFolder } of entries()) chmodSync(path, isFolder ? READ_ONLY.folder : READ_ONLY.file);
  });

  afterAll(() => {
    for (const { path, isFolder } of entries()) if (isFolder) chmodSync(path, WRITABLE_FOLDER);
    rmSync(root, { recursive: true, force: true });
  });

  test('holds the bundle, the examples and the licences, and no package to install', () => {
    expect(readdirSync(root)).toEqual(['app']);
    expect(readdirSync(join(root, 'app')).toSorted()).toEqual(
      ['LICENSE', 'THIRD-PARTY-LICENSES.txt', 'chunks', 'examples', 'package.json', 'stowage.js'].toSorted(),
    );
  });

  test('serves with an empty environment from a folder that cannot be written, and writes nothing', async () => {
    const before = fingerprint();
    const ports = ['--webhook-port=0', '--ops-port=0', '--extender-port=0', '--address=127.0.0.1'];
    const child = start(['serve', '--state=examples/cluster', ...ports]);
    const health = await lineWith(child.stderr, /^\s*health\s+(\S+)$/);
    const answer = await fetch(`${health}/readyz`);
    expect([answer.status, await answer.text()]).toEqual([200, 'ok\n']);
    child.kill('SIGINT');
    expect(await once(child, 'exit')).toEqual([0, null]);
    expect(fingerprint()).toEqual(before);
  });

  test('is started by the Dockerfile as the Deployment expects it', () => {
    const user = inDeployment(defaultInstallation('1.2.3'), 'template', 'spec', 'securityContext');
    expect(user).toMatchObject({ runAsUser: 65_532, runAsGroup: 65_532 });
    expect(DOCKERFILE).toContain('\nUSER 65532:65532\n');
    expect(entryPoint()).toEqual(['/nodejs/bin/node', '/app/stowage.js']);
    expect(DOCKERFILE).toContain('COPY --from=build /src/dist/image-root/ /\n');
  });
});
