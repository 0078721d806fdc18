import { describe, expect, test } from 'vitest';
import { eachClaim } from '../../src/core/each-claim.ts';
import type { Edit } from '../../src/core/finding.ts';
import { ObjectStore } from '../../src/core/object-store.ts';
import { DEFAULT_SETTINGS } from '../../src/core/settings.ts';

const CONTEXT = {
  lookup: new ObjectStore(),
  settings: DEFAULT_SETTINGS,
  drivers: [],
  parseYaml: () => ({ value: null }),
};
const STATEFUL_SET = {
  apiVersion: 'apps/v1',
  kind: 'StatefulSet',
  spec: { volumeClaimTemplates: [{ metadata: { name: 'a' } }, { metadata: { name: 'b' } }] },
};
const BASE = ['spec', 'volumeClaimTemplates'];

describe('eachClaim', () => {
  test('runs on every claim, and counts paths from the object', () => {
    const check = eachClaim(({ name }) => [{ path: ['spec'], message: name }]);
    expect(check(STATEFUL_SET, CONTEXT)).toEqual([
      { path: [...BASE, 0, 'spec'], message: 'a' },
      { path: [...BASE, 1, 'spec'], message: 'b' },
    ]);
  });

  test('keeps what a claim is undecided about', () => {
    const needs = { kind: 'StorageClass', name: 'fast' };
    const check = eachClaim(({ name }) => (name === 'a' ? [{ path: [], needs }] : []));
    expect(check(STATEFUL_SET, CONTEXT)).toEqual([{ path: [...BASE, 0], needs }]);
  });

  test.each<readonly [string, Edit, Edit]>([
    [
      'a new value',
      { type: 'replace-value', path: ['spec', 'volumeMode'], value: 'Block' },
      { type: 'replace-value', path: [...BASE, 0, 'spec', 'volumeMode'], value: 'Block' },
    ],
    [
      'both ends of a move',
      { type: 'move', path: ['requests'], to: ['spec', 'resources'] },
      { type: 'move', path: [...BASE, 0, 'requests'], to: [...BASE, 0, 'spec', 'resources'] },
    ],
  ])('counts the path of an edit from the object: %s', (_what, edit, expected) => {
    const check = eachClaim(({ name }) => (name === 'a' ? [{ path: [], message: 'm', edit }] : []));
    expect(check(STATEFUL_SET, CONTEXT)).toEqual([{ path: [...BASE, 0], message: 'm', edit: expected }]);
  });
});
