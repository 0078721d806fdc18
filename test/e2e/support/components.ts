import { join } from 'node:path';
import { apiServerArgs, controllerManagerArgs, etcdArgs, schedulerArgs } from './component-args.ts';
import type { Flags, Layout } from './component-args.ts';
import { Component } from './component.ts';
import { HOST } from './ports.ts';

/** The processes of a control plane. */
export interface Components {
  readonly etcd: Component;
  readonly apiServer: Component;
  readonly controllerManager: Component;
  readonly scheduler: Component;
}

/** Where the programs are, and what a test may want different. */
export interface ComponentsOptions {
  /** The folder that holds etcd, kube-apiserver, kube-controller-manager, kube-scheduler and kubectl. */
  readonly programs: string;
  /** Flags by their names without the dashes. */
  readonly apiServerFlags?: Flags;
  readonly controllerManagerFlags?: Flags;
}

/** Where the components write what they have to say. */
export function logsFolder(folder: string): string {
  return join(folder, 'logs');
}

/** Makes the components; none is started. */
export function createComponents(layout: Layout, options: ComponentsOptions): Components {
  const { folder, ports } = layout;
  function component(name: string, args: readonly string[], healthAddress: string): Component {
    const logFile = join(logsFolder(folder), `${name}.log`);
    return new Component({ name, program: join(options.programs, name), args, healthAddress, logFile });
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
      schedulerArgs(layout),
      `https://${HOST}:${ports.scheduler}/readyz`,
    ),
  };
}

/** Ends all components, clients first. */
export async function stopComponents({ etcd, apiServer, ...clients }: Components): Promise<void> {
  for (const component of [clients.scheduler, clients.controllerManager, apiServer, etcd]) {
    await component.stop();
  }
}
