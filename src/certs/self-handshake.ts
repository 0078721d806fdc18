import { X509Certificate } from 'node:crypto';
import { connect } from 'node:tls';
import type { TLSSocket } from 'node:tls';
import type { CertificatePair } from './types.ts';

/** Where our own server listens. */
export interface OwnAddress {
  /** What it is bound to; wildcards are reached by loopback. */
  readonly host: string;
  readonly port: number;
  /** The name that clients ask for. */
  readonly hostName: string;
}

const LOOPBACK = new Map([
  ['0.0.0.0', '127.0.0.1'],
  ['::', '::1'],
]);
const TIMEOUT_MS = 5_000;

function open({ host, port, hostName }: OwnAddress): TLSSocket {
  return connect({
    host: LOOPBACK.get(host) ?? host,
    port,
    servername: hostName,
    minVersion: 'TLSv1.3',
    // Who trusts the certificate is judged by the caBundles; here only the pair itself is put to the proof.
    rejectUnauthorized: false,
  });
}

async function presentedOn(socket: TLSSocket): Promise<X509Certificate | undefined> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  socket.once('secureConnect', resolve);
  socket.once('close', () => reject(new Error('the connection was closed')));
  socket.on('error', reject);
  socket.setTimeout(TIMEOUT_MS, () => reject(new Error(`no handshake within ${TIMEOUT_MS / 1000} s`)));
  await promise;
  return socket.getPeerX509Certificate();
}

/**
 * Connects to our own server as kube-apiserver does.
 * @throws Error unless the handshake succeeds and exactly this certificate is presented.
 */
export async function selfHandshake(address: OwnAddress, pair: CertificatePair): Promise<void> {
  const socket = open(address);
  try {
    const presented = await presentedOn(socket);
    const expected = new X509Certificate(pair.certificatePem);
    if (presented?.fingerprint256 !== expected.fingerprint256) {
      throw new Error('another certificate is presented');
    }
  } finally {
    socket.destroy();
  }
}
