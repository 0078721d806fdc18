import { once } from 'node:events';
import { Agent, request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { onTestFinished } from 'vitest';
import type { KubernetesObject } from '../../src/core/kubernetes-object.ts';
import { createExtender } from '../../src/scheduler/extender.ts';
import type { Extender } from '../../src/scheduler/extender.ts';
import type { ExtenderServing } from '../../src/server/servers.ts';
import { createExtenderMetrics } from '../../src/telemetry/extender-metrics.ts';
import { createRegistry } from '../../src/telemetry/metrics.ts';
import { contextOf } from './objects.ts';
import { startServer } from './webhook-server.ts';
import type { HttpAnswer, RunningServer, Sending, TestOptions } from './webhook-server.ts';

const HOST = '127.0.0.1';

/** What a test of the extender may set. */
export interface ExtenderTestOptions extends Omit<TestOptions, 'extender'> {
  readonly state?: readonly KubernetesObject[];
  /** Decides instead of the real extender on `state`. */
  readonly extender?: Extender;
  readonly serving?: Partial<ExtenderServing>;
}

/** What a test calls the extender with. */
export interface Call extends Omit<Sending, 'agent'> {
  /** The body as a value. */
  readonly json?: unknown;
  readonly agent?: Agent;
}

/** A running server with an extender, and hands to it. */
export interface RunningExtender extends RunningServer {
  readonly port: number;
  /** Sends to the extender; POST /predicate unless said. */
  readonly call: (call: Call) => Promise<HttpAnswer>;
  readonly rawExtender: () => Promise<Socket>;
}

async function callPlain(port: number, sent: Call): Promise<HttpAnswer> {
  const { path = '/predicate', method = 'POST', headers, json, body = JSON.stringify(json) ?? '' } = sent;
  const request = httpRequest({
    host: HOST,
    port,
    path,
    method,
    agent: sent.agent ?? false,
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
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk);
  return {
    code: message.statusCode ?? 0,
    headers: message.headers,
    body: Buffer.concat(chunks).toString('utf8'),
  };
}

/** Starts the servers with an extender on a free port; they stop when the test ends. */
export async function startExtender(options: ExtenderTestOptions = {}): Promise<RunningExtender> {
  const { state = [], extender = createExtender(contextOf(state)), serving, ...rest } = options;
  const registry = createRegistry();
  const running = await startServer({
    metricsPage: registry,
    ...rest,
    extender: {
      extender,
      address: { host: HOST, port: 0 },
      metrics: createExtenderMetrics(registry),
      ...serving,
    },
  });
  const port = running.ports.extender ?? 0;
  return {
    ...running,
    port,
    call: sent => callPlain(port, sent),
    async rawExtender() {
      const socket = connect(port, HOST);
      onTestFinished(() => void socket.destroy());
      await once(socket, 'connect');
      return socket.on('error', () => undefined);
    },
  };
}

/** An agent that keeps connections as kube-scheduler's transport does. */
export function plainKeepAliveAgent(): Agent {
  const agent = new Agent({ keepAlive: true, maxFreeSockets: 25, scheduling: 'lifo' });
  onTestFinished(() => agent.destroy());
  return agent;
}
