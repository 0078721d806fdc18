import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  apiServerCertificateFile,
  kubeconfigFile,
  schedulerConfiguration,
  schedulerConfigurationFile,
} from './component-args.ts';
import type { Layout } from './component-args.ts';
import { createComponents, logsFolder, stopComponents } from './components.ts';
import type { Components, ComponentsOptions } from './components.ts';
import { kubeconfig, writeCredentials } from './credentials.ts';
import type { User } from './credentials.ts';
import { createKubectl } from './kubectl.ts';
import type { Kubectl } from './kubectl.ts';
import { freePorts, HOST } from './ports.ts';

/** What a test may want different. */
export interface ControlPlaneOptions extends ComponentsOptions {
  /** Fields of a KubeSchedulerConfiguration, such as `extenders`. */
  readonly schedulerConfiguration?: object;
}

interface StopOptions {
  readonly keepLogs?: boolean;
}

/** A running control plane without a kubelet: nodes are objects, and no container ever runs. */
export interface ControlPlane extends Kubectl {
  /** The address of kube-apiserver. */
  readonly server: string;
  /** The kubeconfig file of an administrator. */
  readonly kubeconfig: string;
  /** The authority of kube-apiserver's certificate, PEM. */
  readonly authority: string;
  /** Each can be stopped, as by a crash, and started again on the same port with the same data. */
  readonly components: Components;
  /** Where everything is kept until the control plane stops. */
  readonly folder: string;
  /** Creates a namespace and waits until pods can be created in it. */
  readonly createNamespace: (name: string, labels?: Readonly<Record<string, string>>) => Promise<void>;
  /** Ends all processes; the folder is removed unless the logs are to be kept in it. */
  readonly stop: (options?: StopOptions) => Promise<void>;
}

/** Kubeconfig files by their names, and whose they are. */
const KUBECONFIGS: readonly (readonly [string, User])[] = [
  ['admin', 'admin'],
  ['kube-controller-manager', 'system:kube-controller-manager'],
  ['kube-scheduler', 'system:kube-scheduler'],
];

async function createLayout(folder: string): Promise<Layout> {
  await mkdir(logsFolder(folder));
  const [etcd, etcdPeer, apiServer, scheduler, controllerManager] = await freePorts();
  const ports = { etcd, etcdPeer, apiServer, scheduler, controllerManager };
  return { folder, ports, credentials: await writeCredentials(folder) };
}

function serverAddress({ ports }: Layout): string {
  return `https://${HOST}:${ports.apiServer}`;
}

async function writeKubeconfigs(layout: Layout, authority: string): Promise<void> {
  for (const [name, user] of KUBECONFIGS) {
    const text = kubeconfig(serverAddress(layout), authority, layout.credentials.tokens[user]);
    await writeFile(kubeconfigFile(layout.folder, name), text);
  }
}

/** Only a kube-apiserver that runs has a certificate, which the kubeconfigs of its clients name. */
async function startComponents(
  { etcd, apiServer, controllerManager, scheduler }: Components,
  layout: Layout,
): Promise<string> {
  await etcd.start();
  await apiServer.start();
  const authority = await readFile(apiServerCertificateFile(layout), 'utf8');
  await writeKubeconfigs(layout, authority);
  await Promise.all([controllerManager.start(), scheduler.start()]);
  return authority;
}

async function createNamespace(
  { kubectl }: Kubectl,
  name: string,
  labels: Readonly<Record<string, string>> = {},
): Promise<void> {
  await kubectl(['create', '-f', '-'], { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } });
  await kubectl(['wait', '--for=create', '--timeout=60s', `--namespace=${name}`, 'serviceaccount/default']);
}

/** Starts a control plane on loopback: free ports, data in a temporary folder. */
export async function startControlPlane(options: ControlPlaneOptions): Promise<ControlPlane> {
  const folder = await mkdtemp(join(tmpdir(), 'stowage-e2e-'));
  const layout = await createLayout(folder);
  const configuration = schedulerConfiguration(folder, options.schedulerConfiguration ?? {});
  await writeFile(schedulerConfigurationFile(folder), configuration);
  const components = createComponents(layout, options);
  const admin = kubeconfigFile(folder, 'admin');
  const functions = createKubectl({ programs: options.programs, kubeconfig: admin, home: folder });

  async function stop({ keepLogs = false }: StopOptions = {}): Promise<void> {
    await stopComponents(components);
    await rm(keepLogs ? join(folder, 'etcd') : folder, { recursive: true, force: true });
  }

  try {
    return {
      authority: await startComponents(components, layout),
      kubeconfig: admin,
      server: serverAddress(layout),
      components,
      folder,
      ...functions,
      createNamespace: (name, labels) => createNamespace(functions, name, labels),
      stop,
    };
  } catch (error) {
    await stop({ keepLogs: true });
    throw error;
  }
}
