import { describe, expect, it, vi } from 'vitest';
import { spawnStowage, stowage, temporaryFolder } from '../support/cli.ts';
import type { CliEnd, CliSurroundings } from '../support/cli.ts';

const PLAIN = { NO_COLOR: '1', FORCE_COLOR: undefined };

/** The certificates of the demo are checked by the real clock. */
async function demo(args: readonly string[] = [], surroundings: CliSurroundings = {}): Promise<CliEnd> {
  return await stowage(['demo', ...args], { ...surroundings, now: new Date().toISOString() });
}

function sockets(): readonly string[] {
  return process.getActiveResourcesInfo().filter(name => /TCP|TLS/.test(name));
}

/** One line of each scene that nothing but a right answer prints. */
const SCENES: readonly (readonly [scene: string, ...lines: readonly RegExp[]])[] = [
  [
    'a StatefulSet on TopoLVM',
    /^StatefulSet shop\/db → PersistentVolumeClaim shop\/data-db-0$/m,
    /^\+ {4}stowage\.dev\/topology: ssd$/m,
    /^StatefulSet shop\/db → Pod shop\/db-0$/m,
    /^\+ {4}capacity\.topolvm\.io\/ssd: '53687091200'$/m,
    /^\+ {10}topolvm\.io\/capacity: '1'$/m,
  ],
  [
    'a pod on the second IOMesh cluster',
    /^Pod shop\/orders$/m,
    /^\+ +- key: kubernetes\.io\/hostname\n\+ +operator: In\n\+ +values:\n\+ +- k8s-worker-3\n\+ +- k8s-worker-4\n\+ +- k8s-worker-5$/m,
  ],
  [
    'a pod with a local disk',
    /^Pod shop\/cache$/m,
    /^\+ +preferredDuringSchedulingIgnoredDuringExecution:$/m,
    /^\+ +- key: topology\.iomesh-localpv-manager\.csi\/node\n\+ +operator: In\n\+ +values:\n\+ +- k8s-worker-1$/m,
  ],
  [
    'a StorageClass with "ex4"',
    /^StorageClass fast\ndenied$/m,
    /^iomesh-sc-fstype-invalid: fstype "ex4" is not supported .* Fix: Did you mean "ext4"\?/m,
    /^sc-misplaced-field: /m,
    /^iomesh-sc-replica-factor-invalid: /m,
  ],
];

describe('demo', () => {
  it('a process of its own shows the four scenes, ends by itself with exit code 0, in less than 10 seconds', async () => {
    const start = performance.now();
    const { code, stdout, stderr } = await spawnStowage(['demo'], { variables: PLAIN });
    expect(performance.now() - start).toBeLessThan(10_000);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    for (const [scene, ...lines] of SCENES) for (const line of lines) expect(stdout, scene).toMatch(line);
    expect(stdout.match(/^── /gm)).toHaveLength(SCENES.length);
    expect(stdout).toMatch(/^Next:\n {2}check your own manifests {4}stowage check PATH$/m);
    expect(stdout).not.toContain('\u001B');
  });

  it('leaves nothing open behind it', async () => {
    const before = sockets();
    expect(await demo()).toMatchObject({ code: 0 });
    await vi.waitFor(() => expect(sockets()).toEqual(before));
  });

  it('does not depend on where it is started, nor on the configuration there', async () => {
    const variables = { STOWAGE_ANNOTATE_CLAIMS: 'false', STOWAGE_WEBHOOK_PORT: 'none' };
    const elsewhere = await demo([], { cwd: temporaryFolder(), variables });
    expect(elsewhere).toEqual(await demo());
  });

  it('says the same every time', async () => {
    expect(await demo()).toEqual(await demo());
  });

  it('is coloured on a terminal', async () => {
    const { stdout } = await demo([], { isTTY: true });
    expect(stdout).toContain('\u001B[31mdenied\u001B[39m');
  });

  it('is not coloured when asked not to be', async () => {
    const { stdout } = await demo(['--color', 'never'], { isTTY: true });
    expect(stdout).not.toContain('\u001B');
  });

  it('names the commands as the user called it', async () => {
    const { stdout } = await demo([], { command: 'kubectl stowage' });
    expect(stdout).toContain('kubectl stowage check PATH');
  });
});
