import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  apiServerArgs,
  apiServerCertificateFile,
  controllerManagerArgs,
  etcdArgs,
  kubeconfigFile,
  schedulerArgs,
  schedulerConfiguration,
} from './component-args.ts';
import type { ControlPlanePorts, Flags, Layout } from './component-args.ts';
import { Component } from './component.ts';
import { kubeconfig, writeCredentials } from './credentials.ts';
import type { User } from './credentials.ts';
import { createKubectl } from './kubectl.ts';
import type { Kubectl } from './kubectl.ts';
import { freePort, HOST } from './ports.ts';

/** What a test may want different. */
export interface ControlPlaneOptions {
  /** The folder that holds etcd, kube-apiserver, kube-controller-manager, kube-scheduler and kubectl. */
  readonly programs: string;
  readonly apiServerFlags?: Flags;
  readonly controllerManagerFlags?: Flags;
  /** Fields of a KubeSchedulerConfiguration, such as `extenders`. */
  readonly schedulerConfiguration?: object;
}

/** The processes of a control plane, in the order they are started in. */
export interface Components {
  readonly etcd: Component;
  readonly apiServer: Component;
  readonly controllerManager: Component;
  readonly scheduler: Component;
}

/** A running control plane without a kubelet: nodes are objects, and no container ever runs. */
export interface ControlPlane extends Kubectl {
  /** The address of kube-apiserver. */
  readonly server: string;
  /** The kubeconfig file of an administrator. */
  readonly kubeconfig: string;
  /** The authority of kube-apiserver's certificate, PEM. */
  readonly authority: string;
  readonly components: Components;
  /** Where everything is kept until the control plane stops. */
  readonly folder: string;
  /** Creates a namespace and waits until pods can be created in it. */
  readonly createNamespace: (name: string, labels?: Readonly<Record<string, string>>) => Promise<void>;
  /** Ends all processes; their logs can be kept in the folder. */
  readonly stop: (options?: StopOptions) => Promise<void>;
}

/** What stays of a stopped control plane. */
export interface StopOptions {
  readonly keepLogs?: boolean;
}

async function freePorts(): Promise<ControlPlanePorts> {
  const ports = new Set<number>();
  while (ports.size < 5) ports.add(await freePort());
  const [etcd = 0, etcdPeer = 0, apiServer = 0, scheduler = 0, controllerManager = 0] = ports;
  return { etcd, etcdPeer, apiServer, scheduler, controllerManager };
}

function logsFolder(folder: string): string {
  return join(folder, 'logs');
}

function createComponents(layout: Layout, options: ControlPlaneOptions): Components {
  const { folder, ports } = layout;
  function component(name: string, args: readonly string[], healthAddress: string): Component {
    const program = join(options.programs, name);
    return new Component({
      name,
      program,
      args,
      healthAddress,
      logFile: join(logsFolder(folder), `${name}.log`),
    });
  }
  return {
    etcd: component('etcd', etcdArgs(layout), `http://${HOST}:${ports.etcd}/health`),
    apiServer: component(
      'kube-apiserver',
      apiServerArgs(layout, options.apiServerFlags ?? {}),
      `https://${HOST}:${ports.apiServer}/readyz`,
    ),
    controllerManager: component(
      'kube-controller-manager',
      controllerManagerArgs(layout, options.controllerManagerFlags ?? {}),
      `https://${HOST}:${ports.controllerManager}/healthz`,
    ),
    scheduler: component(
      'kube-scheduler',
      schedulerArgs(layout, schedulerConfigurationFile(folder)),
      `https://${HOST}:${ports.scheduler}/readyz`,
    ),
  };
}

function schedulerConfigurationFile(folder: string): string {
  return join(folder, 'scheduler-configuration.json');
}

async function createLayout(folder: string): Promise<Layout> {
  await mkdir(logsFolder(folder));
  return { folder, ports: await freePorts(), credentials: await writeCredentials(folder) };
}

function serverAddress({ ports }: Layout): string {
  return `https://${HOST}:${ports.apiServer}`;
}

/** Possible only after the start of kube-apiserver, which makes its own certificate. */
async function writeKubeconfigs(layout: Layout, options: ControlPlaneOptions): Promise<string> {
  const { folder, credentials } = layout;
  const authority = await readFile(apiServerCertificateFile(layout), 'utf8');
  const users: readonly [string, User][] = [
    ['admin', 'admin'],
    ['kube-controller-manager', 'system:kube-controller-manager'],
    ['kube-scheduler', 'system:kube-scheduler'],
  ];
  for (const [name, user] of users) {
    const text = kubeconfig(serverAddress(layout), authority, credentials.tokens[user]);
    await writeFile(kubeconfigFile(folder, name), text);
  }
  const configuration = schedulerConfiguration(folder, options.schedulerConfiguration ?? {});
  await writeFile(schedulerConfigurationFile(folder), configuration);
  return authority;
}

function createNamespaceWith({ kubectl }: Kubectl): ControlPlane['createNamespace'] {
  return async (name, labels = {}) => {
    await kubectl(['create', '-f', '-'], {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name, labels },
    });
    await kubectl(['wait', '--for=create', '--timeout=60s', `--namespace=${name}`, 'serviceaccount/default']);
  };
}

/** Everything but the logs is of no use without the processes. */
async function clear(folder: string, keepLogs: boolean): Promise<void> {
  if (!keepLogs) return await rm(folder, { recursive: true, force: true });
  await rm(join(folder, 'etcd'), { recursive: true, force: true });
}

/** Clients first. */
async function stopAll({ etcd, apiServer, controllerManager, scheduler }: Components): Promise<void> {
  for (const component of [scheduler, controllerManager, apiServer, etcd]) await component.stop();
}

async function startAll(layout: Layout, options: ControlPlaneOptions, components: Components) {
  const { folder } = layout;
  await components.etcd.start();
  await components.apiServer.start();
  const authority = await writeKubeconfigs(layout, options);
  await Promise.all([components.controllerManager.start(), components.scheduler.start()]);
  const adminKubeconfig = kubeconfigFile(folder, 'admin');
  const functions = createKubectl({ programs: options.programs, kubeconfig: adminKubeconfig, home: folder });
  return { authority, kubeconfig: adminKubeconfig, ...functions };
}

/** Starts a control plane on loopback: free ports, data in a temporary folder. */
export async function startControlPlane(options: ControlPlaneOptions): Promise<ControlPlane> {
  const folder = await mkdtemp(join(tmpdir(), 'stowage-e2e-'));
  const layout = await createLayout(folder);
  const components = createComponents(layout, options);
  async function stop({ keepLogs = false }: StopOptions = {}): Promise<void> {
    await stopAll(components);
    await clear(folder, keepLogs);
  }
  try {
    const running = await startAll(layout, options, components);
    return {
      ...running,
      server: serverAddress(layout),
      components,
      folder,
      createNamespace: createNamespaceWith(running),
      stop,
    };
  } catch (error) {
    await stop({ keepLogs: true });
    throw error;
  }
}
