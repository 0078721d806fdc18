import fastJsonPatch from 'fast-json-patch';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { at, objectAt } from '../../src/core/json.ts';
import type { JsonObject } from '../../src/core/json.ts';
import type { KubernetesObject } from '../../src/core/kubernetes-object.ts';
import { podNodePredicate } from '../../src/core/node-affinity.ts';
import { decodeNode } from '../../src/core/node.ts';
import { review } from '../../src/hooks/review.ts';
import { claim, contextOf, creation, node, storageClass } from '../support/objects.ts';

const NODES = Array.from({ length: 6 }, (_, index) =>
  node(`n${index}`, {
    labels: { zone: index % 2 === 0 ? 'a' : 'b', cores: String(8 * index), disk: index < 3 ? 'ssd' : 'hdd' },
  }),
);

/** Two IOMesh clusters: one on n0 to n2, the other on n3 to n5. */
function iomeshCluster(name: string, nodes: readonly string[]): KubernetesObject[] {
  return [
    {
      apiVersion: 'iomesh.com/v1alpha1',
      kind: 'IOMeshCluster',
      metadata: { name, namespace: name },
      spec: {},
    },
    ...nodes.map((nodeName, index): KubernetesObject => ({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: `${name}-chunk-${index}`, namespace: name },
      spec: { nodeName },
      status: { phase: 'Running' },
    })),
  ];
}

const CLASSES: readonly KubernetesObject[] = [
  storageClass('ssd', 'topolvm.io', { 'topolvm.io/device-class': 'ssd' }),
  storageClass('legacy', 'topolvm.cybozu.com'),
  storageClass('first', 'com.iomesh.csi-driver', { iomeshCluster: 'first/first' }),
  storageClass('second', 'com.iomesh.csi-driver', { iomeshCluster: 'second/second' }),
  storageClass('local', 'com.iomesh.iomesh-localpv-manager', { volumeType: 'hostpath' }),
  storageClass('nfs', 'nfs.csi.k8s.io'),
];
const CLUSTERS = [
  ...iomeshCluster('first', ['n0', 'n1', 'n2']),
  ...iomeshCluster('second', ['n3', 'n4', 'n5']),
];
const CLUSTER_NODES = new Map([
  ['first', new Set(['n0', 'n1', 'n2'])],
  ['second', new Set(['n3', 'n4', 'n5'])],
]);

const className = fc.constantFrom('ssd', 'legacy', 'first', 'second', 'local', 'nfs', 'gone', '');
const storage = fc.constantFrom('1Gi', '500Mi', '1.5G', '7Ei', '0', 'nonsense', '12345');
const claims = fc.dictionary(
  fc.constantFrom('a', 'b', 'c', 'd'),
  fc.record({ storageClassName: className, storage }),
  { maxKeys: 4 },
);

const requirement = fc.oneof(
  fc.record({
    key: fc.constantFrom('zone', 'disk', 'absent'),
    operator: fc.constantFrom('In', 'NotIn'),
    values: fc.subarray(['a', 'b', 'ssd', 'hdd'], { minLength: 1 }),
  }),
  fc.record({ key: fc.constantFrom('zone', 'absent'), operator: fc.constantFrom('Exists', 'DoesNotExist') }),
  fc.record({
    key: fc.constant('cores'),
    operator: fc.constantFrom('Gt', 'Lt'),
    values: fc.constantFrom(['8'], ['24'], ['40']),
  }),
);
const term = fc.record(
  {
    matchExpressions: fc.array(requirement, { maxLength: 3 }),
    matchFields: fc.constantFrom([], [{ key: 'metadata.name', operator: 'In', values: ['n1'] }]),
  },
  { requiredKeys: [] },
);
const affinity = fc.option(
  fc.record(
    {
      nodeAffinity: fc.record(
        {
          requiredDuringSchedulingIgnoredDuringExecution: fc.record({
            nodeSelectorTerms: fc.array(term, { maxLength: 3 }),
          }),
          preferredDuringSchedulingIgnoredDuringExecution: fc.array(
            fc.record({ weight: fc.integer({ min: 1, max: 100 }), preference: term }),
            { maxLength: 2 },
          ),
        },
        { requiredKeys: [] },
      ),
      podAntiAffinity: fc.constant({ futureField: [1] }),
    },
    { requiredKeys: [] },
  ),
  { nil: undefined },
);

const resources = fc.option(
  fc.record(
    {
      requests: fc.constantFrom({}, { memory: '1Gi' }, { 'topolvm.io/capacity': '1' }),
      limits: fc.constantFrom({}, { cpu: '1' }),
    },
    { requiredKeys: [] },
  ),
  { nil: undefined },
);
const annotations = fc.option(
  fc.dictionary(
    fc.constantFrom(
      'a',
      'capacity.topolvm.io/ssd',
      'capacity.topolvm.io/old',
      'capacity.topolvm.cybozu.com/00default',
    ),
    fc.string({ maxLength: 5 }),
  ),
  { nil: undefined },
);

const state = fc.record({
  claims,
  affinity,
  resources,
  annotations,
  volumes: fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 4 }),
  extra: fc.jsonValue({ maxDepth: 2 }),
});
type State = typeof state extends fc.Arbitrary<infer Value> ? Value : never;

function podOf(drawn: State): KubernetesObject {
  const metadata = { name: 'web', ...(drawn.annotations && { annotations: drawn.annotations }) };
  const pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata,
    spec: {
      futureField: drawn.extra,
      containers: [
        { name: 'main', futureField: drawn.extra, ...(drawn.resources && { resources: drawn.resources }) },
      ],
      volumes: drawn.volumes.map((claimName, index) => ({
        name: `v${index}`,
        persistentVolumeClaim: { claimName },
      })),
      ...(drawn.affinity && { affinity: drawn.affinity }),
    },
  };
  return JSON.parse(JSON.stringify(pod)) as KubernetesObject;
}

function mutate(pod: KubernetesObject, drawn: State) {
  const objects = Object.entries(drawn.claims).map(([name, fields]) => claim(name, fields));
  const response = review(
    '/pod/mutate',
    creation(pod),
    contextOf([...NODES, ...CLASSES, ...CLUSTERS, ...objects]),
  );
  const operations = [...(response.patch ?? [])] as Parameters<typeof fastJsonPatch.applyPatch>[1];
  return {
    response,
    after: fastJsonPatch.applyPatch(structuredClone(pod), operations, true).newDocument,
  };
}

function hasTerms(pod: KubernetesObject): boolean {
  const required = at(
    pod,
    'spec',
    'affinity',
    'nodeAffinity',
    'requiredDuringSchedulingIgnoredDuringExecution',
  );
  return !(required !== undefined && JSON.stringify(at(required, 'nodeSelectorTerms')) === '[]');
}

describe('pod hook, properties', () => {
  test('the patch applies, and applied to its own output the hook patches nothing', () => {
    fc.assert(
      fc.property(state, drawn => {
        const { after } = mutate(podOf(drawn), drawn);
        expect(mutate(after, drawn).response.patch).toBeUndefined();
      }),
      { numRuns: 500 },
    );
  });

  test('the same review twice gives the same bytes', () => {
    fc.assert(
      fc.property(state, drawn => {
        expect(JSON.stringify(mutate(podOf(drawn), drawn).response)).toBe(
          JSON.stringify(mutate(podOf(drawn), drawn).response),
        );
      }),
      { numRuns: 200 },
    );
  });

  test('fields that this version does not know survive, and so does everything that is not ours', () => {
    fc.assert(
      fc.property(state, drawn => {
        const pod = podOf(drawn);
        const { after } = mutate(pod, drawn);
        const strip = (object: KubernetesObject): JsonObject => ({
          ...object,
          metadata: { ...objectAt(object, 'metadata'), annotations: null },
          spec: {
            ...objectAt(object, 'spec'),
            affinity: null,
            containers: at(object, 'spec', 'containers', 0, 'futureField') ?? null,
          },
        });
        expect(strip(after)).toEqual(strip(pod));
      }),
      { numRuns: 300 },
    );
  });

  test('affinity admits exactly the nodes that it admitted before and that the storage allows', () => {
    fc.assert(
      fc.property(state, drawn => {
        const pod = podOf(drawn);
        fc.pre(hasTerms(pod));
        const { response, after } = mutate(pod, drawn);
        fc.pre(response.allowed);
        const sets = drawn.volumes.flatMap(name => {
          const used = Object.hasOwn(drawn.claims, name) ? drawn.claims[name]?.storageClassName : undefined;
          return CLUSTER_NODES.get(used ?? '') ?? [];
        });
        for (const object of NODES) {
          const decoded = decodeNode(object);
          const isAllowed = sets.every(set => set.has(decoded.name));
          expect(podNodePredicate(objectAt(after, 'spec'))(decoded), decoded.name).toBe(
            podNodePredicate(objectAt(pod, 'spec'))(decoded) && isAllowed,
          );
        }
      }),
      { numRuns: 500 },
    );
  });
});
