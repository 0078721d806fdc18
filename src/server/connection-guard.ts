import type { Socket } from 'node:net';

function peerOf(socket: Socket): string {
  return `${socket.remoteAddress} ${socket.remotePort}`;
}

/**
 * Bounds the connections of a listener. When there are too many, the oldest one that never carried a good request is
 * closed, so that idle strangers cannot keep kube-apiserver out.
 */
export class ConnectionGuard {
  readonly #max: number;
  readonly #open = new Set<Socket>();
  /** Connections without a good request by peer, because a TLS socket does not tell the socket below; oldest first. */
  readonly #strangers = new Map<string, Socket>();

  constructor(max: number) {
    this.#max = max;
  }

  /** Open connections. */
  get size(): number {
    return this.#open.size;
  }

  /** Takes a new connection in, at the cost of another one when there are too many. */
  admit(socket: Socket): void {
    const peer = peerOf(socket);
    this.#open.add(socket);
    this.#strangers.set(peer, socket);
    socket.once('close', () => {
      this.#open.delete(socket);
      this.#strangers.delete(peer);
    });
    if (this.#open.size > this.#max) this.#closeOldestStranger();
  }

  /** Marks the connection below a request as one that does good work. */
  trust(socket: Socket): void {
    this.#strangers.delete(peerOf(socket));
  }

  /** Closes every connection at once. */
  closeAll(): void {
    for (const socket of this.#open) socket.destroy();
  }

  #closeOldestStranger(): void {
    const [oldest] = this.#strangers;
    if (oldest === undefined) return;
    const [peer, socket] = oldest;
    this.#strangers.delete(peer);
    socket.destroy();
  }
}
