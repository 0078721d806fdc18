import { join } from 'node:path';
import { expect, inject, test } from 'vitest';
import { arrayAt, at, stringAt } from '../../src/core/json.ts';
import { addKinds } from './support/custom-kinds.ts';
import { CHART, helm } from './support/helm.ts';
import { MANIFESTS } from './support/manifests.ts';
import type { ControlPlane } from './support/control-plane.ts';
import { describeOnControlPlane } from './support/suite.ts';

const CONFIGURATIONS = [
  ['mutatingwebhookconfiguration', 'zz-stowage'],
  ['validatingwebhookconfiguration', 'stowage'],
] as const;
const ACCOUNT = 'system:serviceaccount:stowage-system:stowage';
const HELM_FLAGS = ['--namespace=stowage-system', '--wait=hookOnly'];

const CERT_MANAGER_KINDS = ['Certificate', 'Issuer'].map(kind => ({
  group: 'cert-manager.io',
  version: 'v1',
  kind,
}));

function overlay(name: string): string {
  return `--kustomize=${join(MANIFESTS, 'overlays', name)}`;
}

/** Writes a caBundle as the service does: by a server-side apply of nothing else. */
async function writeCaBundle({ kubectl, authority }: ControlPlane): Promise<void> {
  for (const [kind, name] of CONFIGURATIONS) {
    const stored = JSON.parse(await kubectl(['get', kind, name, '--output=json']));
    const caBundle = Buffer.from(authority).toString('base64');
    await kubectl(['apply', '--server-side', '--force-conflicts', '--field-manager=stowage-ca', '-f', '-'], {
      apiVersion: stored.apiVersion,
      kind: stored.kind,
      metadata: { name },
      webhooks: arrayAt(stored, 'webhooks').map(webhook => ({
        name: stringAt(webhook, 'name'),
        clientConfig: { caBundle },
      })),
    });
  }
}

/** How many webhooks have a caBundle, and how many there are. */
async function caBundles({ kubectl }: ControlPlane): Promise<readonly [number, number]> {
  const lists = CONFIGURATIONS.map(([kind, name]) => kubectl(['get', kind, name, '--output=json']));
  const webhooks = (await Promise.all(lists)).flatMap(text => arrayAt(JSON.parse(text), 'webhooks'));
  const written = webhooks.filter(webhook => at(webhook, 'clientConfig', 'caBundle') !== undefined);
  return [written.length, webhooks.length];
}

/** Waits until the controllers have made the pods: Pod Security, the quota and the priority class let them through. */
async function untilPodsExist({ kubectl }: ControlPlane): Promise<void> {
  const selector = '--selector=app.kubernetes.io/instance=stowage';
  const namespace = '--namespace=stowage-system';
  await kubectl(['wait', namespace, '--for=create', '--timeout=60s', 'pod', selector]);
  const created = '--for=jsonpath={.status.replicas}=2';
  await kubectl(['wait', namespace, created, '--timeout=60s', 'deployment/stowage']);
}

describeOnControlPlane('the manifests on a kube-apiserver', {}, controlPlane => {
  async function allowed(question: readonly string[]): Promise<boolean> {
    const { stdout } = await controlPlane().tryKubectl(['auth', 'can-i', `--as=${ACCOUNT}`, ...question]);
    return stdout.startsWith('yes');
  }

  test('kubectl applies the self-signed overlay without a warning, and its pods come', async () => {
    const end = await controlPlane().tryKubectl(['apply', '--server-side', overlay('self-signed')]);
    expect(end).toMatchObject({ code: 0, stderr: '' });
    await untilPodsExist(controlPlane());
  });

  test('pods of other kinds are not let into the namespace', async () => {
    const privileged = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'intruder' },
      spec: { containers: [{ name: 'main', image: 'x', securityContext: { privileged: true } }] },
    };
    const args = ['create', '--namespace=stowage-system', '-f', '-'];
    const { stderr } = await controlPlane().tryKubectl(args, privileged);
    expect(stderr).toContain('violates PodSecurity "restricted:latest"');
  });

  test.each([
    [true, ['get', 'storageclasses']],
    [true, ['watch', 'pods', '--all-namespaces']],
    [true, ['create', 'events.events.k8s.io', '--namespace=default']],
    [true, ['patch', 'mutatingwebhookconfigurations/zz-stowage']],
    [true, ['update', 'secrets/stowage-webhook-ca', '--namespace=stowage-system']],
    [false, ['patch', 'mutatingwebhookconfigurations/other']],
    [false, ['create', 'mutatingwebhookconfigurations']],
    [false, ['delete', 'validatingwebhookconfigurations/stowage']],
    [false, ['get', 'secrets', '--namespace=stowage-system']],
    [false, ['get', 'secrets/stowage-webhook-ca', '--namespace=default']],
    [false, ['patch', 'pods', '--namespace=stowage-system']],
    [false, ['update', 'persistentvolumeclaims', '--namespace=default']],
  ])('the authorizer says %j to %j', async (expected, question) => {
    expect(await allowed(question)).toBe(expected);
  });

  test('a caBundle written by the service is no difference, and a second apply leaves it alone', async () => {
    await writeCaBundle(controlPlane());
    const [written, webhooks] = await caBundles(controlPlane());
    expect(written).toBe(webhooks);
    expect(webhooks).toBeGreaterThan(5);
    const diff = await controlPlane().tryKubectl(['diff', '--server-side', overlay('self-signed')]);
    expect(diff).toMatchObject({ code: 0, stdout: '' });
    await controlPlane().kubectl(['apply', '--server-side', overlay('self-signed')]);
    expect(await caBundles(controlPlane())).toEqual([webhooks, webhooks]);
  });

  test('a client-side apply, before and after, leaves it alone too', async () => {
    const { kubectl } = controlPlane();
    for (const [kind, name] of CONFIGURATIONS) await kubectl(['delete', kind, name]);
    await kubectl(['apply', overlay('self-signed')]);
    await writeCaBundle(controlPlane());
    await kubectl(['apply', overlay('self-signed')]);
    const [written, webhooks] = await caBundles(controlPlane());
    expect(written).toBe(webhooks);
  });

  test('the overlay for cert-manager takes its place, and asks for the CA to be injected', async () => {
    const { kubectl, tryKubectl } = controlPlane();
    await addKinds(controlPlane(), CERT_MANAGER_KINDS);
    const flags = ['--server-side', '--force-conflicts'];
    expect(await tryKubectl(['apply', ...flags, overlay('cert-manager')])).toMatchObject({
      code: 0,
      stderr: '',
    });
    const [kind, name] = CONFIGURATIONS[0];
    const annotation = '--output=jsonpath={.metadata.annotations.cert-manager\\.io/inject-ca-from}';
    expect(await kubectl(['get', kind, name, annotation])).toBe('stowage-system/stowage-webhook');
    expect(await allowed(['patch', 'mutatingwebhookconfigurations/zz-stowage'])).toBe(false);
    expect(await allowed(['watch', 'secrets/stowage-webhook-tls', '--namespace=stowage-system'])).toBe(true);
  });

  test('with the configurations gone first, everything can be deleted', async () => {
    const { kubectl } = controlPlane();
    for (const [kind, name] of CONFIGURATIONS) await kubectl(['delete', kind, name]);
    await kubectl(['delete', '--ignore-not-found', '--wait=false', overlay('self-signed')]);
    const left = await kubectl([
      'get',
      'clusterroles,clusterrolebindings',
      '--output=name',
      '--selector=app.kubernetes.io/name=stowage',
    ]);
    expect(left).toBe('');
  });
});

/** Without a Go toolchain there may be a control plane all the same. */
const testHelm = test.skipIf(inject('helmFolder') === '');

describeOnControlPlane('the Helm chart on a kube-apiserver', {}, controlPlane => {
  async function onCluster(...args: readonly string[]): Promise<string> {
    return await helm(args, controlPlane().kubeconfig);
  }

  testHelm('is installed into a namespace of its own, and its pods come', async () => {
    await controlPlane().createNamespace('stowage-system', {
      'pod-security.kubernetes.io/enforce': 'restricted',
    });
    expect(await onCluster('install', 'stowage', CHART, ...HELM_FLAGS)).toContain('STATUS: deployed');
    await untilPodsExist(controlPlane());
  });

  testHelm('an upgrade leaves the caBundle of the service alone', async () => {
    await writeCaBundle(controlPlane());
    await onCluster('upgrade', 'stowage', CHART, '--set=webhooks.failurePolicy=Ignore', ...HELM_FLAGS);
    const [written, webhooks] = await caBundles(controlPlane());
    expect(written).toBe(webhooks);
    const [kind, name] = CONFIGURATIONS[0];
    const policy = '--output=jsonpath={.webhooks[*].failurePolicy}';
    expect(await controlPlane().kubectl(['get', kind, name, policy])).toBe('Ignore Ignore');
  });

  testHelm('is uninstalled with nothing left behind', async () => {
    await onCluster('uninstall', 'stowage', '--namespace=stowage-system', '--wait=hookOnly');
    const kinds = CONFIGURATIONS.map(([kind]) => kind).join(',');
    const selector = '--selector=app.kubernetes.io/name=stowage';
    expect(await controlPlane().kubectl(['get', kinds, '--output=name', selector])).toBe('');
  });
});
