import { once } from 'node:events';
import { createServer as createHttpServer } from 'node:http';
import type { RequestListener, Server as HttpServer, ServerOptions } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { Server as HttpsServer } from 'node:https';
import type { CertificatePair } from '../certs/types.ts';
import { AppError } from '../core/errors.ts';
import { ConnectionGuard } from './connection-guard.ts';
import type { ServerLimits } from './limits.ts';
import { secureContextOf } from './serving-certificate.ts';

/** Where a listener is bound. */
export interface ListenAddress {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
}

/** A server with its connections bounded. */
export interface Listener<Server extends HttpServer | HttpsServer = HttpServer | HttpsServer> {
  readonly server: Server;
  readonly connections: ConnectionGuard;
}

const MAX_HEADERS = 100;

function serverOptions(limits: ServerLimits): ServerOptions {
  return {
    keepAliveTimeout: limits.keepAliveTimeoutMs,
    headersTimeout: limits.headersTimeoutMs,
    requestTimeout: limits.requestTimeoutMs,
    connectionsCheckingInterval: limits.checkingIntervalMs,
    maxHeaderSize: limits.maxHeaderBytes,
  };
}

function guarded<Server extends HttpServer | HttpsServer>(
  server: Server,
  limits: ServerLimits,
): Listener<Server> {
  const connections = new ConnectionGuard(limits.maxConnections);
  server.timeout = limits.idleTimeoutMs;
  server.maxHeadersCount = MAX_HEADERS;
  server.on('connection', socket => connections.admit(socket));
  return { server, connections };
}

/** Makes a plain HTTP listener. */
export function createPlainListener(handler: RequestListener, limits: ServerLimits): Listener<HttpServer> {
  return guarded(createHttpServer(serverOptions(limits), handler), limits);
}

/**
 * Makes an HTTPS listener: TLS 1.3 and HTTP/1.1, the only protocol kube-apiserver speaks to webhooks. Given authorities of
 * clients, it asks clients for certificates and takes connections without one nevertheless.
 */
export function createSecureListener(
  handler: RequestListener,
  certificate: CertificatePair,
  limits: ServerLimits,
  clientCaPem?: string,
): Listener<HttpsServer> {
  const options = {
    ...serverOptions(limits),
    ...secureContextOf(certificate, clientCaPem),
    requestCert: clientCaPem !== undefined,
    rejectUnauthorized: false,
    ALPNProtocols: ['http/1.1'],
    handshakeTimeout: limits.handshakeTimeoutMs,
  };
  return guarded(createHttpsServer(options, handler), limits);
}

/**
 * Starts to listen and says on which port.
 * @throws AppError when the address cannot be had.
 */
export async function listen({ server }: Listener, { host, port }: ListenAddress): Promise<number> {
  server.listen(port, host);
  try {
    await once(server, 'listening');
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new AppError('ERR_SERVER_LISTEN', { address: `${host}:${port}`, reason }, { cause: error });
  }
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : port;
}

/** Stops listening and closes every connection; nothing happens when it was not listening. */
export async function stop({ server, connections }: Listener): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  server.close(() => resolve());
  connections.closeAll();
  await promise;
}
