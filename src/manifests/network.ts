import type { KubernetesObject } from '../core/kubernetes-object.ts';
import { PORTS, selectorLabels, webhookServiceName } from './names.ts';
import type { Installation } from './names.ts';

/** The Services of the webhooks and of the metrics, and who may talk to whom. */
export function networkObjects(installation: Installation): readonly KubernetesObject[] {
  const { name, namespace } = installation;
  const labels = selectorLabels(installation);
  return [
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: webhookServiceName(installation), namespace, labels },
      spec: {
        selector: labels,
        ports: [{ name: 'webhook', port: 443, protocol: 'TCP', targetPort: 'webhook' }],
      },
    },
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: `${name}-ops`, namespace, labels },
      spec: {
        selector: labels,
        ports: [{ name: 'ops', port: PORTS.ops, protocol: 'TCP', targetPort: 'ops' }],
      },
    },
    {
      apiVersion: 'policy/v1',
      kind: 'PodDisruptionBudget',
      metadata: { name, namespace, labels },
      spec: {
        maxUnavailable: 1,
        unhealthyPodEvictionPolicy: 'AlwaysAllow',
        selector: { matchLabels: labels },
      },
    },
    networkPolicy(installation),
  ];
}

/**
 * kube-apiserver calls from addresses that no selector names, so the webhook's port is open to all; every byte it gets is
 * taken for hostile. Metrics are for namespaces that say they monitor. Out go DNS and the API server, on whatever port.
 */
function networkPolicy(installation: Installation): KubernetesObject {
  const { name, namespace } = installation;
  const monitoring = { namespaceSelector: { matchLabels: { 'stowage.dev/monitoring': 'true' } } };
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name, namespace },
    spec: {
      podSelector: { matchLabels: selectorLabels(installation) },
      policyTypes: ['Ingress', 'Egress'],
      ingress: [
        { ports: [{ port: PORTS.webhook, protocol: 'TCP' }] },
        { from: [monitoring], ports: [{ port: PORTS.ops, protocol: 'TCP' }] },
      ],
      egress: [
        {
          ports: [
            { port: 53, protocol: 'UDP' },
            { port: 53, protocol: 'TCP' },
          ],
        },
        {
          ports: [
            { port: 443, protocol: 'TCP' },
            { port: 6443, protocol: 'TCP' },
          ],
        },
      ],
    },
  };
}
