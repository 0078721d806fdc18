import { Agent, request } from 'node:https';
import type { IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import type { AdmissionRequest, AdmissionResponse } from '../core/admission.ts';
import { arrayAt, at, objectAt, stringAt } from '../core/json.ts';
import type { JsonValue } from '../core/json.ts';

/** Where a webhook listens, and the CA to trust. */
export interface WebhookClient {
  readonly port: number;
  readonly agent: Agent;
}

/** A client that trusts one CA and reaches the webhook on this machine. */
export function webhookClient(port: number, caPem: string): WebhookClient {
  return { port, agent: new Agent({ ca: caPem, keepAlive: true }) };
}

function decodeResponse(body: JsonValue): AdmissionResponse {
  const response = objectAt(body, 'response');
  const patch = stringAt(response, 'patch');
  const message = stringAt(response, 'status', 'message');
  return {
    uid: stringAt(response, 'uid') ?? '',
    allowed: at(response, 'allowed') === true,
    warnings: arrayAt(response, 'warnings').filter(warning => typeof warning === 'string'),
    ...(message !== undefined && { status: { code: 403, reason: 'Forbidden', message } }),
    ...(patch !== undefined && { patch: JSON.parse(Buffer.from(patch, 'base64').toString('utf8')) }),
  };
}

/** Puts a request to a webhook as an AdmissionReview over TLS, as kube-apiserver does. */
export async function postReview(
  client: WebhookClient,
  path: string,
  admission: AdmissionRequest,
): Promise<AdmissionResponse> {
  const review = { apiVersion: 'admission.k8s.io/v1', kind: 'AdmissionReview', request: admission };
  const sent = request({
    host: 'localhost',
    port: client.port,
    path,
    method: 'POST',
    agent: client.agent,
    headers: { 'content-type': 'application/json' },
  });
  sent.end(JSON.stringify(review));
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    sent.once('response', resolve).once('error', reject);
  });
  return decodeResponse(JSON.parse(await text(response)));
}
