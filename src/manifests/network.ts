import type { JsonObject } from '../core/json.ts';
import type { KubernetesObject } from '../core/kubernetes-object.ts';
import { namespacedMetadata, PORTS, selectorLabels, webhookServiceName } from './names.ts';
import type { Installation } from './names.ts';

/** Where kube-apiserver calls the webhooks. */
const HTTPS = 443;

function service(installation: Installation, name: string, port: JsonObject): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: namespacedMetadata(installation, name),
    spec: { type: 'ClusterIP', selector: selectorLabels(installation), ports: [port] },
  };
}

function port(number: number, protocol = 'TCP'): JsonObject {
  return { port: number, protocol };
}

/**
 * kube-apiserver calls from addresses that no selector names, so the webhook's port is open to all; every byte it gets is
 * taken for hostile. Metrics are for namespaces that say they monitor. Out go DNS and the usual ports of API servers.
 */
function networkPolicy(installation: Installation): KubernetesObject {
  const monitoring = { namespaceSelector: { matchLabels: { 'stowage.dev/monitoring': 'true' } } };
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: namespacedMetadata(installation, installation.name),
    spec: {
      podSelector: { matchLabels: selectorLabels(installation) },
      policyTypes: ['Ingress', 'Egress'],
      ingress: [{ ports: [port(PORTS.webhook)] }, { from: [monitoring], ports: [port(PORTS.ops)] }],
      egress: [{ ports: [port(53, 'UDP'), port(53)] }, { ports: [port(HTTPS), port(6443)] }],
    },
  };
}

/** The Services of the webhooks and of the metrics, and who may talk to whom. */
export function networkObjects(installation: Installation): readonly KubernetesObject[] {
  return [
    service(installation, webhookServiceName(installation), {
      name: 'webhook',
      ...port(HTTPS),
      targetPort: 'webhook',
    }),
    service(installation, `${installation.name}-ops`, { name: 'ops', ...port(PORTS.ops), targetPort: 'ops' }),
    networkPolicy(installation),
  ];
}
