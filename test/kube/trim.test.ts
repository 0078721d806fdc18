import { describe, expect, test } from 'vitest';
import { evaluate } from '../../src/core/evaluate.ts';
import type { JsonObject } from '../../src/core/json.ts';
import { groupOf } from '../../src/core/kubernetes-object.ts';
import type { KubernetesObject } from '../../src/core/kubernetes-object.ts';
import { ObjectStore } from '../../src/core/object-store.ts';
import type { ObjectRule, RuleContext } from '../../src/core/rule.ts';
import { DEFAULT_SETTINGS } from '../../src/core/settings.ts';
import { DRIVERS } from '../../src/drivers/registry.ts';
import { review } from '../../src/hooks/review.ts';
import { RESOURCES } from '../../src/kube/kinds/resources.ts';
import { NO_SHARING } from '../../src/kube/kinds/share.ts';
import { RULES } from '../../src/rules/registry.ts';
import { predicate } from '../../src/scheduler/predicate.ts';
import { decodeNode } from '../../src/core/node.ts';
import { DRIVER_SCENES } from '../drivers/driver-scenes.ts';
import { claim, contextOf, creation, podWith, storageClass } from '../support/objects.ts';
import { parseYaml, sceneOf } from '../support/rule-harness.ts';
import type { Scene } from '../support/rule-harness.ts';

/** The object as the cache would keep it; kinds that are not read stay as they are. */
function trimmed(object: KubernetesObject): readonly KubernetesObject[] {
  const row = RESOURCES.find(
    ({ kind, group }) => kind === object.kind && group === groupOf(object.apiVersion),
  );
  if (row === undefined) return [object];
  const kept = row.trim(object, NO_SHARING);
  return kept === undefined ? [] : [{ apiVersion: object.apiVersion, kind: object.kind, ...kept }];
}

function whole(object: KubernetesObject): readonly KubernetesObject[] {
  return [object];
}

type Keep = typeof whole;

/** What a rule finds when the state is kept in some way; what is checked comes with the request, whole. */
function findingsOf(rule: ObjectRule, { example, checked, state, old }: Scene, keep: Keep) {
  const store = new ObjectStore({ complete: example.live === true ? 'all' : new Set() });
  for (const object of [...state, ...checked].flatMap(keep)) store.set(object);
  const context: RuleContext = {
    lookup: store,
    settings: { ...DEFAULT_SETTINGS, ...example.settings },
    drivers: DRIVERS,
    parseYaml,
    ...(example.operation !== undefined && {
      request: { operation: example.operation, ...(old !== undefined && { oldObject: old }) },
    }),
  };
  return checked.flatMap(object => evaluate(object, [rule], context));
}

const OBJECT_RULES = [...RULES, ...DRIVERS.flatMap(driver => driver.rules)].filter(rule => 'check' in rule);

describe('rules find the same in trimmed objects as in whole ones', () => {
  test.each(OBJECT_RULES.map(rule => [rule.id, rule] as const))('%s', (_id, rule) => {
    const examples = [...rule.examples.valid, ...rule.examples.invalid];
    for (const example of examples) {
      const scene = sceneOf(example);
      expect(findingsOf(rule, scene, trimmed)).toEqual(findingsOf(rule, scene, whole));
    }
  });
});

describe('the pod hook and the extender decide the same on trimmed objects as on whole ones', () => {
  test.each(Object.entries(DRIVER_SCENES))(
    '%s',
    (_driver, { provisioner, parameters, topologyKey, objects }) => {
      const inState = [
        ...objects,
        { ...storageClass('fast', provisioner, parameters), reclaimPolicy: 'Delete' },
        claim('new', { storageClassName: 'fast' }),
        claim('chosen', {
          storageClassName: 'fast',
          annotations: {
            'volume.kubernetes.io/selected-node': 'n2',
            'pv.kubernetes.io/bind-completed': 'yes',
          },
        }),
        claim('bound', { storageClassName: 'fast', phase: 'Bound', volumeName: 'pv-1' }),
        {
          apiVersion: 'v1',
          kind: 'PersistentVolume',
          metadata: { name: 'pv-1' },
          spec: {
            storageClassName: 'fast',
            csi: { driver: provisioner, volumeHandle: 'pv-1' },
            claimRef: { namespace: 'shop', name: 'bound' },
            nodeAffinity: {
              required: {
                nodeSelectorTerms: [
                  { matchExpressions: [{ key: topologyKey, operator: 'In', values: ['n1'] }] },
                ],
              },
            },
          },
        },
      ];
      for (const claims of [['new'], ['chosen'], ['bound'], ['new', 'bound'], ['missing']]) {
        const pod = podWith(claims, { metadata: { name: 'web', namespace: 'shop' } });
        const [raw, kept] = [whole, trimmed].map(keep => {
          const context = contextOf(inState.flatMap(keep));
          const nodes = context.lookup.list('Node').map(decodeNode);
          return {
            answer: review('/pod/mutate', creation(pod), context),
            nodes: predicate(pod, nodes, context).passed,
            reasons: [...predicate(pod, nodes, context).unresolvable],
          };
        });
        expect(raw?.answer.allowed).toBe(true);
        expect(kept).toEqual(raw);
      }
    },
  );
});

describe('what is trimmed away', () => {
  function trimOf(kind: string, object: JsonObject): JsonObject | undefined {
    return RESOURCES.find(row => row.kind === kind)?.trim(object, NO_SHARING);
  }

  test.each(RESOURCES.map(({ kind }) => kind))('are the managed fields of a %s', kind => {
    const metadata = { name: 'x', managedFields: [{ manager: 'kubectl' }], resourceVersion: '5' };
    expect(trimOf(kind, { metadata, spec: {} })?.['metadata']).toEqual({ name: 'x' });
  });

  test.each(RESOURCES.map(({ kind }) => kind))('makes no trouble in a malformed %s', kind => {
    for (const broken of [
      null,
      'x',
      7,
      [],
      [null],
      { name: 5 },
      { volumes: [null, 3, { ephemeral: null }] },
    ]) {
      const object = {
        metadata: broken,
        spec: broken,
        status: broken,
        data: broken,
      } as unknown as JsonObject;
      expect(trimOf(kind, object)).toBeTypeOf('object');
    }
  });

  test('is the data of ConfigMaps that are none of our business, but not their names', () => {
    const metadata = { name: 'kube-root-ca.crt', namespace: 'shop' };
    expect(trimOf('ConfigMap', { metadata, data: { 'ca.crt': 'PEM' } })).toEqual({ metadata });
    const data = { clusterId: 'a', iscsiPortal: 'b', metaAddr: 'c' };
    expect(trimOf('ConfigMap', { metadata, data: { ...data, more: 'd' } })).toEqual({ metadata, data });
  });

  test('are the annotations of Kubernetes itself, but not those of users, whatever their keys', () => {
    const annotations = JSON.parse(
      '{"__proto__": "a", "constructor": "b", "iomesh.com/key": "secret", "pv.kubernetes.io/bound-by-controller": "yes"}',
    );
    const kept = trimOf('PersistentVolumeClaim', { metadata: { name: 'x', annotations } });
    expect(JSON.stringify(kept?.['metadata'])).toBe(
      '{"name":"x","annotations":{"__proto__":"a","constructor":"b","iomesh.com/key":"secret"}}',
    );
  });

  test('is why a pod is scheduled, but not why it is not', () => {
    const condition = { type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message: 'no space' };
    expect(trimOf('Pod', { status: { conditions: [{ type: 'Ready' }, condition] } })?.['status']).toEqual({
      conditions: [condition],
    });
    expect(trimOf('Pod', { status: { conditions: [{ ...condition, status: 'True' }] } })?.['status']).toEqual(
      {},
    );
  });

  test('are the templates of ephemeral claims but for their spec', () => {
    const volumeClaimTemplate = { metadata: { labels: { a: 'b' } }, spec: { storageClassName: 'fast' } };
    const volumes = [
      { name: 'scratch', ephemeral: { volumeClaimTemplate } },
      { name: 'tmp', emptyDir: {} },
    ];
    expect(trimOf('Pod', { spec: { volumes } })?.['spec']).toEqual({
      volumes: [
        { name: 'scratch', ephemeral: { volumeClaimTemplate: { spec: { storageClassName: 'fast' } } } },
      ],
    });
  });
});
