import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/core/json.ts';
import type { KubernetesObject } from '../../src/core/kubernetes-object.ts';
import {
  boundClaim,
  claim,
  device,
  deviceClass,
  gib,
  iomeshCluster,
  lvmClass,
  node,
  pod,
  volume,
} from '../explain/snapshots/builders.ts';
import { stowage, temporaryFolder } from '../support/cli.ts';

const EXAMPLES = join(import.meta.dirname, '../../examples');

interface FitItem {
  readonly wanted: number;
  readonly placed: number;
  readonly nodes: readonly { readonly name: string; readonly replicas: number }[];
  readonly next: { readonly id: string | null; readonly summary: string } | null;
}

interface Asked {
  readonly code: number;
  readonly item: FitItem;
  /** Replicas by node. */
  readonly where: Readonly<Record<string, number>>;
}

async function fit(
  manifest: JsonObject,
  state: readonly KubernetesObject[],
  replicas?: number,
): Promise<Asked> {
  const folder = temporaryFolder();
  const list = {
    apiVersion: 'v1',
    kind: 'List',
    metadata: { annotations: { 'stowage.dev/complete': 'true' } },
    items: state,
  };
  writeFileSync(join(folder, 'state.json'), JSON.stringify(list));
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify(manifest));
  const files = ['-f', join(folder, 'manifest.json'), '--state', join(folder, 'state.json')];
  const count = replicas === undefined ? [] : ['--replicas', String(replicas)];
  const { code, stdout, stderr } = await stowage(['fit', '-o', 'json', ...files, ...count]);
  expect(stderr).toBe('');
  const { items }: { items: readonly [FitItem] } = JSON.parse(stdout);
  const [item] = items;
  return { code, item, where: Object.fromEntries(item.nodes.map(({ name, replicas: n }) => [name, n])) };
}

function statefulSet(storageClassName: string, storage: string, template: JsonObject = {}): JsonObject {
  return {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { name: 'db', namespace: 'shop' },
    spec: {
      replicas: 3,
      template: {
        metadata: { labels: { app: 'db' } },
        spec: { containers: [{ name: 'main' }], ...template },
      },
      volumeClaimTemplates: [
        { metadata: { name: 'data' }, spec: { storageClassName, resources: { requests: { storage } } } },
      ],
    },
  };
}

const SSD = lvmClass('ssd');

describe('fit', () => {
  it('all replicas of the workload, on the nodes with the most space', async () => {
    const state = [SSD, node('n1', { free: { ssd: gib(100) } }), node('n2', { free: { ssd: gib(30) } })];
    const { code, item, where } = await fit(statefulSet('topolvm-ssd', '20Gi'), state);
    expect({ code, wanted: item.wanted, placed: item.placed, next: item.next }).toEqual({
      code: 0,
      wanted: 3,
      placed: 3,
      next: null,
    });
    expect(where).toEqual({ n1: 3 });
  });

  it('exactly as many as the bytes hold, and why the next one does not', async () => {
    const state = [SSD, node('n1', { free: { ssd: gib(100) } }), node('n2', { free: { ssd: gib(60) - 1n } })];
    const { code, item, where } = await fit(statefulSet('topolvm-ssd', '20Gi'), state, 20);
    expect([code, item.placed, where]).toEqual([1, 7, { n1: 5, n2: 2 }]);
    expect(item.next).toMatchObject({
      id: 'W02',
      summary: expect.stringContaining('the largest has'),
    });
  });

  it('a device for each, the closest in size', async () => {
    const label = (name: string) => ({ labels: { 'topology.iomesh-localpv-manager.csi/node': name } });
    const state = [
      deviceClass(),
      node('n1', label('n1')),
      node('n2', label('n2')),
      device('a', 'n1', 9_000_000_000),
      device('b', 'n1', 15_000_000_000),
      device('c', 'n1', 20_000_000_000),
      device('d', 'n2', 10_000_000_000),
    ];
    const { item, where } = await fit(statefulSet('localpv', '10G'), state, 5);
    expect([item.placed, where, item.next?.id]).toEqual([3, { n1: 2, n2: 1 }, 'W15']);
  });

  it('CPU is booked as well', async () => {
    const template = { containers: [{ name: 'main', resources: { requests: { cpu: '3' } } }] };
    const state = [SSD, node('n1', { free: { ssd: gib(1000) } })];
    const { item } = await fit(statefulSet('topolvm-ssd', '1Gi', template), state, 5);
    expect([item.placed, item.next?.id]).toEqual([2, 'W19']);
  });

  it('one for each node when the pods shun each other', async () => {
    const term = { labelSelector: { matchLabels: { app: 'db' } }, topologyKey: 'kubernetes.io/hostname' };
    const affinity = { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [term] } };
    const state = [
      SSD,
      node('n1', { free: { ssd: gib(100) } }),
      node('n2', { free: { ssd: gib(100) } }),
      node('n3', { free: { ssd: gib(100) } }),
      pod([], {
        name: 'other',
        metadata: { labels: { app: 'db' } },
        spec: { nodeName: 'n3' },
        phase: 'Running',
      }),
    ];
    const { item, where } = await fit(statefulSet('topolvm-ssd', '1Gi', { affinity }), state);
    expect([item.placed, where]).toEqual([2, { n1: 1, n2: 1 }]);
    expect(item.next?.summary).toContain('anti-affinity');
  });

  it('replicas that run already take nothing; their claims stay where they are', async () => {
    const state = [
      SSD,
      node('n1', { free: { ssd: gib(100) } }),
      node('n2', { free: { ssd: gib(0) } }),
      boundClaim('data-db-0', 'pv-0'),
      volume('pv-0', 'n2'),
      pod(['data-db-0'], { name: 'db-0', spec: { nodeName: 'n2' }, phase: 'Running' }),
      boundClaim('data-db-1', 'pv-1'),
      volume('pv-1', 'n2'),
    ];
    const { code, where } = await fit(statefulSet('topolvm-ssd', '100Gi'), state);
    expect([code, where]).toEqual([0, { n1: 1, n2: 2 }]);
  });

  it('a claim that all replicas share ties them to the node of the first', async () => {
    const deployment = {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'web', namespace: 'shop' },
      spec: {
        replicas: 2,
        template: {
          spec: {
            containers: [{ name: 'main', resources: { requests: { cpu: '5' } } }],
            volumes: [{ name: 'v', persistentVolumeClaim: { claimName: 'shared' } }],
          },
        },
      },
    };
    const state = [
      SSD,
      claim('shared'),
      node('n1', { free: { ssd: gib(200) } }),
      node('n2', { free: { ssd: gib(500) } }),
    ];
    const { item, where } = await fit(deployment, state);
    expect([item.placed, where]).toEqual([1, { n2: 1 }]);
    expect(item.next?.id).toBe('W19');
  });

  it('ephemeral volumes are counted for each replica', async () => {
    const spec = {
      accessModes: ['ReadWriteOnce'],
      storageClassName: 'topolvm-ssd',
      resources: { requests: { storage: '30Gi' } },
    };
    const deployment = {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'web', namespace: 'shop' },
      spec: {
        template: {
          spec: {
            containers: [{ name: 'main' }],
            volumes: [{ name: 'scratch', ephemeral: { volumeClaimTemplate: { spec } } }],
          },
        },
      },
    };
    const { item } = await fit(deployment, [SSD, node('n1', { free: { ssd: gib(100) } })], 5);
    expect(item.placed).toBe(3);
  });

  it('space that belongs to no node is not counted, its cluster is', async () => {
    const state = [...iomeshCluster('iomesh-1', ['n1']), node('n1'), node('n2')];
    const { item, where } = await fit(statefulSet('iomesh-1', '10Ti'), state);
    expect([item.placed, where]).toEqual([3, { n1: 3 }]);
  });

  it('exits 3 when the state lacks what decides it', async () => {
    const manifest = join(EXAMPLES, 'manifests/topolvm-statefulset.yaml');
    const { code, stdout } = await stowage([
      'fit',
      '-f',
      manifest,
      '--state',
      join(EXAMPLES, 'cluster/nodes.yaml'),
    ]);
    expect(code).toBe(3);
    expect(stdout).toBe(
      'StatefulSet shop/db: 0 of 3 replicas fit. The next one: it cannot be told without StorageClass\ntopolvm-ssd.\n',
    );
  });

  it.each([
    [['fit', '--state', 'x'], "required option '-f, --filename <path>' not specified"],
    [['fit', '-f', 'x'], '--state is missing'],
    [
      ['fit', '-f', 'x', '--state', 'y', '--replicas', '0'],
      '--replicas: "0" is not a whole number from 1 to 10000',
    ],
    [['fit', '-f', 'x', '--state', 'y', '--replicas', 'many'], '--replicas: "many"'],
    [
      ['fit', '-f', join(EXAMPLES, 'cluster/nodes.yaml'), '--state', join(EXAMPLES, 'cluster')],
      'the files given make no pod',
    ],
  ])('%j is wrong usage', async (args, message) => {
    const { code, stdout, stderr } = await stowage(args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(message);
  });
});
