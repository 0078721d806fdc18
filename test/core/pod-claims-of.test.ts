import { describe, expect, test } from 'vitest';
import { ObjectStore } from '../../src/core/object-store.ts';
import { podClaimsOf } from '../../src/core/pod-claims-of.ts';
import { claim } from '../support/objects.ts';

const lookup = new ObjectStore();
lookup.set(claim('shared'));

const TEMPLATE_SPEC = { storageClassName: 'tlv', volumeMode: 'Block' };
const STATEFUL_SET = {
  apiVersion: 'apps/v1',
  kind: 'StatefulSet',
  metadata: { name: 'db', namespace: 'shop' },
  spec: {
    template: {
      spec: {
        volumes: [
          { name: 'data', emptyDir: {} },
          { name: 'config', persistentVolumeClaim: { claimName: 'shared' } },
          { name: 'scratch', ephemeral: { volumeClaimTemplate: { spec: {} } } },
        ],
      },
    },
    volumeClaimTemplates: [{ metadata: { name: 'data' }, spec: TEMPLATE_SPEC }],
  },
};

describe('podClaimsOf', () => {
  test('finds the claims that the pods of a StatefulSet name, have ephemerally, and get from its templates', () => {
    const found = podClaimsOf(STATEFUL_SET, lookup);
    const claims = found?.claims.map(one => [one.name, one.source, found.volumePath(one).join('.')]);
    expect(claims).toEqual([
      ['shared', 'persistentVolumeClaim', 'spec.template.spec.volumes.1'],
      ['scratch', 'ephemeral', 'spec.template.spec.volumes.2'],
      ['data', 'ephemeral', 'spec.volumeClaimTemplates.0'],
    ]);
  });

  test('reads claims by name from the state, and templates from the object', () => {
    const modes = podClaimsOf(STATEFUL_SET, lookup)?.claims.map(({ claim: found }) => found?.volumeMode);
    expect(modes).toEqual(['Filesystem', 'Filesystem', 'Block']);
  });

  test('names the ephemeral claims of a Pod as the controller does', () => {
    const volumes = [{ name: 'scratch', ephemeral: { volumeClaimTemplate: { spec: {} } } }];
    const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web' }, spec: { volumes } };
    expect(podClaimsOf(pod, lookup)?.claims.map(({ name }) => name)).toEqual(['web-scratch']);
  });

  test('knows no pod in other kinds', () => {
    expect(podClaimsOf(claim('shared'), lookup)).toBeUndefined();
  });
});
