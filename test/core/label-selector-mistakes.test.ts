import { describe, expect, test } from 'vitest';
import { labelSelectorMistakes } from '../../src/core/label-selector-mistakes.ts';

describe('labelSelectorMistakes', () => {
  test('finds every mistake, each at its place', () => {
    const mistakes = labelSelectorMistakes({
      labels: {},
      matchLabels: { 'a b': 1 },
      matchExpressions: [
        'x',
        { key: 1, operator: 'Is', value: 'y' },
        { key: 'a', operator: 'Exists', values: [2] },
      ],
    });
    expect([...mistakes]).toEqual([
      { error: 'unknown field "labels"', path: ['labels'] },
      { error: '"a b" is not a valid label key', path: ['matchLabels', 'a b'] },
      { error: 'a label value must be a string', path: ['matchLabels', 'a b'] },
      { error: 'a requirement must be an object', path: ['matchExpressions', 0] },
      { error: 'unknown field "value"', path: ['matchExpressions', 1, 'value'] },
      { error: 'key must be a string', path: ['matchExpressions', 1, 'key'] },
      {
        error: 'operator must be one of In, NotIn, Exists, DoesNotExist',
        path: ['matchExpressions', 1, 'operator'],
      },
      { error: 'operator Exists takes no values', path: ['matchExpressions', 2, 'values'] },
      { error: 'a label value must be a string', path: ['matchExpressions', 2, 'values', 0] },
    ]);
  });

  test.each([['text'], [[]], [1], [true]])('finds one mistake in %j', selector => {
    expect([...labelSelectorMistakes(selector)]).toEqual([
      { error: 'a label selector must be an object', path: [] },
    ]);
  });
});
