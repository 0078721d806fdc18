import { expect, test } from 'vitest';
import type { JsonPath } from '../../src/core/json.ts';
import { nearestPath } from '../../src/core/nearest-path.ts';

const DOCUMENT = { spec: { resources: null, items: [{ name: 'a' }], '': 0 } };

test.each<readonly [string, JsonPath, JsonPath]>([
  ['what exists is its own place', ['spec', 'items', 0, 'name'], ['spec', 'items', 0, 'name']],
  ['null exists', ['spec', 'resources', 'requests'], ['spec', 'resources']],
  ['an element beyond the end is missing in its list', ['spec', 'items', 1, 'name'], ['spec', 'items']],
  ['an inherited member does not exist', ['spec', 'constructor', 'name'], ['spec']],
  ['the document itself is left when nothing exists', ['status', 'phase'], []],
  ['the root is the root', [], []],
])('nearestPath: %s', (_reason, path, expected) => {
  expect(nearestPath(DOCUMENT, path)).toEqual(expected);
});
