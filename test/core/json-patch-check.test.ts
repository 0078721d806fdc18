import jsonpatch from 'fast-json-patch';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canApply, inapplicableOperation } from '../../src/core/json-patch-check.ts';
import type { PatchOperation } from '../../src/core/json-patch.ts';
import type { JsonObject, JsonValue } from '../../src/core/json.ts';
import { POD } from '../support/reviews.ts';

function add(path: string, value: JsonValue = 1): PatchOperation {
  return { op: 'add', path, value };
}

function replace(path: string, value: JsonValue = 1): PatchOperation {
  return { op: 'replace', path, value };
}

function remove(path: string): PatchOperation {
  return { op: 'remove', path };
}

const DOCUMENT: JsonObject = { a: { b: 1, 'x/y~z': 1, none: null }, list: [{ n: 1 }, { n: 2 }], text: 'abc' };

describe('a patch that can be applied', () => {
  test.each<[string, readonly PatchOperation[]]>([
    ['no operations', []],
    ['a member', [add('/a/c')]],
    ['a member that is there already', [add('/a/b')]],
    ['a replacement', [replace('/a/b')]],
    ['a replacement of null', [replace('/a/none')]],
    ['an escaped key', [replace('/a/x~1y~0z')]],
    ['an empty key', [add('/a/')]],
    ['a parent made by an operation before', [add('/m', {}), add('/m/k'), replace('/m/k'), remove('/m/k')]],
    ['an element at the end, by index and by -', [add('/list/2'), add('/list/-'), replace('/list/3')]],
    ['an element moved by an insertion', [add('/list/0', 'text'), replace('/list/2/n')]],
    ['elements removed one after the other', [remove('/list/0'), remove('/list/0')]],
    ['a member named __proto__', [add('/a/__proto__', {}), add('/a/__proto__/b'), replace('/a/__proto__/b')]],
    ['what a pod gets', [add('/metadata/annotations', {}), add('/metadata/annotations/a~1b', 'c')]],
  ])('%s', (name, operations) => {
    expect(canApply(name === 'what a pod gets' ? POD : DOCUMENT, operations)).toBe(true);
  });
});

describe('a patch that cannot be applied', () => {
  test.each<[string, readonly PatchOperation[], number]>([
    ['a parent that is missing', [add('/m/k')], 0],
    ['a parent that is null', [add('/a/none/k')], 0],
    ['a parent that is text', [add('/text/0')], 0],
    ['a replacement of nothing', [replace('/a/c')], 0],
    ['a removal of nothing', [remove('/a/c')], 0],
    ['a member removed before', [remove('/a'), add('/a/c')], 1],
    ['a member removed twice', [remove('/a/b'), remove('/a/b')], 1],
    ['an index beyond the end', [add('/list/3')], 0],
    ['an element that is not there', [replace('/list/2')], 0],
    ['- where an element must be', [replace('/list/-'), remove('/list/-')], 0],
    ['an index with a leading zero', [add('/list/01')], 0],
    ['an index that is a word', [add('/list/length')], 0],
    ['a negative index', [remove('/list/-1')], 0],
    ['the inherited constructor', [add('/a/constructor/name')], 0],
    ['the inherited __proto__', [add('/a/__proto__/polluted')], 0],
    ['the document itself', [replace('', {})], 0],
    ['a path without a slash', [add('a')], 0],
    ['an element removed before', [remove('/list/1'), add('/list/1/n')], 1],
  ])('%s', (_name, operations, index) => {
    expect(inapplicableOperation(DOCUMENT, operations)).toBe(operations[index]);
  });

  test.each<[string, JsonValue | undefined]>([
    ['a document that is missing, as for DELETE', undefined],
    ['null', null],
    ['text', 'x'],
  ])('any operation on %s', (_name, document) => {
    expect(canApply(document, [add('/a')])).toBe(false);
  });
});

test('the document stays as it is', () => {
  const before = structuredClone(DOCUMENT);
  canApply(DOCUMENT, [remove('/a/b'), add('/list/0'), replace('/text'), add('/list/-')]);
  expect(DOCUMENT).toEqual(before);
});

const KEYS = ['a', 'b', '0', '1', '2', '-'];
const key = fc.constantFrom(...KEYS);
const value = fc.letrec<{ value: JsonValue }>(tie => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom<JsonValue>(1, 'x'),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(key, tie('value'), { maxKeys: 3 }),
  ),
})).value;
const path = fc.array(key, { minLength: 1, maxLength: 4 }).map(tokens => `/${tokens.join('/')}`);
const operation = fc.oneof(
  fc.record({ op: fc.constantFrom('add' as const, 'replace' as const), path, value }),
  fc.record({ op: fc.constant('remove' as const), path }),
);

function appliesByTheLibrary(document: JsonValue, operations: readonly PatchOperation[]): boolean {
  try {
    jsonpatch.applyPatch(structuredClone(document), structuredClone([...operations]), true);
    return true;
  } catch {
    return false;
  }
}

test('agrees with fast-json-patch on any document and patch', () => {
  const documents = fc.dictionary(key, value, { maxKeys: 4 });
  fc.assert(
    fc.property(documents, fc.array(operation, { maxLength: 5 }), (document, operations) => {
      expect(canApply(document, operations)).toBe(appliesByTheLibrary(document, operations));
    }),
    { numRuns: 5000 },
  );
});
