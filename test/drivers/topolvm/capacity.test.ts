import { describe, expect, test } from 'vitest';
import { decodeNode } from '../../../src/core/node.ts';
import type { Settings } from '../../../src/core/settings.ts';
import { topolvm } from '../../../src/drivers/topolvm/index.ts';
import { contextOf, node } from '../../support/objects.ts';

function capacityOf(annotations: Readonly<Record<string, string>>, settings: Partial<Settings> = {}) {
  return topolvm.capacity(decodeNode(node('n1', { annotations })), contextOf([], settings));
}

describe('the figure of one node', () => {
  test.each([
    ['107374182400', 107374182400n],
    ['107374182399', 107374182399n],
    ['0', 0n],
    ['00', 0n],
    ['18446744073709551615', 18446744073709551615n],
    ['18446744073709551616', undefined],
    ['foo', undefined],
    ['-5', undefined],
    ['+5', undefined],
    ['1e3', undefined],
    ['0x10', undefined],
    ['1_000', undefined],
    [' 5', undefined],
    ['5\n', undefined],
    ['', undefined],
    ['10Gi', undefined],
  ])('%j is read as Go reads a uint64', (reported, freeBytes) => {
    expect(capacityOf({ 'capacity.topolvm.io/ssd': reported })).toEqual([
      { pool: 'ssd', freeBytes, reported },
    ]);
  });
});

describe('the pools of a node', () => {
  test.each([
    ['none without annotations', {}, {}, []],
    ['none in annotations of others', { 'capacity.example.com/ssd': '1', 'topolvm.io/other': '1' }, {}, []],
    [
      'one for each class, the default class too',
      { 'capacity.topolvm.io/00default': '2', 'capacity.topolvm.io/ssd': '2' },
      {},
      ['00default', 'ssd'],
    ],
    [
      'of both names, told apart',
      { 'capacity.topolvm.io/ssd': '1', 'capacity.topolvm.cybozu.com/ssd': '2' },
      {},
      ['ssd', 'topolvm.cybozu.com/ssd'],
    ],
    [
      'the default class is not counted beside the class that it stands for',
      { 'capacity.topolvm.io/00default': '2', 'capacity.topolvm.io/ssd': '2' },
      { topolvmDefaultDeviceClass: 'ssd' },
      ['ssd'],
    ],
    [
      'a node without that class has none of it',
      { 'capacity.topolvm.io/00default': '0', 'capacity.topolvm.io/hdd': '2' },
      { topolvmDefaultDeviceClass: 'ssd' },
      ['hdd'],
    ],
    [
      'the only volume group of release 0.4',
      { 'topolvm.cybozu.com/capacity': '1' },
      {},
      ['topolvm.cybozu.com/00default'],
    ],
    ['whatever a class is called', { 'capacity.topolvm.io/__proto__': '1' }, {}, ['__proto__']],
  ])('%s', (_reason, annotations, settings, pools) => {
    expect(capacityOf(annotations, settings).map(({ pool }) => pool)).toEqual(pools);
  });
});
