import { randomUUID } from 'node:crypto';
import type { JsonObject } from '../../src/core/json.ts';
import { CLAIM_SORTS, claimName, claimsOfPod, groupsOf, namespaceOfClaim } from './generated-state.ts';
import type { ClaimSort } from './generated-state.ts';

/** The Service name that kube-apiserver asks for. */
export const SERVER_NAME = 'stowage-webhook.stowage-system.svc';

function probe(path: string): JsonObject {
  return {
    httpGet: { path, port: 8080, scheme: 'HTTP' },
    initialDelaySeconds: 5,
    timeoutSeconds: 1,
    periodSeconds: 10,
    successThreshold: 1,
    failureThreshold: 3,
  };
}

function container(name: string, mounts: readonly JsonObject[]): JsonObject {
  return {
    name,
    image: `registry.example.com/team/${name}:2.14.3`,
    args: ['--config=/etc/app/config.yaml', '--log-level=info'],
    ports: [{ name: 'http', containerPort: 8080, protocol: 'TCP' }],
    env: [
      { name: 'POD_NAME', valueFrom: { fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.name' } } },
      { name: 'POD_IP', valueFrom: { fieldRef: { apiVersion: 'v1', fieldPath: 'status.podIP' } } },
      { name: 'DATABASE_URL', valueFrom: { secretKeyRef: { name: 'database', key: 'url' } } },
    ],
    resources: { limits: { memory: '512Mi' }, requests: { cpu: '250m', memory: '512Mi' } },
    volumeMounts: [
      ...mounts,
      { name: 'config', mountPath: '/etc/app' },
      { name: 'kube-api-access', readOnly: true, mountPath: '/var/run/secrets/kubernetes.io/serviceaccount' },
    ],
    livenessProbe: probe('/healthz'),
    readinessProbe: probe('/readyz'),
    terminationMessagePath: '/dev/termination-log',
    terminationMessagePolicy: 'File',
    imagePullPolicy: 'IfNotPresent',
    securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] }, runAsNonRoot: true },
  };
}

const ACCESS_TOKEN: JsonObject = {
  name: 'kube-api-access',
  projected: {
    sources: [
      { serviceAccountToken: { expirationSeconds: 3607, path: 'token' } },
      { configMap: { name: 'kube-root-ca.crt', items: [{ key: 'ca.crt', path: 'ca.crt' }] } },
      {
        downwardAPI: {
          items: [{ path: 'namespace', fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.namespace' } }],
        },
      },
    ],
    defaultMode: 420,
  },
};

function tolerations(): readonly JsonObject[] {
  return ['not-ready', 'unreachable'].map(taint => ({
    key: `node.kubernetes.io/${taint}`,
    operator: 'Exists',
    effect: 'NoExecute',
    tolerationSeconds: 300,
  }));
}

function pod(namespace: string, claims: readonly string[]): JsonObject {
  const volumes = claims.map((claim, index) => ({
    name: `data-${index}`,
    persistentVolumeClaim: { claimName: claim },
  }));
  const mounts = volumes.map(({ name }) => ({ name, mountPath: `/${name}` }));
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      generateName: 'orders-db-6d4c9b7f5d-',
      namespace,
      labels: {
        'app.kubernetes.io/name': 'orders-db',
        'app.kubernetes.io/part-of': 'orders',
        'pod-template-hash': '6d4c9b7f5d',
      },
      annotations: { 'prometheus.io/scrape': 'true', 'prometheus.io/port': '8080' },
      ownerReferences: [
        {
          apiVersion: 'apps/v1',
          kind: 'ReplicaSet',
          name: 'orders-db-6d4c9b7f5d',
          uid: '0d1f3c52-6a3e-4d53-8df4-6d2cc1e2f5b7',
          controller: true,
          blockOwnerDeletion: true,
        },
      ],
    },
    spec: {
      volumes: [
        ...volumes,
        { name: 'config', configMap: { name: 'orders-db', defaultMode: 420 } },
        ACCESS_TOKEN,
      ],
      containers: [container('orders-db', mounts), container('metrics', [])],
      restartPolicy: 'Always',
      terminationGracePeriodSeconds: 30,
      dnsPolicy: 'ClusterFirst',
      serviceAccountName: 'orders-db',
      serviceAccount: 'orders-db',
      securityContext: { fsGroup: 1000 },
      schedulerName: 'default-scheduler',
      tolerations: tolerations(),
      priority: 0,
      enableServiceLinks: true,
      preemptionPolicy: 'PreemptLowerPriority',
    },
    status: {},
  };
}

function review(namespace: string, object: JsonObject): JsonObject {
  return {
    kind: 'AdmissionReview',
    apiVersion: 'admission.k8s.io/v1',
    request: {
      uid: randomUUID(),
      kind: { group: '', version: 'v1', kind: 'Pod' },
      resource: { group: '', version: 'v1', resource: 'pods' },
      requestKind: { group: '', version: 'v1', kind: 'Pod' },
      requestResource: { group: '', version: 'v1', resource: 'pods' },
      namespace,
      operation: 'CREATE',
      userInfo: {
        username: 'system:serviceaccount:kube-system:replicaset-controller',
        uid: 'f8c1d6a0-1c9c-4a0b-9a77-3f4b0a4f6d10',
        groups: ['system:serviceaccounts', 'system:serviceaccounts:kube-system', 'system:authenticated'],
      },
      object,
      oldObject: null,
      dryRun: false,
      options: { kind: 'CreateOptions', apiVersion: 'meta.k8s.io/v1' },
    },
  };
}

/** An HTTP request with a review, as kube-apiserver sends it. */
export function requestOf(body: string | Buffer, path = '/pod/mutate?timeout=5s'): Buffer {
  const head = [
    `POST ${path} HTTP/1.1`,
    `Host: ${SERVER_NAME}:443`,
    'User-Agent: kube-apiserver-admission',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Accept: application/json, */*',
    'Content-Type: application/json',
    'Accept-Encoding: gzip',
  ];
  return Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), Buffer.from(body)]);
}

/**
 * Requests that create pods of two claims each, spread over all claims of a state; of all sorts of volumes in turn, or of
 * one sort only.
 */
export function podRequests(claims: number, count: number, only?: ClaimSort): readonly Buffer[] {
  const groups = groupsOf(claims);
  // An odd stride meets bound and unbound groups in turn.
  const stride = Math.max(1, Math.floor(groups / count)) | 1;
  return Array.from({ length: count }, (_, index) => {
    const sort = only ?? CLAIM_SORTS[index % CLAIM_SORTS.length] ?? 'topolvm';
    const numbers = claimsOfPod((index * stride) % groups, sort);
    const namespace = namespaceOfClaim(numbers[0] ?? 0);
    return requestOf(JSON.stringify(review(namespace, pod(namespace, numbers.map(claimName)))));
  });
}
