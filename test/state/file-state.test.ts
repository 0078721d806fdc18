import { describe, expect, test } from 'vitest';
import { nameOf, namespaceOf } from '../../src/core/kubernetes-object.ts';
import { stateOf } from '../../src/state/file-state.ts';

const CLAIM = 'apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {name: data}\n';

function manifestsOf(text: string, file = 'a.yaml') {
  return stateOf([{ file, text }]).manifests;
}

describe('Lists', () => {
  const LIST = `apiVersion: v1
kind: List
items:
- apiVersion: v1
  kind: Node
  metadata: {name: n1}
- text
- {apiVersion: v1, kind: List, items: [{apiVersion: v1, kind: Node, metadata: {name: n2}}]}
---
apiVersion: v1
kind: Node
metadata: {name: n3}
`;

  test('are unpacked, Lists in them too', () => {
    const state = stateOf([{ file: 'a.yaml', text: LIST }]);
    expect(state.manifests.map(({ index, object }) => [index, nameOf(object)])).toEqual([
      [0, 'n1'],
      [1, 'n2'],
      [2, 'n3'],
    ]);
    expect(state.counts).toEqual({ files: 1, objects: 3, skipped: 1, helmTemplates: 0 });
  });

  test('keep the positions of their items, by the path in the item', () => {
    const at = manifestsOf(LIST).map(manifest => {
      const { line, column, offset, endOffset } = manifest.positionOf(['metadata', 'name']);
      return [line, column, LIST.slice(offset, endOffset)];
    });
    expect(at).toEqual([
      [6, 20, 'n1'],
      [8, 86, 'n2'],
      [12, 18, 'n3'],
    ]);
  });

  test('an item stands for what is missing in it', () => {
    const [first] = manifestsOf(LIST);
    expect(first?.positionOf(['spec'])).toMatchObject({ line: 4, column: 3, endColumn: 13 });
  });

  test('of one kind give it to their items', () => {
    const text =
      'apiVersion: v1\nkind: PersistentVolumeList\nitems:\n- metadata: {name: pv}\n- {kind: Other, metadata: {name: x}}\n';
    expect(manifestsOf(text).map(({ object }) => [object.apiVersion, object.kind, nameOf(object)])).toEqual([
      ['v1', 'PersistentVolume', 'pv'],
      ['v1', 'Other', 'x'],
    ]);
  });

  test('without items are objects of their own', () => {
    expect(
      manifestsOf('apiVersion: example.com/v1\nkind: AllowList\nspec: {}').map(({ object }) => object.kind),
    ).toEqual(['AllowList']);
  });

  test.each([
    ['stowage.dev/complete: "true"', true],
    ['stowage.dev/complete: "false"', false],
    ['other: "true"', false],
  ])('that say %s are a whole cluster: %s', (annotation, isComplete) => {
    const text = `apiVersion: v1\nkind: List\nmetadata: {annotations: {${annotation}}}\nitems: []\n`;
    expect(stateOf([{ file: 'a', text }]).store.isComplete('Node')).toBe(isComplete);
  });
});

describe('files that are no Kubernetes objects', () => {
  const LVMD = 'socket-name: /run/lvmd.sock\ndevice-classes:\n- name: ssd\n  volume-group: vg\n';

  test('an lvmd.yaml is a LvmdConfig by the name of its file', () => {
    const state = stateOf([{ file: 'nodes/lvmd.yaml', text: LVMD }]);
    const object = state.store.get('LvmdConfig', undefined, 'nodes/lvmd.yaml');
    expect(object).toEqual({
      apiVersion: 'stowage.dev/file',
      kind: 'LvmdConfig',
      metadata: { name: 'nodes/lvmd.yaml' },
      'socket-name': '/run/lvmd.sock',
      'device-classes': [{ name: 'ssd', 'volume-group': 'vg' }],
    });
    expect([state.problems, state.counts.skipped]).toEqual([[], 0]);
  });

  test('its positions are those of the text', () => {
    const [manifest] = manifestsOf(LVMD);
    expect(manifest?.positionOf(['device-classes', 0, 'name'])).toMatchObject({
      line: 3,
      column: 9,
      endColumn: 12,
    });
    expect(manifest?.positionOf(['metadata', 'name'])).toMatchObject({ line: 1, column: 1, endColumn: 12 });
  });

  test('Helm values are HelmValues when they are given as such', () => {
    const source = { file: 'values.yaml', text: 'iomesh: {edition: pro}\nkind: x\n' };
    const given = stateOf([{ ...source, isHelmValues: true }]);
    expect(given.manifests.map(({ object }) => object)).toEqual([
      {
        iomesh: { edition: 'pro' },
        apiVersion: 'stowage.dev/file',
        kind: 'HelmValues',
        metadata: { name: 'values.yaml' },
      },
    ]);
    expect([given.problems, given.counts.skipped]).toEqual([[], 0]);
    expect(given.manifests[0]?.positionOf(['iomesh', 'edition'])).toMatchObject({ line: 1, column: 19 });
    expect(stateOf([source])).toMatchObject({ manifests: [], counts: { skipped: 1 } });
  });

  test.each([
    [
      'a scheduler configuration',
      'apiVersion: kubescheduler.config.k8s.io/v1\nkind: KubeSchedulerConfiguration\n',
      'KubeSchedulerConfiguration',
    ],
    [
      'an old scheduler policy with comments',
      '{\n\t"apiVersion": "v1", ## note\n\t"kind": "Policy"\n}\n',
      'Policy',
    ],
  ])('%s has its own identity and no namespace', (_name, text, kind) => {
    expect(manifestsOf(text).map(({ object }) => [object.kind, namespaceOf(object)])).toEqual([
      [kind, undefined],
    ]);
  });
});

function definition(kind: string, scope: string): string {
  return `apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nspec: {scope: ${scope}, names: {kind: ${kind}}}\n---\n`;
}

describe('namespaces', () => {
  test('objects without one are looked up in the given one', () => {
    const { store, manifests } = stateOf([{ file: 'a', text: CLAIM }], { namespace: 'team' });
    expect(store.get('PersistentVolumeClaim', 'team', 'data')).toBe(manifests[0]?.object);
    expect(namespaceOf(manifests[0]?.object ?? {})).toBe('team');
    expect(namespaceOf(manifests[0]?.written ?? {})).toBeUndefined();
    expect(manifests[0]?.positionOf(['metadata', 'namespace'])).toMatchObject({
      line: 3,
      column: 1,
      endColumn: 9,
    });
  });

  test.each([
    ['default is the default', CLAIM, 'default'],
    ['an empty one counts as none', CLAIM.replace('name: data', 'name: data, namespace: ""'), 'default'],
    ['a given one stays', CLAIM.replace('name: data', 'name: data, namespace: own'), 'own'],
    ['metadata that is missing is made', 'apiVersion: v1\nkind: Pod', 'default'],
    ['metadata that is null is made', 'apiVersion: v1\nkind: Pod\nmetadata:', 'default'],
    ['metadata that is text is left alone', 'apiVersion: v1\nkind: Pod\nmetadata: x', undefined],
    [
      'a StorageClass has none',
      'apiVersion: storage.k8s.io/v1\nkind: StorageClass\nmetadata: {name: x}',
      undefined,
    ],
    [
      'a LogicalVolume has none',
      'apiVersion: topolvm.io/v1\nkind: LogicalVolume\nmetadata: {name: x}',
      undefined,
    ],
    [
      'a kind we do not know has one',
      'apiVersion: example.com/v1\nkind: Thing\nmetadata: {name: x}',
      'default',
    ],
  ])('%s', (_name, text, namespace) => {
    expect(manifestsOf(text).map(({ object }) => namespaceOf(object))).toEqual([namespace]);
  });

  test('a definition among the files says whether its kind has one', () => {
    const text = `apiVersion: e/v1\nkind: Wide\n---\n${definition('Wide', 'Cluster')}${definition('Node', 'Namespaced')}apiVersion: e/v1\nkind: Node\n`;
    const scopes = manifestsOf(text).map(({ object }) => [object.kind, namespaceOf(object)]);
    expect(scopes).toEqual([
      ['Wide', undefined],
      ['CustomResourceDefinition', undefined],
      ['CustomResourceDefinition', undefined],
      ['Node', 'default'],
    ]);
  });
});

describe('the store', () => {
  test('holds the last of two objects of one name, both are checked', () => {
    const { store, manifests } = stateOf([
      { file: 'a', text: CLAIM },
      { file: 'b', text: `${CLAIM}spec: {volumeName: v}\n` },
    ]);
    expect(store.list('PersistentVolumeClaim')).toEqual([manifests[1]?.object]);
    expect(manifests.map(({ file }) => file)).toEqual(['a', 'b']);
  });

  test('holds no objects that have no name yet', () => {
    const { store, manifests } = stateOf([
      { file: 'a', text: 'apiVersion: v1\nkind: Pod\nmetadata: {generateName: x-}' },
    ]);
    expect([store.list('Pod').length, manifests.length]).toEqual([0, 1]);
  });

  test('keeps keys such as __proto__ as data', () => {
    const { store } = stateOf([
      {
        file: 'a',
        text: 'apiVersion: storage.k8s.io/v1\nkind: StorageClass\nmetadata: {name: x}\nparameters: {__proto__: {a: b}}\n',
      },
    ]);
    const parameters = store.get('StorageClass', undefined, 'x')?.['parameters'];
    expect(Object.keys(parameters ?? {})).toEqual(['__proto__']);
  });
});

describe('files beyond the limits', () => {
  test.each([
    ['deep nesting', `a: ${'['.repeat(10_000)}`, 'it nests deeper than 64 levels'],
    ['too many items', `[${'a,'.repeat(2_000_001)}]`, 'it holds more than 2 million keys and items'],
  ])('%s is an error of the file, the others go on', (_name, text, reason) => {
    const { errors, manifests, counts } = stateOf([
      { file: 'big.yaml', text },
      { file: 'a.yaml', text: CLAIM },
    ]);
    expect(errors.map(error => [error.name, error.file, error.reason, error.message])).toEqual([
      ['InputError', 'big.yaml', reason, `big.yaml: ${reason}`],
    ]);
    expect([manifests.length, counts.files]).toEqual([1, 1]);
  });
});

test('empty files and documents are not counted as skipped', () => {
  const { counts, problems } = stateOf([
    { file: 'a', text: '' },
    { file: 'b', text: '---\n# c\n---\n\n--- # d\n' },
    { file: 'c', text: 'text' },
  ]);
  expect([counts, problems]).toEqual([{ files: 3, objects: 0, skipped: 1, helmTemplates: 0 }, []]);
});
