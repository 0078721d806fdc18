import { describe, expect, test } from 'vitest';
import { buildProgram } from '../../src/cli/program.ts';
import { arrayAt, at, stringAt } from '../../src/core/json.ts';
import { nameOf, namespaceOf } from '../../src/core/kubernetes-object.ts';
import { environmentName } from '../../src/config/option.ts';
import { OPTIONS } from '../../src/config/options.ts';
import { defaultInstallation } from '../../src/manifests/default-installation.ts';
import { installationFiles, installationObjects } from '../../src/manifests/installation.ts';
import { checkText } from '../support/cli.ts';
import { INSTALLATIONS, inDeployment, objectsOf } from './installations.ts';

const POD = ['template', 'spec'];
const CONTAINER = [...POD, 'containers', 0];
const NOWHERE = { write: () => undefined, isTTY: false, columns: 80 };

/** Flags of `serve`, as the command line itself knows them. */
function flagsOfServe(): readonly string[] {
  const surroundings = { args: [], command: 'stowage', variables: {}, cwd: '/', stdout: NOWHERE, stderr: NOWHERE };
  const readStdin = async () => await Promise.resolve('');
  const program = buildProgram({ ...surroundings, readStdin, now: () => new Date(0) }, () => undefined);
  const serve = program.commands.find(command => command.name() === 'serve');
  return serve?.options.flatMap(option => option.long ?? []) ?? [];
}

describe.each(INSTALLATIONS)('an installation %s', (_name, installation) => {
  const objects = installationObjects(installation);
  const text = JSON.stringify(objects);

  test('passes our own rules', async () => {
    const stdin = objects.map(object => JSON.stringify(object)).join('\n---\n');
    const { findings, summary } = await checkText(stdin);
    expect(findings).toEqual([]);
    expect(summary['objects']).toBe(objects.length);
  });

  test('names every object once, and those of a namespace in its own', () => {
    const names = objects.map(object => [object.kind, namespaceOf(object), nameOf(object)].join(' '));
    expect(names).toEqual([...new Set(names)]);
    const namespaces = objects.flatMap(object => namespaceOf(object) ?? []);
    expect([...new Set(namespaces)]).toEqual([installation.namespace]);
  });

  test('holds no certificate, no Secret and no caBundle', () => {
    expect(objects.map(object => object.kind)).not.toContain('Secret');
    expect(text).not.toMatch(/caBundle|BEGIN|PRIVATE/);
  });

  test('is applied from the namespace to the webhooks', () => {
    const files = [...installationFiles(installation).keys()];
    expect(files[0]).toBe('namespace.yaml');
    expect(files.slice(-2)).toEqual(['deployment.yaml', 'webhooks.yaml']);
  });

  test('the namespace enforces restricted pods and is left alone by the webhooks', () => {
    expect(objectsOf(installation, 'Namespace')[0]).toMatchObject({
      metadata: {
        name: installation.namespace,
        labels: { 'pod-security.kubernetes.io/enforce': 'restricted', 'stowage.dev/webhook': 'ignore' },
      },
    });
  });

  test('the pod is as restricted as Pod Security asks, and may write nowhere', () => {
    expect(inDeployment(installation, ...POD, 'securityContext')).toMatchObject({
      runAsNonRoot: true,
      runAsUser: 65_532,
      runAsGroup: 65_532,
      seccompProfile: { type: 'RuntimeDefault' },
    });
    expect(inDeployment(installation, ...CONTAINER, 'securityContext')).toEqual({
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
      readOnlyRootFilesystem: true,
    });
    const pod = inDeployment(installation, ...POD);
    const volumes = arrayAt(pod, 'volumes').map(volume => Object.keys(volume ?? {}).at(-1));
    expect(volumes).toEqual(['configMap', 'projected']);
    expect(arrayAt(pod, 'containers')).toHaveLength(1);
    expect(pod).not.toHaveProperty('hostNetwork');
  });

  test('the token is given to this pod only, and for an hour', () => {
    const [account] = objectsOf(installation, 'ServiceAccount');
    const pod = inDeployment(installation, ...POD);
    expect([account?.['automountServiceAccountToken'], pod['automountServiceAccountToken']]).toEqual([
      false,
      false,
    ]);
    expect(at(pod, 'volumes', 1, 'projected', 'sources', 0)).toEqual({
      serviceAccountToken: { expirationSeconds: 3600, path: 'token' },
    });
  });

  test('pods are replaced and evicted one by one, after they had the time to drain', () => {
    const spec = inDeployment(installation);
    expect(spec).toMatchObject({
      replicas: 2,
      minReadySeconds: 5,
      strategy: { rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
    });
    expect(at(spec, ...POD, 'terminationGracePeriodSeconds')).toBe(60);
    const keys = arrayAt(spec, ...POD, 'topologySpreadConstraints').map(item => stringAt(item, 'topologyKey'));
    expect(keys).toEqual(['kubernetes.io/hostname', 'topology.kubernetes.io/zone']);
    expect(objectsOf(installation, 'PodDisruptionBudget')[0]).toMatchObject({
      spec: { maxUnavailable: 1, unhealthyPodEvictionPolicy: 'AlwaysAllow' },
    });
  });

  test('every label selector selects the pods', () => {
    const labels = inDeployment(installation, 'template', 'metadata', 'labels');
    const selectors = [
      inDeployment(installation, 'selector', 'matchLabels'),
      ...objectsOf(installation, 'Service').map(service => at(service, 'spec', 'selector')),
      ...objectsOf(installation, 'PodDisruptionBudget').map(o => at(o, 'spec', 'selector', 'matchLabels')),
      ...objectsOf(installation, 'NetworkPolicy').map(o => at(o, 'spec', 'podSelector', 'matchLabels')),
    ];
    expect(selectors).toHaveLength(5);
    for (const selector of selectors) expect(selector).toEqual(labels);
  });

  test('the flags are those of serve, and no namespace or Service is named twice differently', () => {
    const args = arrayAt(inDeployment(installation, ...CONTAINER), 'args').map(String);
    expect(args[0]).toBe('serve');
    const flags = args.slice(1).map(argument => argument.split('=')[0] ?? '');
    expect(flagsOfServe()).toEqual(expect.arrayContaining(flags));
    expect(args).toContain(`--own-namespace=${installation.namespace}`);
    const [service] = objectsOf(installation, 'Service').map(nameOf);
    expect(args).toContain(`--service-name=${service}`);
    const called = [...text.matchAll(/"clientConfig":\{"service":\{"name":"([^"]*)","namespace":"([^"]*)"/g)];
    expect(new Set(called.map(([, name, namespace]) => `${namespace}/${name}`))).toEqual(
      new Set([`${installation.namespace}/${service}`]),
    );
  });

  test('the variables of the Services are not taken for options', () => {
    const [webhook = ''] = objectsOf(installation, 'Service').map(nameOf);
    const variable = `${webhook.replaceAll('-', '_').toUpperCase()}_PORT`;
    const isOption = OPTIONS.some(option => environmentName(option.name) === variable);
    expect(isOption).toBe(installation.name === 'stowage');
    expect(inDeployment(installation, ...POD)['enableServiceLinks']).toBe(false);
  });
});

test('a cert-manager installation says from which certificate the caBundle comes', () => {
  const installation = { ...defaultInstallation('1.2.3'), certificates: 'cert-manager' } as const;
  const certificate = objectsOf(installation, 'Certificate').find(object => at(object, 'spec', 'isCA') !== true);
  expect(certificate).toMatchObject({
    metadata: { name: 'stowage-webhook' },
    spec: { secretName: 'stowage-webhook-tls', issuerRef: { name: 'stowage-ca' } },
  });
  expect(arrayAt(certificate, 'spec', 'dnsNames')).toContain('stowage-webhook.stowage-system.svc');
  for (const kind of ['MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration']) {
    expect(objectsOf(installation, kind)[0]).toMatchObject({
      metadata: { annotations: { 'cert-manager.io/inject-ca-from': 'stowage-system/stowage-webhook' } },
    });
  }
});
