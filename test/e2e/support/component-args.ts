import { join } from 'node:path';
import type { Credentials } from './credentials.ts';
import { HOST } from './ports.ts';

/** Command-line flags by their names without the dashes. */
export type Flags = Readonly<Record<string, string | number | boolean>>;

/** The ports of a control plane. */
interface ControlPlanePorts {
  readonly etcd: number;
  readonly etcdPeer: number;
  readonly apiServer: number;
  readonly scheduler: number;
  readonly controllerManager: number;
}

/** What the arguments of the components hang on. */
export interface Layout {
  readonly folder: string;
  readonly ports: ControlPlanePorts;
  readonly credentials: Credentials;
}

/** Long enough that no node is called lost: nodes of the tests have no kubelet that reports. */
const NEVER = '8760h';

/** The certificate that kube-apiserver makes for itself; also the authority that signed it. */
export function apiServerCertificateFile({ folder }: Layout): string {
  return join(folder, 'certificates', 'apiserver.crt');
}

/** Where a component finds kube-apiserver and its own token. */
export function kubeconfigFile(folder: string, name: string): string {
  return join(folder, `${name}.kubeconfig`);
}

/** Where kube-scheduler finds its configuration. */
export function schedulerConfigurationFile(folder: string): string {
  return join(folder, 'scheduler-configuration.json');
}

function toArgs(flags: Flags): readonly string[] {
  return Object.entries(flags).map(([name, value]) => `--${name}=${String(value)}`);
}

/** Arguments of an etcd with one member that trusts the memory: what it holds does not outlive the test. */
export function etcdArgs({ folder, ports }: Layout): readonly string[] {
  const client = `http://${HOST}:${ports.etcd}`;
  const peer = `http://${HOST}:${ports.etcdPeer}`;
  return toArgs({
    name: 'test',
    'data-dir': join(folder, 'etcd'),
    'listen-client-urls': client,
    'advertise-client-urls': client,
    'listen-peer-urls': peer,
    'initial-advertise-peer-urls': peer,
    'initial-cluster': `test=${peer}`,
    'unsafe-no-fsync': true,
    'log-level': 'warn',
  });
}

/** Arguments of kube-apiserver: RBAC, and admission as a cluster has it. */
export function apiServerArgs({ folder, ports, credentials }: Layout, more: Flags): readonly string[] {
  return toArgs({
    'etcd-servers': `http://${HOST}:${ports.etcd}`,
    'bind-address': HOST,
    'advertise-address': HOST,
    'secure-port': ports.apiServer,
    'cert-dir': join(folder, 'certificates'),
    'service-cluster-ip-range': '10.0.0.0/24',
    // The endpoint of the kubernetes Service cannot be on loopback.
    'endpoint-reconciler-type': 'none',
    'allow-privileged': true,
    'authorization-mode': 'RBAC',
    'token-auth-file': credentials.tokensFile,
    'service-account-issuer': 'https://kubernetes.default.svc',
    'service-account-key-file': credentials.serviceAccountPublicKeyFile,
    'service-account-signing-key-file': credentials.serviceAccountPrivateKeyFile,
    'enable-admission-plugins': 'MutatingAdmissionWebhook,ValidatingAdmissionWebhook,DefaultStorageClass',
    ...more,
  });
}

/** Whoever asks a component for its metrics is looked up by kube-apiserver, by token and not by certificate. */
function clientFlags(config: string): Flags {
  return {
    kubeconfig: config,
    'authentication-kubeconfig': config,
    'authentication-skip-lookup': true,
    'authorization-kubeconfig': config,
  };
}

/** Arguments of kube-controller-manager: each controller under its own service account. */
export function controllerManagerArgs(layout: Layout, more: Flags): readonly string[] {
  const { folder, ports, credentials } = layout;
  return toArgs({
    ...clientFlags(kubeconfigFile(folder, 'kube-controller-manager')),
    'bind-address': HOST,
    'secure-port': ports.controllerManager,
    'leader-elect': false,
    'use-service-account-credentials': true,
    'service-account-private-key-file': credentials.serviceAccountPrivateKeyFile,
    'root-ca-file': apiServerCertificateFile(layout),
    // By default a new control plane waits five seconds for the tokens of its controllers.
    'kube-api-qps': 500,
    'kube-api-burst': 1000,
    'node-monitor-period': '1s',
    'node-monitor-grace-period': NEVER,
    'node-startup-grace-period': NEVER,
    // It is made if it is not there, by default in a folder of the system.
    'flex-volume-plugin-dir': join(folder, 'flex-volume-plugins'),
    ...more,
  });
}

/** Arguments of kube-scheduler; its kubeconfig is named in its configuration too. */
export function schedulerArgs({ folder, ports }: Layout): readonly string[] {
  return toArgs({
    ...clientFlags(kubeconfigFile(folder, 'kube-scheduler')),
    config: schedulerConfigurationFile(folder),
    'bind-address': HOST,
    'secure-port': ports.scheduler,
  });
}

/** A scheduler configuration as JSON, with what a test wants different: profiles, extenders. */
export function schedulerConfiguration(folder: string, changes: object): string {
  return JSON.stringify({
    apiVersion: 'kubescheduler.config.k8s.io/v1',
    kind: 'KubeSchedulerConfiguration',
    clientConnection: { kubeconfig: kubeconfigFile(folder, 'kube-scheduler') },
    leaderElection: { leaderElect: false },
    ...changes,
  });
}
