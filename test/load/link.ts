import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import type { Socket } from 'node:net';
import type { Target } from './connection.ts';

/** A way to a server that takes some time, as every way between two machines does. */
export interface Link {
  readonly target: Target;
  readonly close: () => void;
}

function relay(from: Socket, to: Socket, milliseconds: number): void {
  from.on('data', data => setTimeout(() => to.write(data), milliseconds));
  from.on('end', () => setTimeout(() => to.end(), milliseconds));
  from.on('close', () => setTimeout(() => to.destroy(), milliseconds));
  from.on('error', () => undefined);
}

/** Puts a link in front of a server: what is sent, and that a connection ends, arrives so many milliseconds later. */
export async function linkTo(target: Target, milliseconds: number): Promise<Link> {
  const sockets = new Set<Socket>();
  const server = createServer({ allowHalfOpen: true }, near => {
    const far = connect({ host: target.host, port: target.port, allowHalfOpen: true });
    for (const socket of [near, far]) sockets.add(socket.setNoDelay(true));
    relay(near, far, milliseconds);
    relay(far, near, milliseconds);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('no port was given');
  return {
    target: { ...target, host: '127.0.0.1', port: address.port },
    close: () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
