/**
 * Opens connections that do no good, in a process of its own: half-open ones, idle ones, and such that trickle a head or a
 * body. Told the port by its parent; says how long it took until the last one was closed.
 */
import { connect as connectTcp } from 'node:net';
import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { connect as connectTls } from 'node:tls';

const TRICKLE_MS = 500;
const BATCH = 20;
const PAUSE_MS = 10;

function secure(port: number): Socket {
  return connectTls({ host: '127.0.0.1', port, rejectUnauthorized: false, ALPNProtocols: ['http/1.1'] });
}

function trickling(socket: Socket, head: string, piece: string): Socket {
  socket.once('secureConnect', () => {
    socket.write(head);
    const timer = setInterval(() => socket.write(piece), TRICKLE_MS);
    socket.once('close', () => clearInterval(timer));
  });
  return socket;
}

const LINE = 'POST /pod/mutate HTTP/1.1\r\nHost: a\r\n';
const BODY_HEAD = `${LINE}Content-Type: application/json\r\nContent-Length: 4000\r\n\r\n`;

/** Half-open, idle, with a slow head, with a slow body. */
const SORTS: readonly ((port: number) => Socket)[] = [
  port => connectTcp({ host: '127.0.0.1', port }),
  secure,
  port => trickling(secure(port), LINE, 'X-A: b\r\n'),
  port => trickling(secure(port), BODY_HEAD, ' '),
];

/** Seconds from the opening of a connection to its end. */
function lifeOf(socket: Socket): Promise<number> {
  const start = performance.now();
  const { promise, resolve } = Promise.withResolvers<number>();
  socket.on('error', () => undefined).on('data', () => undefined);
  socket.once('close', () => resolve((performance.now() - start) / 1000));
  return promise;
}

process.once('message', async ({ port, count }: { readonly port: number; readonly count: number }) => {
  const lives: Promise<number>[] = [];
  for (let index = 0; index < count; index += 1) {
    const open = SORTS[index % SORTS.length] ?? secure;
    lives.push(lifeOf(open(port)));
    if (index % BATCH === 0) await sleep(PAUSE_MS);
  }
  process.send?.({ opened: lives.length });
  const longest = (await Promise.all(lives)).reduce((most, life) => Math.max(most, life), 0);
  process.send?.({ longest });
});
