import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { buildImageRoot } from '../../scripts/build-image-root.ts';
import { MAIN, stowage, temporaryFolder } from '../support/cli.ts';
import { BAD_CLASS } from '../support/manifests.ts';
import { askPolicy } from '../support/policy.ts';

const FREE_PORTS = ['--webhook-port', '0', '--ops-port', '0', '--extender-port', '0'];
const LOCAL = ['serve', '--state', 'examples/cluster', '--address', '127.0.0.1', ...FREE_PORTS];

/** Serves until the test ends; says where the policy API is. */
async function servePolicy(program: string) {
  const child = spawn(process.execPath, [program, ...LOCAL, '--policy-api', 'on'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  const place = /^ +policy +http:\/\/127\.0\.0\.1:(\d+)\/api\/v1\/openapi\.json$/m;
  await vi.waitFor(() => expect(said).toMatch(place), { timeout: 10_000 });
  return { child, port: Number(place.exec(said)?.[1]) };
}

async function bundle(): Promise<string> {
  const root = temporaryFolder();
  await buildImageRoot(root);
  return join(root, 'app', 'stowage.js');
}

it.each([
  ['the sources', () => MAIN],
  ['the image', bundle],
])(
  'serve --policy-api on from %s answers what check prints, and ends at once at SIGINT',
  async (_name, program) => {
    const { child, port } = await servePolicy(await program());
    const args = ['check', '-', '-o', 'json', '--state', 'examples/cluster'];
    const { stdout } = await stowage(args, { stdin: BAD_CLASS });
    expect(await askPolicy(port, { body: BAD_CLASS })).toMatchObject({ code: 200, text: stdout });
    const ended = new Promise(resolve => child.once('exit', resolve));
    child.kill('SIGINT');
    expect(await ended).toBe(0);
  },
);

it.each([
  ['tokens, without an API server', ['--policy-api', 'token'], 'ERR_POLICY_NO_TOKEN_REVIEW'],
  ['another word', ['--policy-api', 'yes'], 'Allowed choices are off, on, token'],
  [
    'client certificates of a file that is not there',
    ['--client-ca-file', '/no/such/file'],
    'ERR_SERVER_CLIENT_CA',
  ],
])('%s: exit code 2', async (_what, flags, reason) => {
  const { code, stderr } = await stowage([...LOCAL, ...flags]);
  expect(code).toBe(2);
  expect(stderr).toContain(reason);
});

it('client certificates of a file that holds none: exit code 2', async () => {
  const file = join(temporaryFolder(), 'ca.pem');
  writeFileSync(file, BAD_CLASS);
  const { code, stderr } = await stowage([...LOCAL, '--client-ca-file', file]);
  expect(code).toBe(2);
  expect(stderr).toContain('it holds no PEM certificate');
});
