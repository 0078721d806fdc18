import { connect, createSecureContext } from 'node:tls';
import type { TLSSocket } from 'node:tls';
import { oncePer } from '../../src/core/once-per.ts';

/** Where a connection goes. */
export interface Target {
  readonly host: string;
  readonly port: number;
  /** The name that the certificate must have. */
  readonly servername: string;
  /** PEM certificate of the CA. */
  readonly ca: string;
}

/** An HTTP answer. */
export interface Reply {
  readonly code: number;
  /** Seconds after which to ask again, if the server says so. */
  readonly retryAfter: number | undefined;
  /** Whether the server gives the connection up. */
  readonly closes: boolean;
  readonly body: string;
}

/** The certificates are read once: a client that is slow at handshakes would only measure itself. */
const secureContextOf = oncePer(({ ca }: Target) => createSecureContext({ ca, minVersion: 'TLSv1.3' }));

const HEAD_END = '\r\n\r\n';
const STATUS = /^HTTP\/1\.1 (\d{3}) /;
const LENGTH = /\r\ncontent-length: (\d+)/i;
const RETRY_AFTER = /\r\nretry-after: (\d+)\r\n/i;
const CLOSES = /\r\nconnection: close(?:\r\n|$)/i;

function replyOf(head: string, body: string): Reply {
  const retryAfter = RETRY_AFTER.exec(`${head}\r\n`)?.[1];
  return {
    code: Number(STATUS.exec(head)?.[1]),
    retryAfter: retryAfter === undefined ? undefined : Number(retryAfter),
    closes: CLOSES.test(head),
    body,
  };
}

interface Waiting {
  readonly resolve: (reply: Reply) => void;
  readonly reject: (error: Error) => void;
}

/** Failures by the names that Go gives them, in which the API server reports them. */
function failureOf(error: Error | undefined): Error {
  if (error === undefined) return new Error('EOF');
  return new Error('code' in error ? String(error.code) : error.message, { cause: error });
}

/**
 * One HTTP/1.1 connection over TLS, written on the socket itself: the client must cost little, because it shares a small
 * machine with the server that it measures. Reads answers with a Content-Length only, which is what is sent here.
 */
export class Connection {
  /** Told once, when the connection is gone. */
  onClose: () => void = () => undefined;
  readonly #socket: TLSSocket;
  #waiting: Waiting | undefined;
  #received = '';
  #error: Error | undefined;

  private constructor(socket: TLSSocket) {
    this.#socket = socket;
    socket.setEncoding('latin1');
    socket.on('data', (text: string) => this.#take(text));
    socket.on('error', error => (this.#error = error));
    socket.on('end', () => this.#gone());
    socket.on('close', () => this.#gone());
  }

  /** Opens a connection with a full handshake: kube-apiserver keeps no sessions. */
  static open(target: Target): Promise<Connection> {
    const { promise, resolve, reject } = Promise.withResolvers<Connection>();
    const { host, port, servername } = target;
    const secureContext = secureContextOf(target);
    const socket = connect({ host, port, servername, secureContext, ALPNProtocols: ['http/1.1'] });
    const onError = (error: Error) => reject(failureOf(error));
    const onClose = () => reject(failureOf(undefined));
    socket.once('error', onError).once('close', onClose);
    socket.once('secureConnect', () => {
      socket.off('error', onError).off('close', onClose);
      socket.setNoDelay(true);
      resolve(new Connection(socket));
    });
    return promise;
  }

  get isOpen(): boolean {
    return !this.#socket.destroyed && this.#socket.readable;
  }

  /** Writes a request and waits for its answer; one at a time. Rejects when the connection ends before the answer. */
  send(request: Buffer): Promise<Reply> {
    if (!this.isOpen) return Promise.reject(failureOf(this.#error));
    const { promise, resolve, reject } = Promise.withResolvers<Reply>();
    this.#waiting = { resolve, reject };
    this.#received = '';
    this.#socket.write(request);
    return promise;
  }

  close(): void {
    this.#socket.destroy();
  }

  #take(text: string): void {
    this.#received = this.#received === '' ? text : this.#received + text;
    const headEnd = this.#received.indexOf(HEAD_END);
    if (headEnd < 0) return;
    const bodyStart = headEnd + HEAD_END.length;
    const head = this.#received.slice(0, headEnd);
    if (this.#received.length - bodyStart < Number(LENGTH.exec(head)?.[1] ?? 0)) return;
    const waiting = this.#waiting;
    this.#waiting = undefined;
    waiting?.resolve(replyOf(head, this.#received.slice(bodyStart)));
  }

  #gone(): void {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    this.#socket.destroy();
    waiting?.reject(failureOf(this.#error));
    const { onClose } = this;
    this.onClose = () => undefined;
    onClose();
  }
}
