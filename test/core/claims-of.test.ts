import { describe, expect, test } from 'vitest';
import { claimsOf } from '../../src/core/claims-of.ts';
import type { KubernetesObject } from '../../src/core/kubernetes-object.ts';

const SPEC = { storageClassName: 'fast' };

function placesOf(object: KubernetesObject): readonly string[] {
  return claimsOf(object).map(({ path, namespace, name }) => `${path.join('.')} ${namespace}/${name}`);
}

describe('claimsOf', () => {
  test('takes a claim for itself', () => {
    const claim = { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name: 'data' }, spec: SPEC };
    expect(claimsOf(claim)).toEqual([
      { path: [], json: claim, namespace: 'default', name: 'data', holder: claim },
    ]);
  });

  test('finds the claim templates of a StatefulSet, and the ephemeral volumes of its pods', () => {
    const set = {
      apiVersion: 'apps/v1',
      kind: 'StatefulSet',
      metadata: { name: 'db', namespace: 'shop' },
      spec: {
        volumeClaimTemplates: [{ metadata: { name: 'data' }, spec: SPEC }, 'no template'],
        template: {
          spec: {
            volumes: [
              { name: 'config', configMap: { name: 'db' } },
              { name: 'scratch', ephemeral: { volumeClaimTemplate: { spec: SPEC } } },
            ],
          },
        },
      },
    };
    expect(placesOf(set)).toEqual([
      'spec.volumeClaimTemplates.0 shop/data',
      'spec.template.spec.volumes.1.ephemeral.volumeClaimTemplate shop/scratch',
    ]);
  });

  test('finds no claim where one is only named', () => {
    const volumes = [{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }];
    expect(placesOf({ apiVersion: 'v1', kind: 'Pod', spec: { volumes } })).toEqual([]);
  });

  test('knows claim templates of StatefulSets only', () => {
    const spec = { volumeClaimTemplates: [{ metadata: { name: 'data' }, spec: SPEC }] };
    expect(placesOf({ apiVersion: 'apps/v1', kind: 'Deployment', spec })).toEqual([]);
  });
});
