import * as fc from 'fast-check';
import { applyPatch, deepClone } from 'fast-json-patch';
import { describe, expect, test } from 'vitest';
import { PatchBuilder } from '../../src/core/json-patch.ts';
import type { PatchOperation } from '../../src/core/json-patch.ts';
import type { JsonObject, JsonPath, JsonValue } from '../../src/core/json.ts';

const RESOURCE = 'topolvm.io/capacity';
const ANNOTATION = 'capacity.topolvm.io/ssd';

function pod(members: { readonly annotations?: JsonValue; readonly container?: JsonObject }): JsonObject {
  const { annotations, container = {} } = members;
  return {
    metadata: { name: 'web', ...(annotations !== undefined && { annotations }) },
    spec: { containers: [{ name: 'web', ...container }] },
  };
}

function inject(document: JsonObject): readonly PatchOperation[] {
  return new PatchBuilder(document)
    .set(['spec', 'containers', 0, 'resources', 'requests', RESOURCE], '1')
    .set(['spec', 'containers', 0, 'resources', 'limits', RESOURCE], '1')
    .set(['metadata', 'annotations', ANNOTATION], '1073741824')
    .operations();
}

const ADD_ANNOTATIONS = { op: 'add', path: '/metadata/annotations', value: { [ANNOTATION]: '1073741824' } };
const ADD_RESOURCES = {
  op: 'add',
  path: '/spec/containers/0/resources',
  value: { limits: { [RESOURCE]: '1' }, requests: { [RESOURCE]: '1' } },
};

describe('a pod that needs capacity', () => {
  test.each<[string, JsonObject, readonly object[]]>([
    ['nothing there', pod({}), [ADD_ANNOTATIONS, ADD_RESOURCES]],
    [
      'null parents',
      pod({ annotations: null, container: { resources: null } }),
      [ADD_ANNOTATIONS, ADD_RESOURCES],
    ],
    [
      'requests there, limits missing',
      pod({
        annotations: { [ANNOTATION]: '1073741824' },
        container: { resources: { requests: { memory: '100' } } },
      }),
      [
        { op: 'add', path: '/spec/containers/0/resources/limits', value: { [RESOURCE]: '1' } },
        { op: 'add', path: '/spec/containers/0/resources/requests/topolvm.io~1capacity', value: '1' },
      ],
    ],
    [
      'empty parents',
      pod({ annotations: {}, container: { resources: { limits: {}, requests: {} } } }),
      [
        { op: 'add', path: '/metadata/annotations/capacity.topolvm.io~1ssd', value: '1073741824' },
        { op: 'add', path: '/spec/containers/0/resources/limits/topolvm.io~1capacity', value: '1' },
        { op: 'add', path: '/spec/containers/0/resources/requests/topolvm.io~1capacity', value: '1' },
      ],
    ],
    [
      'other values',
      pod({
        annotations: { [ANNOTATION]: '1' },
        container: { resources: { limits: { [RESOURCE]: '1' }, requests: { [RESOURCE]: 1 } } },
      }),
      [
        { op: 'replace', path: '/metadata/annotations/capacity.topolvm.io~1ssd', value: '1073741824' },
        { op: 'replace', path: '/spec/containers/0/resources/requests/topolvm.io~1capacity', value: '1' },
      ],
    ],
    [
      'parents that cannot hold members',
      pod({ annotations: 'none', container: { resources: [] } }),
      [
        { op: 'replace', path: '/metadata/annotations', value: { [ANNOTATION]: '1073741824' } },
        { op: 'replace', path: ADD_RESOURCES.path, value: ADD_RESOURCES.value },
      ],
    ],
  ])('is patched with %s', (_reason, document, expected) => {
    expect(inject(document)).toEqual(expected);
  });

  test('is not patched twice', () => {
    const document = pod({ container: { resources: { requests: { memory: '100' } } } });
    const patched = applyPatch(deepClone(document), [...inject(document)]).newDocument;
    expect(inject(patched)).toEqual([]);
  });
});

interface Case {
  readonly document: JsonObject;
  readonly change: (builder: PatchBuilder) => PatchBuilder;
  readonly expected: readonly object[];
}

const CASES: Readonly<Record<string, Case>> = {
  'nothing without changes': { document: { a: 1 }, change: builder => builder, expected: [] },
  'a stale annotation out, then another one replaced': {
    document: { metadata: { annotations: { 'x/hdd': '1', 'x/ssd': '1' } } },
    change: builder =>
      builder.set(['metadata', 'annotations', 'x/ssd'], '2').remove(['metadata', 'annotations', 'x/hdd']),
    expected: [
      { op: 'remove', path: '/metadata/annotations/x~1hdd' },
      { op: 'replace', path: '/metadata/annotations/x~1ssd', value: '2' },
    ],
  },
  'paths in order, however they were set': {
    document: { a: {}, c: [] },
    change: builder =>
      builder.set(['d'], 4).append(['c'], 3).set(['b'], 2).set(['a', 'z'], 1).set(['a', 'y'], 0),
    expected: [
      { op: 'add', path: '/a/y', value: 0 },
      { op: 'add', path: '/a/z', value: 1 },
      { op: 'add', path: '/b', value: 2 },
      { op: 'add', path: '/c/-', value: 3 },
      { op: 'add', path: '/d', value: 4 },
    ],
  },
  'indexes as numbers': {
    document: { list: Array.from({ length: 11 }, () => ({})) },
    change: builder => builder.set(['list', 10, 'a'], 1).set(['list', 2, 'a'], 1),
    expected: [
      { op: 'add', path: '/list/2/a', value: 1 },
      { op: 'add', path: '/list/10/a', value: 1 },
    ],
  },
  'appended elements one by one': {
    document: { list: ['a'] },
    change: builder => builder.append(['list'], 'b').append(['list'], 'c'),
    expected: [
      { op: 'add', path: '/list/-', value: 'b' },
      { op: 'add', path: '/list/-', value: 'c' },
    ],
  },
  'an array that was missing, whole': {
    document: {},
    change: builder => builder.append(['spec', 'list'], 'a').append(['spec', 'list'], 'b'),
    expected: [{ op: 'add', path: '/spec', value: { list: ['a', 'b'] } }],
  },
  'a changed and an appended element': {
    document: { list: [{ a: 1 }] },
    change: builder => builder.append(['list'], { b: 1 }).set(['list', 0, 'a'], 2).set(['list', 1, 'c'], 3),
    expected: [
      { op: 'replace', path: '/list/0/a', value: 2 },
      { op: 'add', path: '/list/-', value: { b: 1, c: 3 } },
    ],
  },
  'an element of an array that was missing': {
    document: {},
    change: builder => builder.set(['list', 0, 'name'], 'a'),
    expected: [{ op: 'add', path: '/list', value: [{ name: 'a' }] }],
  },
  'a null element replaced, for adding would insert one': {
    document: { list: [null, 1] },
    change: builder => builder.set(['list', 0], 'a'),
    expected: [{ op: 'replace', path: '/list/0', value: 'a' }],
  },
  'a list given as a whole, replaced as a whole': {
    document: { list: [{ a: 1 }, { b: 1 }] },
    change: builder => builder.set(['list'], [{ a: 1 }, { b: 2 }]),
    expected: [{ op: 'replace', path: '/list', value: [{ a: 1 }, { b: 2 }] }],
  },
  'a shortened list, replaced as a whole': {
    document: { list: ['a', 'b', 'c'] },
    change: builder => builder.remove(['list', 1]),
    expected: [{ op: 'replace', path: '/list', value: ['a', 'c'] }],
  },
  'nothing for an equal value': {
    document: { a: { b: [1, { c: 2 }] } },
    change: builder => builder.set(['a'], { b: [1, { c: 2 }] }).set(['a', 'b', 0], 1),
    expected: [],
  },
  'nothing for a change taken back': {
    document: { a: { b: 1 } },
    change: builder => builder.set(['a', 'b'], 2).set(['a', 'b'], 1).set(['c'], 1).remove(['c']),
    expected: [],
  },
  'nothing for a member removed and set again': {
    document: { a: { b: { c: 1 }, d: 1 } },
    change: builder => builder.remove(['a', 'b']).set(['a', 'b'], { c: 1 }),
    expected: [],
  },
  'nothing for removing what is not there': {
    document: { a: {}, list: [1], text: 'x' },
    change: builder =>
      builder
        .remove(['a', 'b'])
        .remove(['b', 'c'])
        .remove(['list', 1])
        .remove(['text', 0])
        .remove(['text', 'length'])
        .remove(['a', 'toString'])
        .remove([]),
    expected: [],
  },
  'a null member out': {
    document: { a: null },
    change: builder => builder.remove(['a']),
    expected: [{ op: 'remove', path: '/a' }],
  },
  'null as a value': {
    document: { a: 1 },
    change: builder => builder.set(['a'], null).set(['b'], null),
    expected: [
      { op: 'replace', path: '/a', value: null },
      { op: 'add', path: '/b', value: null },
    ],
  },
  'the last of several values': {
    document: { a: 1 },
    change: builder => builder.set(['a'], { b: 1 }).set(['a', 'c'], 2).set(['a', 'b'], 3),
    expected: [{ op: 'replace', path: '/a', value: { b: 3, c: 2 } }],
  },
  'escaped keys': {
    document: { 'a/b': {} },
    change: builder => builder.set(['a/b', 'm~n'], 1).set(['', ''], 2),
    expected: [
      { op: 'add', path: '/', value: { '': 2 } },
      { op: 'add', path: '/a~1b/m~0n', value: 1 },
    ],
  },
  'keys that are special elsewhere': {
    document: JSON.parse('{"parameters":{"__proto__":"x"}}') as JsonObject,
    change: builder => builder.set(['parameters', '__proto__'], 'y').set(['parameters', 'constructor'], 'z'),
    expected: [
      { op: 'replace', path: '/parameters/__proto__', value: 'y' },
      { op: 'add', path: '/parameters/constructor', value: 'z' },
    ],
  },
  'a special key beside another change, kept': {
    document: { a: JSON.parse('{"__proto__":"x","b":1}') as JsonObject },
    change: builder => builder.remove(['a', 'b']),
    expected: [{ op: 'remove', path: '/a/b' }],
  },
  'the whole document': {
    document: { a: 1 },
    change: builder => builder.set([], { b: 1 }),
    expected: [{ op: 'replace', path: '', value: { b: 1 } }],
  },
};

describe('PatchBuilder', () => {
  test.each(Object.entries(CASES))('writes %s', (_reason, { document, change, expected }) => {
    const before = JSON.stringify(document);
    expect(change(new PatchBuilder(document)).operations()).toEqual(expected);
    expect(JSON.stringify(document)).toBe(before);
  });

  test('refuses to leave a gap in an array', () => {
    expect(() => new PatchBuilder({ list: [] }).set(['list', 1], 'a')).toThrow(RangeError);
  });
});

/** Keys and shapes from a small pool, so that random paths often meet. */
const KEY = fc.constantFrom('a', 'b', 'c/d', '');
const { document: DOCUMENT } = fc.letrec<{ document: JsonObject; value: JsonValue }>(tie => ({
  document: fc.dictionary(KEY, tie('value'), { noNullPrototype: true }),
  value: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom(null, 1, 'x'),
    tie('document'),
    fc.array(tie('value'), { maxLength: 3 }),
  ),
}));
const PATH = fc.array(KEY, { minLength: 1, maxLength: 3 });
const CHANGE = fc.oneof(
  fc.record({ type: fc.constant('set' as const), path: PATH, value: DOCUMENT }),
  fc.record({ type: fc.constant('set' as const), path: PATH, value: fc.constantFrom(null, 1, 'y') }),
  fc.record({ type: fc.constant('append' as const), path: PATH, value: fc.constantFrom(2, 'z') }),
  fc.record({ type: fc.constant('remove' as const), path: PATH }),
);

type Change =
  | { readonly type: 'set' | 'append'; readonly path: JsonPath; readonly value: JsonValue }
  | { readonly type: 'remove'; readonly path: JsonPath };

function applyChange(builder: PatchBuilder, change: Change): PatchBuilder {
  if (change.type === 'remove') return builder.remove(change.path);
  if (change.type === 'set') return builder.set(change.path, change.value);
  return builder.append(change.path, change.value);
}

function operationsOf(document: JsonObject, changes: readonly Change[]): readonly PatchOperation[] {
  return changes.reduce(applyChange, new PatchBuilder(document)).operations();
}

function patched(document: JsonObject, operations: readonly PatchOperation[]): JsonObject {
  return applyPatch(deepClone(document), [...deepClone(operations)], true).newDocument;
}

/** The same changes on a mutable copy. */
function mutated(document: JsonObject, changes: readonly Change[]): JsonObject {
  const copy = structuredClone(document);
  for (const one of changes) mutate(copy, one);
  return copy;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function mutate(root: Record<string, unknown>, one: Change): void {
  let parent = root;
  for (const step of one.path.slice(0, -1).map(String)) {
    const next = Object.hasOwn(parent, step) ? parent[step] : undefined;
    if (!isObject(next) && one.type === 'remove') return;
    parent[step] = isObject(next) ? next : {};
    parent = parent[step] as Record<string, unknown>;
  }
  const last = String(one.path.at(-1));
  if (one.type === 'remove') delete parent[last];
  else if (one.type === 'set') parent[last] = structuredClone(one.value);
  else parent[last] = [...(Array.isArray(parent[last]) ? (parent[last] as unknown[]) : []), one.value];
}

describe('any changes of any document', () => {
  test('give a patch that applies, and makes what the changes made', () => {
    fc.assert(
      fc.property(DOCUMENT, fc.array(CHANGE, { maxLength: 6 }), (document, changes) => {
        const operations = operationsOf(document, changes);
        expect(patched(document, operations)).toEqual(mutated(document, changes));
      }),
      { numRuns: 500 },
    );
  });

  test('never touch one place twice, and keep the order of the paths', () => {
    fc.assert(
      fc.property(DOCUMENT, fc.array(CHANGE, { maxLength: 6 }), (document, changes) => {
        const operations = operationsOf(document, changes);
        const paths = operations.map(({ path }) => path).filter(path => !path.endsWith('/-'));
        for (const [index, path] of paths.entries()) {
          expect(paths.slice(index + 1).some(later => later === path || later.startsWith(`${path}/`))).toBe(
            false,
          );
        }
        const tops = paths.map(path => path.split('/')[1]?.replaceAll('~1', '/') ?? '');
        expect(tops).toEqual(tops.toSorted());
      }),
    );
  });

  test('are written once: the same settings on the result change nothing', () => {
    const settings = fc.uniqueArray(fc.tuple(PATH, fc.constantFrom('1', '2')), {
      maxLength: 4,
      comparator: ([left], [right]) => left.join() === right.join(),
    });
    fc.assert(
      fc.property(DOCUMENT, settings, (document, values) => {
        const leaves = values.filter(([path]) =>
          values.every(
            ([other]) => other === path || !`${other.join('|')}|`.startsWith(`${path.join('|')}|`),
          ),
        );
        const changes = leaves.map(([path, value]) => ({ type: 'set', path, value }) as const);
        expect(operationsOf(patched(document, operationsOf(document, changes)), changes)).toEqual([]);
      }),
    );
  });
});
