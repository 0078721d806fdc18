import { dump, load, loadAll } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { stowage } from '../support/cli.ts';
import type { CliEnd } from '../support/cli.ts';
import { BAD_CLASS, DOUBTFUL_CLASS, GOOD_CLASS } from '../support/manifests.ts';

const EXAMPLES = ['--state', 'examples/cluster'];

async function mutate(stdin: string, ...args: readonly string[]): Promise<CliEnd> {
  return await stowage(['mutate', '-', ...EXAMPLES, ...args], { stdin });
}

/** The objects that come out as JSON, always as a list. */
async function objectsOf(stdin: string): Promise<readonly Readonly<Record<string, never>>[]> {
  const object = JSON.parse((await mutate(stdin, '-o', 'json')).stdout);
  return object.kind === 'List' ? object.items : [object];
}

const POD_SPEC = {
  containers: [{ name: 'app', image: 'app', volumeMounts: [{ name: 'scratch', mountPath: '/tmp' }] }],
  volumes: [
    {
      name: 'scratch',
      ephemeral: {
        volumeClaimTemplate: {
          spec: {
            storageClassName: 'topolvm-ssd',
            accessModes: ['ReadWriteOnce'],
            resources: { requests: { storage: '3Gi' } },
          },
        },
      },
    },
  ],
};

const TEMPLATE = { metadata: { labels: { app: 'app' } }, spec: POD_SPEC };
const METADATA = { namespace: 'shop', name: 'app' };
const SELECTOR = { matchLabels: { app: 'app' } };
const JOB_TEMPLATE = { ...TEMPLATE, spec: { ...POD_SPEC, restartPolicy: 'Never' } };

const WORKLOADS = [
  { apiVersion: 'v1', kind: 'Pod', metadata: METADATA, spec: POD_SPEC },
  {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: METADATA,
    spec: { selector: SELECTOR, template: TEMPLATE },
  },
  {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: METADATA,
    spec: { selector: SELECTOR, template: TEMPLATE },
  },
  {
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: METADATA,
    spec: { selector: SELECTOR, template: TEMPLATE },
  },
  {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: METADATA,
    spec: { selector: SELECTOR, serviceName: 'app', template: TEMPLATE },
  },
  { apiVersion: 'batch/v1', kind: 'Job', metadata: METADATA, spec: { template: JOB_TEMPLATE } },
  {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: METADATA,
    spec: { schedule: '@daily', jobTemplate: { spec: { template: JOB_TEMPLATE } } },
  },
] as const;

describe('mutate shows the pod that a workload makes', () => {
  it.each(WORKLOADS)('$kind', async workload => {
    const [pod, ...others] = await objectsOf(dump(workload));
    expect(others).toEqual([]);
    expect(pod).toMatchObject({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { namespace: 'shop', annotations: { 'capacity.topolvm.io/ssd': String(3 * 1024 ** 3) } },
      spec: {
        containers: [
          {
            name: 'app',
            resources: { limits: { 'topolvm.io/capacity': '1' }, requests: { 'topolvm.io/capacity': '1' } },
          },
        ],
      },
    });
  });

  it.each(WORKLOADS)(
    '$kind: yaml holds what json holds, and --diff and --patch tell of it',
    async workload => {
      const text = dump(workload);
      const [pod] = await objectsOf(text);
      expect(load((await mutate(text)).stdout)).toEqual(pod);
      const diff = await mutate(text, '--diff');
      expect(diff.code).toBe(1);
      expect(diff.stdout).toMatch(/^\+ +capacity\.topolvm\.io\/ssd: '3221225472'$/m);
      expect(diff.stdout).toContain('1 object: 1 would change, 0 denied.');
      if (workload.kind !== 'Pod') expect(diff.stdout).toContain(`${workload.kind} shop/app → Pod shop/app-`);
      const [{ patch }] = JSON.parse((await mutate(text, '--patch')).stdout);
      expect(patch).toContainEqual({
        op: 'add',
        path: expect.stringMatching(/^\/metadata/),
        value: expect.anything(),
      });
    },
  );

  it('a StatefulSet with claim templates: the claims, then the pod that mounts them', async () => {
    const { code, stdout } = await stowage([
      'mutate',
      'examples/manifests/topolvm-statefulset.yaml',
      ...EXAMPLES,
    ]);
    expect(code).toBe(0);
    const [claim, pod, ...others] = loadAll(stdout);
    expect(others).toEqual([]);
    expect(claim).toMatchObject({
      kind: 'PersistentVolumeClaim',
      metadata: {
        namespace: 'shop',
        name: 'data-db-0',
        annotations: { 'stowage.dev/driver': 'topolvm', 'stowage.dev/topology': 'ssd' },
      },
    });
    expect(pod).toMatchObject({
      kind: 'Pod',
      metadata: { name: 'db-0', annotations: { 'capacity.topolvm.io/ssd': '53687091200' } },
      spec: { volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'data-db-0' } }] },
    });
  });

  it('what comes out goes in again unchanged', async () => {
    for (const workload of WORKLOADS) {
      const once = (await mutate(dump(workload))).stdout;
      expect((await mutate(once)).stdout).toBe(once);
      expect(await mutate(once, '--diff')).toMatchObject({
        code: 0,
        stdout: '1 object: 0 would change, 0 denied.\n',
      });
    }
  });
});

describe('mutate --patch', () => {
  it('prints the patch of every object, also of those that stay', async () => {
    const { code, stdout } = await mutate(GOOD_CLASS, '--patch');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual([{ object: 'StorageClass good', patch: [] }]);
  });
});

describe('mutate passes on', () => {
  it('objects without a hook, as they are', async () => {
    const service = {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: METADATA,
      spec: { ports: [{ port: 80 }] },
    };
    expect(await objectsOf(dump(service))).toEqual([service]);
  });

  it('no namespace that the manifest does not name', async () => {
    const claim = { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name: 'data' }, spec: {} };
    const [object] = await objectsOf(
      dump({ ...claim, spec: POD_SPEC.volumes[0]?.ephemeral.volumeClaimTemplate.spec }),
    );
    expect(object?.['metadata']).not.toHaveProperty('namespace');
  });

  it('several objects as YAML documents, and as one List in JSON', async () => {
    const text = `${GOOD_CLASS}---\n${GOOD_CLASS.replace('name: good', 'name: better')}`;
    const names = (await objectsOf(text)).map(({ metadata }) => metadata);
    expect(names).toEqual([{ name: 'good' }, { name: 'better' }]);
    expect(loadAll((await mutate(text)).stdout)).toEqual(await objectsOf(text));
  });

  it('a field that we do not know', async () => {
    const [pod] = WORKLOADS;
    const [object] = await objectsOf(dump({ ...pod, spec: { ...pod.spec, fieldOfTomorrow: { a: [1] } } }));
    expect(object?.['spec']).toHaveProperty('fieldOfTomorrow', { a: [1] });
  });
});

describe('mutate denies', () => {
  it('on stderr, with exit code 1, and prints the others', async () => {
    const { code, stdout, stderr } = await mutate(`${BAD_CLASS}---\n${GOOD_CLASS}`);
    expect(code).toBe(1);
    expect(load(stdout)).toMatchObject({ metadata: { name: 'good' } });
    expect(stderr).toMatch(/^denied: StorageClass bad: iomesh-sc-fstype-invalid: /);
    expect(stderr).toContain('Fix: Did you mean "ext4"?');
  });

  it.each([['--diff'], ['--patch'], ['-o', 'json']])('%s %s as well', async (...args) => {
    const { code, stderr } = await mutate(BAD_CLASS, ...args);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^denied: StorageClass bad: /);
  });

  it('--diff counts what is denied', async () => {
    const { stdout } = await mutate(`${BAD_CLASS}---\n${GOOD_CLASS}`, '--diff');
    expect(stdout).toBe('2 objects: 0 would change, 1 denied.\n');
  });

  it('but only warns of a warning', async () => {
    const { code, stderr } = await stowage(['mutate', '-'], { stdin: DOUBTFUL_CLASS });
    expect(code).toBe(0);
    expect(stderr).toMatch(/^warning: StorageClass doubtful: sc-misplaced-field: /);
  });
});

describe('mutate needs all that its files hold', () => {
  it.each([
    ['text that does not parse', `${GOOD_CLASS}---\nkind: [\n`, 'stdin:10:7: not valid YAML'],
    ['tabs', 'kind: Pod\nmetadata:\n\tname: x\n', 'stdin:3:1: '],
    ['a Helm template', '{{ include "x" . }}\n', 'stdin:1:1: Helm template; render it first'],
  ])('%s: exit code 2 and nothing printed', async (_what, stdin, reason) => {
    const { code, stdout, stderr } = await mutate(stdin);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(`error: ${reason}`);
  });

  it('no control character of a manifest reaches the terminal', async () => {
    const { stdout, stderr } = await mutate(
      BAD_CLASS.replace('name: bad', 'name: "bad\\u001B[2J"'),
      '--diff',
    );
    expect(stdout + stderr).not.toContain('\u001B');
  });
});
