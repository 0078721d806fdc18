import { once } from 'node:events';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { issueCertificateAuthority, issueServingCertificate } from '../../../src/certs/issue.ts';
import { at, stringAt } from '../../../src/core/json.ts';
import type { JsonValue } from '../../../src/core/json.ts';
import type { PatchOperation } from '../../../src/core/json-patch.ts';
import type { ControlPlane } from './control-plane.ts';
import { HOST } from './ports.ts';

/** What another webhook does to new pods of a namespace. */
export interface OtherWebhook {
  /** The name of its configuration: webhooks are called in the order of these. */
  readonly name: string;
  readonly namespace: string;
  /** The patch for a pod; empty to leave it alone. */
  readonly patch: (pod: JsonValue | undefined) => readonly PatchOperation[];
}

function answer(review: JsonValue, { patch }: OtherWebhook): JsonValue {
  const operations = JSON.stringify(patch(at(review, 'request', 'object')));
  return {
    apiVersion: 'admission.k8s.io/v1',
    kind: 'AdmissionReview',
    response: {
      uid: stringAt(review, 'request', 'uid') ?? '',
      allowed: true,
      patchType: 'JSONPatch',
      patch: Buffer.from(operations).toString('base64'),
    },
  };
}

function configuration({ name, namespace }: OtherWebhook, port: number, caPem: string): object {
  return {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'MutatingWebhookConfiguration',
    metadata: { name },
    webhooks: [
      {
        name: `${name}.example.com`,
        admissionReviewVersions: ['v1'],
        sideEffects: 'None',
        clientConfig: { url: `https://localhost:${port}/`, caBundle: Buffer.from(caPem).toString('base64') },
        namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } },
        rules: [{ apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE'], resources: ['pods'] }],
      },
    ],
  };
}

/** Puts another mutating webhook beside ours; returns what takes it away. */
export async function startOtherWebhook(
  { kubectl }: ControlPlane,
  webhook: OtherWebhook,
): Promise<() => Promise<void>> {
  const now = new Date();
  const ca = await issueCertificateAuthority({ now, days: 1 });
  const { certificatePem, privateKeyPem } = await issueServingCertificate({
    ca,
    dnsNames: ['localhost'],
    now,
    days: 1,
  });
  const server = createServer({ cert: certificatePem, key: privateKeyPem }, async (request, response) => {
    const review = (await json(request)) as JsonValue;
    response.setHeader('Content-Type', 'application/json');
    response.end(JSON.stringify(answer(review, webhook)));
  });
  await once(server.listen(0, HOST), 'listening');
  const { port } = server.address() as AddressInfo;
  await kubectl(['create', '-f', '-'], configuration(webhook, port, ca.certificatePem));
  return async () => {
    await kubectl(['delete', 'mutatingwebhookconfiguration', webhook.name]);
    server.closeAllConnections();
    server.close();
  };
}
