import { once } from 'node:events';
import { connect, createServer } from 'node:tls';
import { onTestFinished } from 'vitest';
import { OwnServer } from '../../../src/certs/own-server.ts';
import type { CertificatePair } from '../../../src/certs/types.ts';
import { secureContextOf } from '../../../src/server/serving-certificate.ts';
import { HOST_NAME } from './replica.ts';

const HOST = '127.0.0.1';

/** A TLS server on loopback, until the test ends. */
export interface TlsServer {
  readonly port: number;
  readonly own: OwnServer;
  /** Connects as kube-apiserver does, with exactly this caBundle: `trusted`, or the code of the error. */
  readonly connect: (caBundle: string) => Promise<string>;
}

/** Connects to a port of loopback as kube-apiserver does. */
async function tlsVerdict(port: number, caBundle: string): Promise<string> {
  const socket = connect({ port, host: HOST, servername: HOST_NAME, ca: caBundle, minVersion: 'TLSv1.3' });
  try {
    await once(socket, 'secureConnect');
    return 'trusted';
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? String(error);
  } finally {
    socket.destroy();
  }
}

/** Starts a TLS server that reloads its certificate as ours does. */
export async function startTlsServer(pair: CertificatePair, own = new OwnServer()): Promise<TlsServer> {
  const server = createServer(secureContextOf(pair), socket => socket.on('error', () => undefined));
  server.on('tlsClientError', () => undefined);
  server.listen(0, HOST);
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  own.attach({ host: '0.0.0.0', port, hostName: HOST_NAME }, next =>
    server.setSecureContext(secureContextOf(next)),
  );
  return { port, own, connect: async caBundle => await tlsVerdict(port, caBundle) };
}
