import type { JsonObject } from '../core/json.ts';
import type { KubernetesObject } from '../core/kubernetes-object.ts';
import { PORTS, certificateSecretName, selectorLabels, webhookServiceName } from './names.ts';
import type { Installation } from './names.ts';

/** The user of distroless images. */
const NON_ROOT = 65_532;

function probe(path: string, periodSeconds: number, failureThreshold: number): JsonObject {
  return { httpGet: { path, port: 'ops' }, periodSeconds, failureThreshold, timeoutSeconds: 5 };
}

function argumentsOf(installation: Installation): readonly string[] {
  return [
    'serve',
    `--own-namespace=${installation.namespace}`,
    `--service-name=${webhookServiceName(installation)}`,
    `--cert-mode=${installation.certificates}`,
    `--ca-secret-name=${certificateSecretName(installation)}`,
  ];
}

function container(installation: Installation): JsonObject {
  return {
    name: 'stowage',
    image: installation.image,
    args: argumentsOf(installation),
    ports: [
      { name: 'webhook', containerPort: PORTS.webhook, protocol: 'TCP' },
      { name: 'ops', containerPort: PORTS.ops, protocol: 'TCP' },
    ],
    startupProbe: probe('/healthz', 1, 60),
    readinessProbe: probe('/readyz', 2, 1),
    livenessProbe: probe('/livez', 10, 3),
    resources: { requests: { cpu: '100m', memory: '256Mi' }, limits: { memory: '512Mi' } },
    securityContext: {
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
      readOnlyRootFilesystem: true,
    },
    volumeMounts: [
      { name: 'token', mountPath: '/var/run/secrets/kubernetes.io/serviceaccount', readOnly: true },
    ],
  };
}

/** The account's token, renewed every hour, in the place where clients look for it. */
const TOKEN_VOLUME: JsonObject = {
  name: 'token',
  projected: {
    defaultMode: 0o444,
    sources: [
      { serviceAccountToken: { expirationSeconds: 3600, path: 'token' } },
      { configMap: { name: 'kube-root-ca.crt', items: [{ key: 'ca.crt', path: 'ca.crt' }] } },
      { downwardAPI: { items: [{ path: 'namespace', fieldRef: { fieldPath: 'metadata.namespace' } }] } },
    ],
  },
};

function spread(topologyKey: string, labels: Readonly<Record<string, string>>): JsonObject {
  return {
    maxSkew: 1,
    topologyKey,
    whenUnsatisfiable: 'ScheduleAnyway',
    labelSelector: { matchLabels: labels },
  };
}

/** The service itself: two replicas, spread, replaced one by one without a gap, as restricted as pods can be. */
export function deployment(installation: Installation): KubernetesObject {
  const { name, namespace } = installation;
  const labels = selectorLabels(installation);
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace, labels },
    spec: {
      replicas: 2,
      minReadySeconds: 5,
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: {
          serviceAccountName: name,
          automountServiceAccountToken: false,
          priorityClassName: 'system-cluster-critical',
          terminationGracePeriodSeconds: 60,
          securityContext: {
            runAsNonRoot: true,
            runAsUser: NON_ROOT,
            runAsGroup: NON_ROOT,
            fsGroup: NON_ROOT,
            seccompProfile: { type: 'RuntimeDefault' },
          },
          topologySpreadConstraints: [
            spread('kubernetes.io/hostname', labels),
            spread('topology.kubernetes.io/zone', labels),
          ],
          containers: [container(installation)],
          volumes: [TOKEN_VOLUME],
        },
      },
    },
  };
}
