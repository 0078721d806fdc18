import fastJsonPatch from 'fast-json-patch';
import { describe, expect, test } from 'vitest';
import type { AdmissionResponse } from '../../src/core/admission.ts';
import { at } from '../../src/core/json.ts';
import type { JsonObject } from '../../src/core/json.ts';
import type { KubernetesObject } from '../../src/core/kubernetes-object.ts';
import type { Settings } from '../../src/core/settings.ts';
import { review } from '../../src/hooks/review.ts';
import { claim, contextOf, creation, node, podWith, storageClass } from '../support/objects.ts';

const TLV = storageClass('tlv', 'topolvm.io');
const SSD = storageClass('ssd', 'topolvm.io', { 'topolvm.io/device-class': 'ssd' });
const LEGACY = storageClass('legacy', 'topolvm.cybozu.com', { 'topolvm.cybozu.com/device-class': 'ssd' });

function mutate(
  pod: KubernetesObject,
  objects: readonly KubernetesObject[],
  settings: Partial<Settings> = {},
): AdmissionResponse {
  return review('/pod/mutate', creation(pod), contextOf([TLV, SSD, LEGACY, ...objects], settings));
}

function applied(pod: KubernetesObject, response: AdmissionResponse): KubernetesObject {
  const operations = [...(response.patch ?? [])] as Parameters<typeof fastJsonPatch.applyPatch>[1];
  return fastJsonPatch.applyPatch(structuredClone(pod), operations, true).newDocument;
}

function annotationsAfter(pod: KubernetesObject, response: AdmissionResponse): unknown {
  return at(applied(pod, response), 'metadata', 'annotations');
}

const CAPACITY = { limits: { 'topolvm.io/capacity': '1' }, requests: { 'topolvm.io/capacity': '1' } };

describe('pod hook, exact patches', () => {
  test('a pod without annotations and a container without resources gets each in one operation', () => {
    expect(mutate(podWith(['a']), [claim('a', { storageClassName: 'ssd' })]).patch).toEqual([
      { op: 'add', path: '/metadata/annotations', value: { 'capacity.topolvm.io/ssd': '1073741824' } },
      { op: 'add', path: '/spec/containers/0/resources', value: CAPACITY },
    ]);
  });

  test('the legacy provisioner gets the legacy names, in the same process', () => {
    expect(mutate(podWith(['a']), [claim('a', { storageClassName: 'legacy' })]).patch).toEqual([
      {
        op: 'add',
        path: '/metadata/annotations',
        value: { 'capacity.topolvm.cybozu.com/ssd': '1073741824' },
      },
      {
        op: 'add',
        path: '/spec/containers/0/resources',
        value: {
          limits: { 'topolvm.cybozu.com/capacity': '1' },
          requests: { 'topolvm.cybozu.com/capacity': '1' },
        },
      },
    ]);
  });

  test('other annotations are kept and the default class is escaped in the path', () => {
    const pod = podWith(['a'], { metadata: { annotations: { a: 'b' } } });
    expect(mutate(pod, [claim('a', { storage: '500Mi' })]).patch).toContainEqual({
      op: 'add',
      path: '/metadata/annotations/capacity.topolvm.io~100default',
      value: '524288000',
    });
  });

  test('claims of several classes are summed per class and the existing memory request is kept', () => {
    const pod = podWith(['a', 'b', 'c'], {
      spec: { containers: [{ name: 'main', resources: { requests: { memory: '100' } } }] },
    });
    const objects = [
      claim('a', { storage: '100Gi', storageClassName: 'ssd' }),
      claim('b', { storage: '2147483647', storageClassName: 'ssd' }),
      claim('c', { storage: '500Mi' }),
    ];
    const response = mutate(
      {
        ...pod,
        spec: {
          ...(pod['spec'] as JsonObject),
          volumes: ['a', 'b', 'c'].map(name => ({ name, persistentVolumeClaim: { claimName: name } })),
        },
      },
      objects,
    );
    expect(response.patch).toEqual([
      {
        op: 'add',
        path: '/metadata/annotations',
        value: { 'capacity.topolvm.io/00default': '524288000', 'capacity.topolvm.io/ssd': '109521666047' },
      },
      { op: 'add', path: '/spec/containers/0/resources/limits', value: { 'topolvm.io/capacity': '1' } },
      { op: 'add', path: '/spec/containers/0/resources/requests/topolvm.io~1capacity', value: '1' },
    ]);
  });

  test('a pod copied with stale annotations loses those of classes it does not use', () => {
    const pod = podWith(['a'], {
      metadata: { annotations: { 'capacity.topolvm.io/hdd': '5', 'capacity.topolvm.io/ssd': '7' } },
      spec: { containers: [{ name: 'main', resources: CAPACITY }] },
    });
    expect(mutate(pod, [claim('a', { storageClassName: 'ssd' })]).patch).toEqual([
      { op: 'remove', path: '/metadata/annotations/capacity.topolvm.io~1hdd' },
      { op: 'replace', path: '/metadata/annotations/capacity.topolvm.io~1ssd', value: '1073741824' },
    ]);
  });

  test('with TopoLVM compatibility stale annotations stay', () => {
    const pod = podWith(['a'], {
      metadata: { annotations: { 'capacity.topolvm.io/hdd': '5', 'capacity.topolvm.io/ssd': '7' } },
      spec: { containers: [{ name: 'main', resources: CAPACITY }] },
    });
    const response = mutate(pod, [claim('a', { storageClassName: 'ssd' })], { topolvmCompat: 'v0.40' });
    expect(response.patch).toEqual([
      { op: 'replace', path: '/metadata/annotations/capacity.topolvm.io~1ssd', value: '1073741824' },
    ]);
  });

  test('a field that this version does not know is never touched', () => {
    const pod = podWith(['a'], { spec: { futureField: 1 } });
    const response = mutate(pod, [claim('a')]);
    expect(response.patch?.map(operation => operation.path).join()).not.toContain('futureField');
    expect(at(applied(pod, response), 'spec', 'futureField')).toBe(1);
  });
});

describe('pod hook, sizes', () => {
  const DEFAULT = 'capacity.topolvm.io/00default';
  test.each([
    ['no request means 1 GiB', undefined, '1073741824'],
    ['zero means 1 GiB', '0', '1073741824'],
    ['a binary fraction is exact', '1.5Gi', '1610612736'],
    ['a decimal suffix is decimal', '1G', '1000000000'],
    ['a fraction of a byte is rounded up', '500m', '1'],
    ['sums may pass 64 bits', '16Ei', '18446744073709551616'],
  ])('%s', (_reason, storage, bytes) => {
    const pod = podWith(['a']);
    expect(annotationsAfter(pod, mutate(pod, [claim('a', { storage })]))).toEqual({ [DEFAULT]: bytes });
  });

  test.each([
    ['500Mi', '1073741824'],
    ['1G', '1073741824'],
    ['1500M', '2147483648'],
    ['2147483647', '2147483648'],
    ['5G', '5368709120'],
  ])('compatibility with v0.5 rounds %s up to GiB', (storage, bytes) => {
    const pod = podWith(['a']);
    const response = mutate(pod, [claim('a', { storage, storageClassName: 'legacy' })], {
      topolvmCompat: 'v0.5',
    });
    expect(annotationsAfter(pod, response)).toEqual({ 'capacity.topolvm.cybozu.com/ssd': bytes });
  });
});

describe('pod hook, compatibility with v0.4', () => {
  const inline = (size?: string) => ({
    name: 'scratch',
    csi: {
      driver: 'topolvm.cybozu.com',
      ...(size !== undefined && { volumeAttributes: { 'topolvm.cybozu.com/size': size } }),
    },
  });
  const podWithInline = (size?: string) => podWith([], { spec: { volumes: [inline(size)] } });
  const resourceAfter = (pod: KubernetesObject, response: AdmissionResponse) =>
    at(
      applied(pod, response),
      'spec',
      'containers',
      0,
      'resources',
      'requests',
      'topolvm.cybozu.com/capacity',
    );

  test('the resource carries the bytes and there is no annotation', () => {
    const pod = podWith(['a']);
    const response = mutate(pod, [claim('a', { storage: '3Gi', storageClassName: 'legacy' })], {
      topolvmCompat: 'v0.4',
    });
    expect(resourceAfter(pod, response)).toBe('3221225472');
    expect(annotationsAfter(pod, response)).toBeUndefined();
  });

  test.each([
    ['counts an inline volume in GiB', '3', '3221225472'],
    ['takes 1 GiB for an inline volume without a size', undefined, '1073741824'],
  ])('%s', (_reason, size, bytes) => {
    const pod = podWithInline(size);
    expect(resourceAfter(pod, mutate(pod, [], { topolvmCompat: 'v0.4' }))).toBe(bytes);
  });

  test('an unreadable inline size is an error', () => {
    expect(mutate(podWithInline('x'), [], { topolvmCompat: 'v0.4' })).toMatchObject({
      allowed: false,
      status: { code: 500 },
    });
  });
});

describe('pod hook, nothing to inject', () => {
  test.each([
    ['a claim without a class and no default class', [claim('a', { storageClassName: undefined })], 0],
    ['a claim that asks for no class', [claim('a', { storageClassName: '' })], 0],
    ['a class that does not exist, with a warning', [claim('a', { storageClassName: 'gone' })], 1],
    [
      'a class of another driver',
      [claim('a', { storageClassName: 'nfs' }), storageClass('nfs', 'nfs.csi.k8s.io')],
      0,
    ],
    ['a claim that does not exist, with a warning', [], 1],
    [
      'an empty device class, with a warning',
      [
        claim('a', { storageClassName: 'empty' }),
        storageClass('empty', 'topolvm.io', { 'topolvm.io/device-class': '' }),
      ],
      1,
    ],
    ['a bound claim', [claim('a', { phase: 'Bound', volumeName: 'pv-1' })], 0],
  ])('%s', (_reason, objects, warnings) => {
    const response = mutate(podWith(['a']), objects);
    expect(response).toMatchObject({ allowed: true });
    expect(response.patch).toBeUndefined();
    expect(response.warnings).toHaveLength(warnings);
  });
});

describe('pod hook, which claims count', () => {
  const volume: KubernetesObject = {
    apiVersion: 'v1',
    kind: 'PersistentVolume',
    metadata: { name: 'pv-1' },
    spec: {
      csi: { driver: 'topolvm.io' },
      nodeAffinity: {
        required: {
          nodeSelectorTerms: [
            { matchExpressions: [{ key: 'topology.topolvm.io/node', operator: 'In', values: ['n2'] }] },
          ],
        },
      },
    },
  };
  const bound = claim('a', { phase: 'Bound', volumeName: 'pv-1', storageClassName: 'ssd' });
  const unbound = claim('b', { storage: '3Gi', storageClassName: 'ssd' });
  const nodes = ['n1', 'n2'].map(name => node(name, { labels: { 'topology.topolvm.io/node': name } }));

  test('an unbound claim counts beside a bound one, and no affinity is injected for the bound one', () => {
    const pod = podWith(['a', 'b']);
    const response = mutate(pod, [bound, unbound, volume, ...nodes]);
    expect(annotationsAfter(pod, response)).toEqual({ 'capacity.topolvm.io/ssd': '3221225472' });
    expect(at(applied(pod, response), 'spec', 'affinity')).toBeUndefined();
  });

  test('with TopoLVM compatibility a bound claim stops the injection', () => {
    expect(
      mutate(podWith(['a', 'b']), [bound, unbound, volume, ...nodes], { topolvmCompat: 'v0.40' }).patch,
    ).toBeUndefined();
  });

  const twice = podWith(['a', 'a']);
  test.each([
    ['a claim mounted through two volumes counts once', 'none', '1073741824'],
    ['with TopoLVM compatibility it counts twice', 'v0.40', '2147483648'],
  ] as const)('%s', (_reason, topolvmCompat, bytes) => {
    const response = mutate(twice, [claim('a')], { topolvmCompat });
    expect(annotationsAfter(twice, response)).toEqual({ 'capacity.topolvm.io/00default': bytes });
  });

  test('a generic ephemeral volume counts and an inline CSI volume does not', () => {
    const pod = podWith([], {
      spec: {
        volumes: [
          {
            name: 'scratch',
            ephemeral: {
              volumeClaimTemplate: {
                spec: {
                  storageClassName: 'tlv',
                  accessModes: ['ReadWriteOnce'],
                  resources: { requests: { storage: '4Gi' } },
                },
              },
            },
          },
          { name: 'inline', csi: { driver: 'topolvm.io' } },
        ],
      },
    });
    expect(annotationsAfter(pod, mutate(pod, []))).toEqual({ 'capacity.topolvm.io/00default': '4294967296' });
  });

  test('applied to its own output the hook patches nothing', () => {
    const pod = podWith(['b']);
    const once = applied(pod, mutate(pod, [unbound]));
    expect(mutate(once, [unbound]).patch).toBeUndefined();
  });
});

describe('pod hook, where it stays away', () => {
  const objects = [TLV, claim('a')];
  const label = (key: string): KubernetesObject => ({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: 'shop', labels: { [key]: 'ignore' } },
  });

  test.each(['stowage.dev/webhook', 'topolvm.io/webhook', 'topolvm.cybozu.com/webhook'])(
    'a namespace labelled %s=ignore',
    key => {
      const response = review('/pod/mutate', creation(podWith(['a'])), contextOf([...objects, label(key)]));
      expect(response.patch).toBeUndefined();
      expect(response.auditAnnotations?.['exempt']).toContain(key);
    },
  );

  test.each(['kube-system', 'stowage-system', 'topolvm-system'])('namespace %s', namespace => {
    const inNamespace = { ...claim('a'), metadata: { name: 'a', namespace } };
    const request = creation(podWith(['a']), { namespace });
    expect(review('/pod/mutate', request, contextOf([TLV, inNamespace])).patch).toBeUndefined();
  });

  test('a pod with nodeName gets its capacity, a warning and no affinity', () => {
    const pod = podWith(['a'], { spec: { nodeName: 'n1' } });
    const response = mutate(pod, [claim('a'), node('n1')]);
    expect(JSON.stringify(response)).toContain('pod-node-name-bypasses-topology');
  });

  test.each(['/x/mutate', '/pvc/mutate/', '/'])('an unknown path %s allows and echoes the uid', path => {
    expect(review(path, creation(podWith(['a'])), contextOf(objects))).toEqual({
      uid: 'uid-1',
      allowed: true,
    });
  });
});
