import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { arrayAt, isJsonObject, objectAt, stringAt, stringMapAt } from '../../../src/core/json.ts';
import type { KubernetesObject } from '../../../src/core/kubernetes-object.ts';
import { defaultInstallation } from '../../../src/manifests/default-installation.ts';
import { installationObjects } from '../../../src/manifests/installation.ts';
import { CONFIG_FILE, configMapName, webhookServiceName } from '../../../src/manifests/names.ts';
import type { Installation } from '../../../src/manifests/names.ts';
import type { ControlPlane } from './control-plane.ts';
import { kubeconfig } from './credentials.ts';
import { HOST } from './ports.ts';

/** The installation that `stowage manifests` prints. */
export const INSTALLATION: Installation = { ...defaultInstallation('0.0.0-test'), certificates: 'self' };

const OBJECTS = installationObjects(INSTALLATION);

/** Where the service listens; the same after a restart. */
export interface ServicePorts {
  readonly webhook: number;
  readonly ops: number;
  readonly extender: number;
}

function isNamed(object: KubernetesObject, kind: string, name: string): boolean {
  return object.kind === kind && stringAt(object, 'metadata', 'name') === name;
}

/** Without kube-proxy a Service leads nowhere, unless it stands for a host; then the port is the webhook's own. */
function hostService({ metadata }: KubernetesObject): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: metadata ?? {},
    spec: { type: 'ExternalName', externalName: HOST },
  };
}

function onPort(configuration: KubernetesObject, port: number): KubernetesObject {
  const webhooks = arrayAt(configuration, 'webhooks').filter(isJsonObject);
  return {
    ...configuration,
    webhooks: webhooks.map(webhook => ({
      ...webhook,
      clientConfig: { service: { ...objectAt(webhook, 'clientConfig', 'service'), port } },
    })),
  };
}

/** What is applied in place of an object of the manifests. */
function adapted(object: KubernetesObject, { webhook }: ServicePorts): KubernetesObject {
  if (object.kind.endsWith('WebhookConfiguration')) return onPort(object, webhook);
  return isNamed(object, 'Service', webhookServiceName(INSTALLATION)) ? hostService(object) : object;
}

/** Applies the manifests, but for the pods: no kubelet would run them. */
export async function applyInstallation({ kubectl }: ControlPlane, ports: ServicePorts): Promise<void> {
  const objects = OBJECTS.filter(({ kind }) => kind !== 'Deployment').map(object => adapted(object, ports));
  await kubectl(['apply', '--server-side', '-f', '-'], objects);
}

function theOne(kind: string, name: string): KubernetesObject {
  const found = OBJECTS.find(object => isNamed(object, kind, name));
  if (found === undefined) throw new Error(`the manifests have no ${kind} ${name}`);
  return found;
}

async function writeConfigFile({ folder }: ControlPlane): Promise<string> {
  const file = join(folder, CONFIG_FILE.key);
  const data = stringMapAt(theOne('ConfigMap', configMapName(INSTALLATION)), 'data');
  await writeFile(file, data.get(CONFIG_FILE.key) ?? '');
  return file;
}

/** A kubeconfig of the service's own account: what RBAC does not allow it, it cannot do. */
async function writeAccountKubeconfig({ kubectl, server, authority, folder }: ControlPlane): Promise<string> {
  const { namespace, name } = INSTALLATION;
  const token = await kubectl(['create', 'token', `--namespace=${namespace}`, name]);
  const file = join(folder, 'stowage.kubeconfig');
  await writeFile(file, kubeconfig(server, authority, token.trim()));
  return file;
}

/** The arguments of the Deployment's container; what follows them is of this machine. */
export async function serveArguments(
  controlPlane: ControlPlane,
  ports: ServicePorts,
): Promise<readonly string[]> {
  const deployment = theOne('Deployment', INSTALLATION.name);
  const [container] = arrayAt(deployment, 'spec', 'template', 'spec', 'containers');
  return [
    ...arrayAt(container, 'args').map(String),
    `--config=${await writeConfigFile(controlPlane)}`,
    `--kubeconfig=${await writeAccountKubeconfig(controlPlane)}`,
    `--address=${HOST}`,
    `--webhook-port=${ports.webhook}`,
    `--ops-port=${ports.ops}`,
    `--extender-port=${ports.extender}`,
  ];
}
