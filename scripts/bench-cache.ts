/**
 * Measures the cache of a large cluster: 5,000 nodes, 100,000 claims and 100,000 pods of realistic size, each list in one piece
 * as kube-apiserver sends it. `--volumes` adds 100,000 PersistentVolumes. Other arguments go to Node.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const SERVER = fileURLToPath(import.meta.resolve('./bench-cache/api-server.ts'));
const MEASURE = fileURLToPath(import.meta.resolve('./bench-cache/measure.ts'));
const BANNER = `import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);`;

/** As the service is to be run: V8 sizes its young generation by the machine, and where memory abounds much garbage lies about. */
const NODE_FLAGS = ['--expose-gc', '--max-semi-space-size=16'];

interface Serving {
  readonly port: number;
  readonly bytes: number;
  readonly objects: string;
}

/** Bundled as the service is: the client library as it is installed takes 75 MiB more. */
async function bundle(folder: string): Promise<string> {
  const outfile = join(folder, 'measure.mjs');
  await build({
    entryPoints: [MEASURE],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node22',
    minify: true,
    keepNames: true,
    banner: { js: BANNER },
    logLevel: 'warning',
  });
  return outfile;
}

async function measure(port: number, flags: readonly string[]): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'stowage-bench-'));
  try {
    const child = fork(await bundle(folder), [String(port)], { execArgv: [...NODE_FLAGS, ...flags] });
    const [code] = (await once(child, 'close')) as [number | null];
    process.exitCode = code ?? 1;
  } finally {
    await rm(folder, { recursive: true });
  }
}

const args = process.argv.slice(2);
const server = fork(SERVER, args, { execArgv: [] });
try {
  const [{ port, bytes, objects }] = (await once(server, 'message')) as [Serving];
  const load = loadavg()[0]?.toFixed(1) ?? '?';
  process.stdout.write(
    `machine      ${cpus().length} x ${cpus()[0]?.model ?? '?'}, load ${load}, Node ${process.versions.node}\n`,
  );
  process.stdout.write(`objects      ${objects}; ${Math.round(bytes / 1e6)} MB of JSON\n`);
  await measure(
    port,
    args.filter(arg => arg !== '--volumes'),
  );
} finally {
  server.kill();
}
