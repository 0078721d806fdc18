import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import fastJsonPatch from 'fast-json-patch';
import { describe, expect, inject, test } from 'vitest';
import { arrayAt, at, objectAt, stringAt } from '../../src/core/json.ts';
import type { KubernetesObject } from '../../src/core/kubernetes-object.ts';
import { defaultInstallation } from '../../src/manifests/default-installation.ts';
import { installationObjects } from '../../src/manifests/installation.ts';
import { VERSION } from '../../src/cli/version.ts';
import { checkText } from '../support/cli.ts';
import { CHART, helm, tryHelm } from './support/helm.ts';
import { byIdentity, kustomized, objectsIn } from './support/manifests.ts';

const VALUE_SETS = readdirSync(join(CHART, 'ci'));
const CHECKSUM = 'checksum/config';

/** What Helm renders as the release `stowage` in `stowage-system`. */
async function rendered(...args: readonly string[]): Promise<readonly KubernetesObject[]> {
  return objectsIn(await helm(['template', 'stowage', CHART, '--namespace=stowage-system', ...args]));
}

function values(name: string): string {
  return `--values=${join(CHART, 'ci', `${name}-values.yaml`)}`;
}

function objectOf(objects: readonly KubernetesObject[], kind: string): KubernetesObject {
  const found = objects.find(object => object.kind === kind);
  if (found === undefined) throw new Error(`no ${kind}`);
  return found;
}

/** The checksum is Helm's own way to replace pods when the configuration changes. */
function withoutChecksum(object: KubernetesObject): KubernetesObject {
  if (object.kind !== 'Deployment') return object;
  const annotations = ['spec', 'template', 'metadata', 'annotations'];
  expect(Object.keys(objectAt(object, ...annotations) ?? {})).toEqual([CHECKSUM]);
  const operation = { op: 'remove', path: `/${annotations.join('/')}` } as const;
  return fastJsonPatch.applyPatch(object, [operation], true, false).newDocument;
}

describe.skipIf(inject('helmFolder') === '')('the Helm chart', () => {
  test.each(VALUE_SETS)('%s: is without a fault for Helm and for our own rules', async name => {
    const file = `--values=${join(CHART, 'ci', name)}`;
    expect(await helm(['lint', '--strict', CHART, file])).toContain('0 chart(s) failed');
    const objects = await rendered(file);
    const text = objects.map(object => JSON.stringify(object)).join('\n---\n');
    expect((await checkText(text)).findings).toEqual([]);
    expect(text).not.toMatch(/caBundle|"\*"/);
    expect(objects.map(object => object.kind)).not.toContain('Secret');
  });

  test.each([
    ['default', 'self'],
    ['cert-manager', 'cert-manager'],
  ] as const)(
    '%s values give the objects of `stowage manifests`, but for the namespace',
    async (set, certificates) => {
      const objects = await rendered(values(set));
      const installation = { ...defaultInstallation(VERSION), certificates };
      const expected = installationObjects(installation).filter(object => object.kind !== 'Namespace');
      expect(byIdentity(objects.map(withoutChecksum))).toEqual(byIdentity(expected));
    },
  );

  test('a release elsewhere leaves its own namespace and kube-system alone, and its names hang together', async () => {
    const flags = ['--namespace=platform', '--set=excludedNamespaces={drivers}'];
    const objects = objectsIn(await helm(['template', 'prod', CHART, ...flags]));
    const installation = {
      name: 'prod-stowage',
      namespace: 'platform',
      image: defaultInstallation(VERSION).image,
      excludedNamespaces: ['drivers'],
      certificates: 'self',
    } as const;
    const expected = installationObjects(installation).filter(object => object.kind !== 'Namespace');
    expect(byIdentity(objects.map(withoutChecksum))).toEqual(byIdentity(expected));
  });

  test('an issuer given takes the place of our own authority', async () => {
    const objects = await rendered(values('issuer'));
    expect(objects.filter(object => object.kind === 'Issuer')).toEqual([]);
    expect(at(objectOf(objects, 'Certificate'), 'spec', 'issuerRef')).toEqual({
      name: 'company',
      kind: 'ClusterIssuer',
      group: 'cert-manager.io',
    });
  });

  test('on AKS every selector ends with what the Admissions Enforcer would add', async () => {
    const objects = await rendered(values('aks'));
    const webhooks = objects.flatMap(object => arrayAt(object, 'webhooks'));
    expect(webhooks.length).toBeGreaterThan(5);
    for (const webhook of webhooks) {
      expect(arrayAt(webhook, 'namespaceSelector', 'matchExpressions').slice(-2)).toEqual([
        { key: 'control-plane', operator: 'NotIn', values: ['true'] },
        { key: 'kubernetes.azure.com/managedby', operator: 'NotIn', values: ['aks'] },
      ]);
    }
  });

  test('a small installation has what it needs and nothing more', async () => {
    const objects = await rendered(values('small'));
    const kinds = objects.map(object => object.kind);
    for (const kind of ['PodDisruptionBudget', 'ResourceQuota', 'NetworkPolicy'])
      expect(kinds).not.toContain(kind);
    expect(objectAt(objectOf(objects, 'Deployment'), 'spec', 'template', 'spec')).not.toHaveProperty(
      'priorityClassName',
    );
    const webhooks = objects.flatMap(object => arrayAt(object, 'webhooks'));
    expect(new Set(webhooks.map(webhook => at(webhook, 'failurePolicy')))).toEqual(new Set(['Ignore']));
    expect(new Set(webhooks.map(webhook => at(webhook, 'timeoutSeconds')))).toEqual(new Set([2]));
  });

  test('every value arrives where it belongs', async () => {
    const objects = await rendered(values('everything'));
    const deployment = objectOf(objects, 'Deployment');
    const template = objectAt(deployment, 'spec', 'template');
    expect(stringAt(deployment, 'metadata', 'name')).toBe('storage-webhook');
    expect(template).toMatchObject({
      metadata: { labels: { team: 'storage' }, annotations: { 'prometheus.io/scrape': 'true' } },
      spec: {
        imagePullSecrets: [{ name: 'registry' }],
        nodeSelector: { 'kubernetes.io/os': 'linux', 'node-role.kubernetes.io/infra': '' },
        tolerations: [{ key: 'node-role.kubernetes.io/infra', operator: 'Exists' }],
        containers: [
          {
            image: `registry.example.com/stowage@sha256:${'0123456789abcdef'.repeat(4)}`,
            imagePullPolicy: 'Always',
            args: expect.arrayContaining(['--excluded-namespaces=storage-drivers']),
          },
        ],
      },
    });
    expect(stringAt(objectOf(objects, 'ConfigMap'), 'data', 'stowage.yaml')).toContain(
      'iomeshAffinity: preferred',
    );
    expect(objectOf(objects, 'NetworkPolicy')).toMatchObject({
      spec: {
        ingress: [
          {},
          { from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'monitoring' } } }] },
        ],
        egress: [{}, { ports: [{ port: 16_443, protocol: 'TCP' }] }],
      },
    });
  });

  test('pods are replaced when the configuration changes, and only then', async () => {
    const checksum = (objects: readonly KubernetesObject[]) =>
      stringAt(objectOf(objects, 'Deployment'), 'spec', 'template', 'metadata', 'annotations', CHECKSUM);
    const before = checksum(await rendered());
    expect(checksum(await rendered('--set=replicas=3'))).toBe(before);
    expect(checksum(await rendered('--set=config.inject=affinity-only'))).not.toBe(before);
  });

  test.each([
    [['--namespace=kube-system'], 'must not run in kube-system'],
    [['--namespace=kube-node-lease'], 'must not run in kube-node-lease'],
    [['--set=certManager.issuerRef.name=company'], 'certManager.issuerRef needs certificates: cert-manager'],
    [
      ['--set=certificates=cert-manager', '--set=certManager.issuerRef.kind=Issuer'],
      'certManager.issuerRef needs a name',
    ],
    [['--set=config.excludedNamespaces={a}'], 'use the value excludedNamespaces'],
    [['--set=config.opsPort=80'], 'config.opsPort would do nothing'],
    [['--set=certificates=vault'], "value must be one of 'self', 'cert-manager'"],
    [['--set=replicaCount=3'], "additional properties 'replicaCount' not allowed"],
    [['--kube-version=1.27.9'], 'chart requires kubeVersion: >=1.28.0-0'],
  ])('%j is refused', async (flags, message) => {
    const { code, stderr } = await tryHelm(['template', 'stowage', CHART, ...flags]);
    expect(code).toBe(1);
    expect(stderr).toContain(message);
  });
});

describe.skipIf(inject('controlPlaneFolder') === '')('kustomize', () => {
  test.each([
    ['base', undefined],
    ['overlays/self-signed', 'self'],
    ['overlays/cert-manager', 'cert-manager'],
  ] as const)('%s is the installation with certificates: %s', async (folder, certificates) => {
    const installation = {
      ...defaultInstallation(VERSION),
      ...(certificates !== undefined && { certificates }),
    };
    expect(byIdentity(await kustomized(folder))).toEqual(byIdentity(installationObjects(installation)));
  });
});
