import { describe, expect, test } from 'vitest';
import { evaluate } from '../../src/core/evaluate.ts';
import type { KubernetesObject } from '../../src/core/kubernetes-object.ts';
import { ObjectStore } from '../../src/core/object-store.ts';
import { defineOwnClaimRule, defineOwnClassRule } from '../../src/core/own-rules.ts';
import { DEFAULT_SETTINGS } from '../../src/core/settings.ts';
import type { StorageClass } from '../../src/core/storage-class.ts';

const TEXT = {
  id: 'a-rule',
  severity: 'error',
  summary: 'A rule.',
  help: 'Mend it.',
  source: 'https://example.com/',
  examples: { valid: [{ yaml: '' }], invalid: [{ yaml: '', findings: [] }] },
} as const;

/** A driver whose rules know no more of a class than its tier. */
function readTier({ provisioner, parameters }: StorageClass): string | undefined {
  return provisioner === 'csi.own.io' ? (parameters.get('tier') ?? 'none') : undefined;
}

const OWN_CLASS: KubernetesObject = {
  apiVersion: 'storage.k8s.io/v1',
  kind: 'StorageClass',
  metadata: { name: 'own' },
  provisioner: 'csi.own.io',
  parameters: { tier: 'gold' },
};
const OTHER_CLASS = { ...OWN_CLASS, metadata: { name: 'other' }, provisioner: 'csi.other.io' };

function claim(storageClassName: string, volumeMode = 'Block'): KubernetesObject {
  const spec = { storageClassName, volumeMode };
  return { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name: 'data' }, spec };
}

function findings(rule: Parameters<typeof evaluate>[1][number], object: KubernetesObject): readonly string[] {
  const lookup = new ObjectStore();
  for (const one of [OWN_CLASS, OTHER_CLASS]) lookup.set(one);
  const context = { lookup, settings: DEFAULT_SETTINGS, drivers: [], parseYaml: () => ({ value: null }) };
  return evaluate(object, [rule], context).map(
    ({ severity, path, message }) => `${severity} ${path.join('.')}: ${message}`,
  );
}

describe('a rule on own classes', () => {
  const rule = defineOwnClassRule(
    {
      ...TEXT,
      check: (tier, _context, object) => [{ path: ['parameters'], message: `${tier} ${object.kind}` }],
    },
    readTier,
  );

  test.each([
    ['judges them as the driver reads them', OWN_CLASS, ['error parameters: gold StorageClass']],
    ['passes over those of others', OTHER_CLASS, []],
    ['looks at no other kind', claim('own'), []],
  ])('%s', (_reason, object, expected) => {
    expect(findings(rule, object)).toEqual(expected);
  });
});

describe('a rule on claims of own classes', () => {
  const rule = defineOwnClaimRule(
    {
      ...TEXT,
      concerns: ({ decoded }) => decoded.volumeMode === 'Block',
      check: ({ name }, tier) => [{ path: ['spec', 'volumeMode'], message: `${name} of ${tier}` }],
    },
    readTier,
  );
  const set = {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    spec: { volumeClaimTemplates: [claim('own', 'Filesystem'), claim('own')] },
  };

  test.each<[string, KubernetesObject, readonly string[]]>([
    ['judges them', claim('own'), ['error spec.volumeMode: data of gold']],
    ['judges claim templates', set, ['error spec.volumeClaimTemplates.1.spec.volumeMode: data of gold']],
    ['passes over those of others', claim('other'), []],
    ['passes over what cannot be wrong', claim('own', 'Filesystem'), []],
    [
      'stays open where the class is not known',
      claim('gone'),
      ['unknown spec.storageClassName: StorageClass gone is not in the input'],
    ],
    ['needs no class for what cannot be wrong', claim('gone', 'Filesystem'), []],
  ])('%s', (_reason, object, expected) => {
    expect(findings(rule, object)).toEqual(expected);
  });
});
