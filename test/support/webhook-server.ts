import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import { Agent, request as httpsRequest } from 'node:https';
import { connect as connectTcp } from 'node:net';
import type { Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { ConnectionOptions, TLSSocket } from 'node:tls';
import { onTestFinished } from 'vitest';
import { issueCertificateAuthority, issueServingCertificate } from '../../src/certs/issue.ts';
import { allowed } from '../../src/core/admission-response.ts';
import type { HookFunction } from '../../src/server/hook-function.ts';
import { createServers } from '../../src/server/servers.ts';
import type { Ports, Servers, ServersOptions } from '../../src/server/servers.ts';
import { createAdmissionMetrics } from '../../src/telemetry/admission-metrics.ts';
import { createLog } from '../../src/telemetry/log.ts';
import { createRegistry } from '../../src/telemetry/metrics.ts';

const HOST = '127.0.0.1';
const NAME = 'stowage-webhook.stowage-system.svc';

const now = new Date();
const AUTHORITY = await issueCertificateAuthority({ now, days: 365 });

/** The sample that counts the pod reviews which are being answered. */
export const IN_FLIGHT = 'controller_runtime_webhook_requests_in_flight{webhook="/pod/mutate"}';

/** A new serving certificate for the test server. */
export function newServingCertificate() {
  return issueServingCertificate({ ca: AUTHORITY, dnsNames: [NAME], now, days: 7 });
}

const CERTIFICATE = await newServingCertificate();

/** An HTTP answer, whole. */
export interface HttpAnswer {
  readonly code: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** What a test sends. */
export interface Sending {
  readonly path?: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string | number>>;
  /** Written piece by piece, without a content length when there are several. */
  readonly body?: string | Buffer | readonly (string | Buffer)[];
  readonly agent?: Agent;
}

/** A running server, and hands to it. */
export interface RunningServer {
  readonly servers: Servers;
  readonly ports: Ports;
  /** The log so far, a line each. */
  readonly lines: readonly string[];
  readonly send: (sending: Sending) => Promise<HttpAnswer>;
  /** Sends a review as kube-apiserver does and reads the response of the answer. */
  readonly review: (
    body: unknown,
    path?: string,
  ) => Promise<HttpAnswer & { readonly response: Record<string, unknown> }>;
  readonly ops: (path: string) => Promise<HttpAnswer>;
  /** The value of one sample of the metrics. */
  readonly sample: (sample: string) => Promise<number | undefined>;
  readonly rawTls: (options?: ConnectionOptions) => Promise<TLSSocket>;
  readonly rawTcp: () => Promise<Socket>;
}

/** Options that a test may set; hooks by path. */
export type TestOptions = Partial<Omit<ServersOptions, 'hooks'>> & {
  readonly hooks?: Readonly<Record<string, HookFunction>>;
};

async function bodyOf(message: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

function tlsOptions(port: number): ConnectionOptions {
  return { host: HOST, port, servername: NAME, ca: AUTHORITY.certificatePem, ALPNProtocols: ['http/1.1'] };
}

async function send(
  port: number,
  { path = '/pod/mutate', method = 'POST', headers, body = '', agent }: Sending,
) {
  const request = httpsRequest({
    ...tlsOptions(port),
    path,
    method,
    agent: agent ?? false,
    headers: { 'Content-Type': 'application/json', ...headers },
  });
  const answered = once(request, 'response');
  // The server may answer and go before all is written.
  request.on('error', () => undefined);
  if (Array.isArray(body)) {
    for (const piece of body) request.write(piece);
    request.end();
  } else {
    request.end(body);
  }
  const [message] = await answered;
  return { code: message.statusCode ?? 0, headers: message.headers, body: await bodyOf(message) };
}

async function getPlain(port: number, path: string): Promise<HttpAnswer> {
  const request = httpRequest({ host: HOST, port, path, agent: false }).end();
  const [message] = await once(request, 'response');
  return { code: message.statusCode ?? 0, headers: message.headers, body: await bodyOf(message) };
}

async function opened<Connection extends Socket>(socket: Connection, event: string): Promise<Connection> {
  onTestFinished(() => void socket.destroy());
  await once(socket, event);
  return socket.on('error', () => undefined);
}

/** Starts the servers on free ports with a hook that allows everything; they stop when the test ends. */
export async function startServer({ hooks, ...options }: TestOptions = {}): Promise<RunningServer> {
  const lines: string[] = [];
  const registry = createRegistry();
  const table = new Map(Object.entries(hooks ?? { '/pod/mutate': request => allowed(request.uid) }));
  const servers = createServers({
    hooks: table,
    readiness: { cannotDecide: () => undefined, notReady: () => [] },
    certificate: CERTIFICATE,
    webhookAddress: { host: HOST, port: 0 },
    opsAddress: { host: HOST, port: 0 },
    log: createLog('debug', { write: line => void lines.push(line) }),
    metrics: createAdmissionMetrics(registry, table.keys()),
    metricsPage: registry,
    ...options,
  });
  const ports = await servers.listen();
  onTestFinished(() => servers.close());
  return {
    servers,
    ports,
    lines,
    send: sending => send(ports.webhook, sending),
    async review(body, path = '/pod/mutate') {
      const answer = await send(ports.webhook, { path, body: JSON.stringify(body) });
      return { ...answer, response: JSON.parse(answer.body).response };
    },
    ops: path => getPlain(ports.ops, path),
    sample: async sample => sampleIn((await getPlain(ports.ops, '/metrics')).body, sample),
    rawTls: changes => opened(connectTls({ ...tlsOptions(ports.webhook), ...changes }), 'secureConnect'),
    rawTcp: () => opened(connectTcp(ports.webhook, HOST), 'connect'),
  };
}

/** An agent that keeps connections as kube-apiserver's transport does. */
export function keepAliveAgent(): Agent {
  const agent = new Agent({ keepAlive: true, maxFreeSockets: 25, scheduling: 'lifo', maxCachedSessions: 0 });
  onTestFinished(() => agent.destroy());
  return agent;
}

/** Everything a socket sends until it is closed. */
export async function readToEnd(socket: Socket): Promise<string> {
  let text = '';
  socket.on('data', chunk => (text += chunk.toString('latin1')));
  if (!socket.closed) await once(socket, 'close');
  return text;
}

/** The value of one sample in a page of metrics. */
export function sampleIn(page: string, sample: string): number | undefined {
  const line = page.split('\n').find(candidate => candidate.startsWith(`${sample} `));
  return line === undefined ? undefined : Number(line.slice(sample.length + 1));
}
