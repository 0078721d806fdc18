import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';

/** Every component listens on loopback only. */
export const HOST = '127.0.0.1';

/** Below the ports that systems hand out by themselves: nobody is given one between our look and our use. */
const FIRST_PORT = 20_000;
const LAST_PORT = 29_999;

async function isFree(port: number): Promise<boolean> {
  const server = createServer().listen(port, HOST);
  try {
    await once(server, 'listening');
  } catch {
    return false;
  }
  server.close();
  await once(server, 'close');
  return true;
}

/** A port on loopback that nobody listens on. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(FIRST_PORT, LAST_PORT + 1);
    if (await isFree(port)) return port;
  }
}

type Ports = readonly [number, number, number, number, number];

/** Different ports on loopback that nobody listens on, one for each address of a control plane. */
export async function freePorts(): Promise<Ports> {
  const ports = await Promise.all([freePort(), freePort(), freePort(), freePort(), freePort()]);
  return new Set(ports).size === ports.length ? ports : await freePorts();
}
