import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { postReview, webhookClient } from '../../src/cli/post-review.ts';
import { decodeAdmissionReview } from '../../src/core/admission-request.ts';
import { MAIN, spawnStowage, stowage, temporaryFolder } from '../support/cli.ts';
import { reviewText } from '../support/cli-reviews.ts';
import { BAD_CLASS, GOOD_CLASS } from '../support/manifests.ts';

const FREE_PORTS = ['--webhook-port', '0', '--ops-port', '0', '--extender-port', '0'];
const LOCAL = ['--state', 'examples/cluster', '--address', '127.0.0.1', ...FREE_PORTS];

/** A served state, and what its process says. */
interface Serving {
  readonly child: ChildProcess;
  readonly stderr: () => string;
  readonly exit: Promise<number | null>;
}

function serve(...args: readonly string[]): Serving {
  const child = spawn(process.execPath, [MAIN, 'serve', ...LOCAL, ...args], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const chunks: string[] = [];
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => chunks.push(chunk));
  const exit = new Promise<number | null>(resolve => child.once('exit', code => resolve(code)));
  return { child, exit, stderr: () => chunks.join('') };
}

function portOf({ stderr }: Serving, name: string): number {
  const port = new RegExp(`^ +${name} +https?://127\\.0\\.0\\.1:(\\d+)$`, 'm').exec(stderr())?.[1];
  expect(port, stderr()).toBeDefined();
  return Number(port);
}

async function untilListening(serving: Serving): Promise<void> {
  await vi.waitFor(() => portOf(serving, 'extender'), { timeout: 10_000 });
}

function requestOf(yaml: string) {
  const request = decodeAdmissionReview(JSON.parse(reviewText(yaml, 'served-1')));
  if ('error' in request) throw new Error(request.error);
  return request;
}

describe('serve', () => {
  let serving: Serving;
  let caFile: string;

  beforeAll(async () => {
    caFile = join(temporaryFolder(afterAll), 'ca.crt');
    serving = serve('--ca-file-out', caFile);
    await untilListening(serving);
  });

  afterAll(() => serving.child.kill('SIGKILL'));

  it('says where it listens, on free ports', () => {
    const ports = ['webhooks', 'health', 'extender'].map(name => portOf(serving, name));
    expect(new Set(ports).size).toBe(3);
    expect(serving.stderr()).toMatch(/^serving \/pod\/mutate .*\/storageclass\/validate/);
  });

  it('answers over TLS to whoever trusts the CA it wrote', async () => {
    const client = webhookClient(portOf(serving, 'webhooks'), readFileSync(caFile, 'utf8'));
    const denied = await postReview(client, '/storageclass/validate', requestOf(BAD_CLASS));
    expect(denied).toMatchObject({ uid: 'served-1', allowed: false });
    expect(denied.status?.message).toMatch(/^iomesh-sc-fstype-invalid: /);
    const allowed = await postReview(client, '/storageclass/validate', requestOf(GOOD_CLASS));
    expect(allowed).toMatchObject({ uid: 'served-1', allowed: true });
    client.agent.destroy();
  });

  it.each(['/healthz', '/readyz', '/metrics'])('answers %s', async path => {
    const response = await fetch(`http://127.0.0.1:${portOf(serving, 'health')}${path}`);
    expect(response.status).toBe(200);
  });

  it('goes on serving after SIGTERM, so that nothing fails, and says that it is not ready', async () => {
    serving.child.kill('SIGTERM');
    const ready = async () => (await fetch(`http://127.0.0.1:${portOf(serving, 'health')}/readyz`)).status;
    await vi.waitFor(async () => expect(await ready()).toBe(503), { timeout: 5000 });
    const client = webhookClient(portOf(serving, 'webhooks'), readFileSync(caFile, 'utf8'));
    const answer = await postReview(client, '/storageclass/validate', requestOf(GOOD_CLASS));
    expect(answer.allowed).toBe(true);
    client.agent.destroy();
  });

  it('a second SIGTERM ends it', async () => {
    serving.child.kill('SIGTERM');
    await serving.exit;
    expect(serving.child.signalCode).toBe('SIGTERM');
  });
});

describe('serve on a terminal', () => {
  it('ends at once with exit code 0 at SIGINT', async () => {
    const serving = serve();
    await untilListening(serving);
    const port = portOf(serving, 'health');
    serving.child.kill('SIGINT');
    expect(await serving.exit).toBe(0);
    await expect(fetch(`http://127.0.0.1:${port}/healthz`)).rejects.toThrow();
  });
});

describe('serve that cannot begin', () => {
  it('a CA file that cannot be written: it ends, with exit code 2', async () => {
    const file = join(temporaryFolder(), 'no', 'such', 'folder', 'ca.crt');
    const { code, stderr } = await spawnStowage(['serve', ...LOCAL, '--ca-file-out', file]);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^error: --ca-file-out: .* cannot be written: ENOENT/);
    expect(existsSync(file)).toBe(false);
  });

  it('a port that is taken: it ends, with exit code 3', async () => {
    const other = createServer();
    await new Promise<void>(resolve => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    const { code, stderr } = await spawnStowage(['serve', ...LOCAL, '--ops-port', String(port)]);
    other.close();
    expect(code).toBe(3);
    expect(stderr).toContain(`Cannot listen on 127.0.0.1:${port}`);
    expect(stderr).not.toContain('    at ');
  });

  it.each([
    ['a port that is none', ['--webhook-port', 'https'], 'webhookPort must be integer'],
    ['a port beyond all', ['--webhook-port', '70000'], 'webhookPort must be <= 65535'],
    ['a log level that is none', ['--log-level', 'loud'], "'loud' is invalid"],
  ])('%s: exit code 2', async (_what, args, reason) => {
    const { code, stderr } = await stowage(['serve', ...LOCAL, ...args]);
    expect(code).toBe(2);
    expect(stderr).toContain(reason);
  });
});
