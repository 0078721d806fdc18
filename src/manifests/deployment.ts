import type { JsonObject } from '../core/json.ts';
import type { KubernetesObject } from '../core/kubernetes-object.ts';
import {
  CONFIG_FILE,
  PORTS,
  PRIORITY_CLASS,
  authoritySecretName,
  configMapName,
  namespacedMetadata,
  selectorLabels,
  servingSecretName,
  webhookServiceName,
} from './names.ts';
import type { Installation } from './names.ts';

/** The user of distroless images. */
const NON_ROOT = 65_532;

/**
 * The heap gets a share of the memory limit, so that a larger limit needs no other number; the rest is for TLS, buffers and
 * code. The young generation is kept small: with 100,000 claims and pods in the cache that saves a third of the memory
 * (`npm run bench:cache`).
 */
const NODE_OPTIONS = '--max-old-space-size-percentage=65 --max-semi-space-size=16';

function probe(path: string, periodSeconds: number, failureThreshold: number): JsonObject {
  return { httpGet: { path, port: 'ops' }, periodSeconds, failureThreshold, timeoutSeconds: 5 };
}

/** What the installation decides goes in as flags: they win over the configuration file. */
function argumentsOf(installation: Installation): readonly string[] {
  const { certificates, excludedNamespaces, namespace } = installation;
  return [
    'serve',
    `--config=${CONFIG_FILE.folder}/${CONFIG_FILE.key}`,
    `--webhook-port=${PORTS.webhook}`,
    `--ops-port=${PORTS.ops}`,
    `--own-namespace=${namespace}`,
    `--excluded-namespaces=${excludedNamespaces.join(',')}`,
    `--service-name=${webhookServiceName(installation)}`,
    `--ca-secret-name=${authoritySecretName(installation)}`,
    `--cert-secret-name=${servingSecretName(installation)}`,
    ...(certificates === undefined ? [] : [`--cert-mode=${certificates}`]),
  ];
}

function container(installation: Installation): JsonObject {
  return {
    name: 'stowage',
    image: installation.image,
    imagePullPolicy: 'IfNotPresent',
    args: argumentsOf(installation),
    env: [{ name: 'NODE_OPTIONS', value: NODE_OPTIONS }],
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
      { name: 'config', mountPath: CONFIG_FILE.folder, readOnly: true },
      { name: 'token', mountPath: '/var/run/secrets/kubernetes.io/serviceaccount', readOnly: true },
    ],
  };
}

/** The account's token, renewed every hour, in the place where clients look for it. */
const TOKEN_VOLUME: JsonObject = {
  name: 'token',
  projected: {
    sources: [
      { serviceAccountToken: { expirationSeconds: 3600, path: 'token' } },
      { configMap: { name: 'kube-root-ca.crt', items: [{ key: 'ca.crt', path: 'ca.crt' }] } },
      { downwardAPI: { items: [{ path: 'namespace', fieldRef: { fieldPath: 'metadata.namespace' } }] } },
    ],
  },
};

/** Counts the pods of one revision only: in a rollout the old ones do not push the new ones together. */
function spread(installation: Installation, topologyKey: string): JsonObject {
  return {
    maxSkew: 1,
    topologyKey,
    whenUnsatisfiable: 'ScheduleAnyway',
    labelSelector: { matchLabels: selectorLabels(installation) },
    matchLabelKeys: ['pod-template-hash'],
  };
}

/**
 * Service links are off because they are variables such as `STOWAGE_WEBHOOK_PORT=tcp://10.96.0.7:443`, which would be taken
 * for options.
 */
function podSpec(installation: Installation): JsonObject {
  return {
    serviceAccountName: installation.name,
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    priorityClassName: PRIORITY_CLASS,
    terminationGracePeriodSeconds: 60,
    nodeSelector: { 'kubernetes.io/os': 'linux' },
    securityContext: {
      runAsNonRoot: true,
      runAsUser: NON_ROOT,
      runAsGroup: NON_ROOT,
      seccompProfile: { type: 'RuntimeDefault' },
    },
    topologySpreadConstraints: [
      spread(installation, 'kubernetes.io/hostname'),
      spread(installation, 'topology.kubernetes.io/zone'),
    ],
    containers: [container(installation)],
    volumes: [{ name: 'config', configMap: { name: configMapName(installation) } }, TOKEN_VOLUME],
  };
}

/** The service itself: two replicas, spread, replaced one by one without a gap, as restricted as pods can be. */
export function deployment(installation: Installation): KubernetesObject {
  const labels = selectorLabels(installation);
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: namespacedMetadata(installation, installation.name),
    spec: {
      replicas: 2,
      minReadySeconds: 5,
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: podSpec(installation) },
    },
  };
}
