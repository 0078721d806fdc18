import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { nameRanges } from '../../../src/cli/why/name-ranges.ts';

test.each([
  ['one', ['worker-1'], 'worker-1'],
  ['two', ['worker-2', 'worker-1'], 'worker-1, worker-2'],
  ['three in a row', ['cp-3', 'cp-1', 'cp-2'], 'cp-1..3'],
  ['a gap', ['n1', 'n2', 'n3', 'n5'], 'n1..3, n5'],
  ['nine and ten', ['n9', 'n10', 'n11'], 'n9..11'],
  ['leading zeros belong to the stem', ['n01', 'n02', 'n03'], 'n01..3'],
  ['different stems', ['a1', 'b2', 'c3'], 'a1, b2, c3'],
  ['no numbers', ['red', 'blue'], 'blue, red'],
  ['more than the width holds', ['alpha', 'beta', 'gamma', 'delta', 'epsilon'], 'alpha, beta +3'],
  [
    'a name that is longer than the width',
    ['a-very-long-name-of-a-node', 'b'],
    'a-very-long-name-of-a-node +1',
  ],
  ['none', [], ''],
])('%s', (_name, names, text) => {
  expect(nameRanges(names, 18)).toBe(text);
});

test('every node is named, in a range, or counted', () => {
  const node = fc
    .tuple(fc.constantFrom('a-', 'b-', 'worker'), fc.nat(30))
    .map(([stem, number]) => `${stem}${number}`);
  fc.assert(
    fc.property(fc.uniqueArray(node, { minLength: 1 }), names => {
      const [, shown = '', rest = '0'] = /^(.*?)(?: \+(\d+))?$/.exec(nameRanges(names, 24)) ?? [];
      const counts = shown.split(', ').map(part => {
        const [, from, to] = /(\d+)\.\.(\d+)$/.exec(part) ?? [];
        return from === undefined ? 1 : Number(to) - Number(from) + 1;
      });
      expect(counts.reduce((sum, count) => sum + count, Number(rest))).toBe(names.length);
    }),
  );
});
