import { fileURLToPath } from 'node:url';
import { SERVER_NAME } from './reviews.ts';
import { killer, spawnOn, untilMatch } from './service-process.ts';
import type { ServerProcess } from './service-process.ts';

/** Starts the reference server; with `default` as its keep-alive timeout it closes idle connections as Node does. */
export async function startBare(core: number | undefined, keepAlive = 'long'): Promise<ServerProcess> {
  const file = fileURLToPath(new URL('./bare-server.ts', import.meta.url));
  const child = spawnOn(core, [process.execPath, file, keepAlive], ['ignore', 'pipe', 'inherit']);
  let output = '';
  child.stdout?.on('data', chunk => (output += String(chunk)));
  const [line] = await untilMatch(child, () => output, /^\{.*\}\n/);
  const { port, ca } = JSON.parse(line);
  return {
    pid: child.pid ?? 0,
    target: { host: '127.0.0.1', port, servername: SERVER_NAME, ca },
    child,
    kill: killer(child),
  };
}
