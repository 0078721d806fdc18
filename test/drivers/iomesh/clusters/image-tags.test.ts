import { describe, expect, test } from 'vitest';
import {
  compareVersions,
  helperTags,
  imageTags,
  parseImageTag,
  storageTags,
  tagMismatch,
} from '../../../../src/drivers/iomesh/clusters/image-tags.ts';

test.each([
  ['no suffix', 'v5.3.0-rc13', 'v5.3.0-rc13', '', false],
  ['an edition', 'v5.3.0-rc13-community', 'v5.3.0-rc13', 'community', true],
  ['the other edition', 'v5.3.0-enterprise', 'v5.3.0', 'enterprise', false],
  ['edition and platform', 'v5.3.0-rc13-community-hygon', 'v5.3.0-rc13', 'community-hygon', true],
  ['a platform alone', 'v5.3.0-hygon', 'v5.3.0', 'hygon', false],
  ['an edition that is no suffix', 'v5.3.0-community-rc1', 'v5.3.0-community-rc1', '', false],
  ['nothing', '', '', '', false],
])('parseImageTag splits a tag with %s', (_reason, tag, version, suffix, isCommunity) => {
  expect(parseImageTag(tag)).toEqual({ version, suffix, isCommunity });
});

test.each([
  ['equal versions', 'v5.3.0', 'v5.3.0', 0],
  ['numbers, not text', 'v5.10.0', 'v5.9.0', 1],
  ['a release after its candidates', 'v5.3.0', 'v5.3.0-rc13', 1],
  ['candidates by number', 'v5.3.0-rc9', 'v5.3.0-rc13', -1],
  ['a beta before a candidate', 'v5.3.0-beta2', 'v5.3.0-rc1', -1],
  ['a missing part as zero', 'v5.3', 'v5.3.0', 0],
  ['a missing v', '5.3.1', 'v5.3.0', 1],
  ['words that are no version', 'latest', 'v5.3.0', undefined],
])('compareVersions orders %s', (_reason, left, right, expected) => {
  expect(compareVersions(left, right)).toBe(expected);
});

const CLUSTER = {
  spec: {
    meta: { image: { tag: 'v1' } },
    chunk: { image: { tag: 7 }, devicemanager: { image: { tag: 'v2' } } },
    toolbox: { image: { tag: 'v3' } },
  },
};

test('tags are read where they are set and text', () => {
  expect(storageTags(CLUSTER).map(({ component }) => component)).toEqual(['meta']);
  expect(helperTags(CLUSTER).map(({ component }) => component)).toEqual(['devicemanager', 'toolbox']);
  expect(imageTags(CLUSTER)).toHaveLength(3);
});

function pathOf(...tags: readonly string[]): unknown {
  const reports = tagMismatch(tags.map((tag, index) => ({ component: `c${index}`, path: [index], tag })));
  return reports.map(({ path }) => path);
}

describe('tagMismatch', () => {
  test.each([
    ['finds nothing when all agree', ['a', 'a', 'a'], []],
    ['finds nothing in one tag', ['a'], []],
    ['finds nothing in none', [], []],
    ['points at the one that is alone', ['a', 'b', 'b'], [[0]]],
    ['points at the last when there is no majority', ['a', 'b', 'c'], [[2]]],
    ['points at the second of two', ['a', 'b'], [[1]]],
  ])('%s', (_reason, tags, expected) => {
    expect(pathOf(...tags)).toEqual(expected);
  });

  test('names both tags', () => {
    const tags = [
      { component: 'meta', path: ['m'], tag: 'v5.3.0' },
      { component: 'chunk', path: ['c'], tag: 'v5.2.0' },
    ];
    expect(tagMismatch(tags)).toEqual([
      { path: ['c'], message: 'The tag of chunk is v5.2.0, that of meta v5.3.0' },
    ]);
  });
});
