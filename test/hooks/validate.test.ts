import { describe, expect, test } from 'vitest';
import type { AdmissionRequest } from '../../src/core/admission.ts';
import type { JsonObject } from '../../src/core/json.ts';
import type { KubernetesObject } from '../../src/core/kubernetes-object.ts';
import { HOOKS } from '../../src/hooks/registry.ts';
import { review } from '../../src/hooks/review.ts';
import { claim, contextOf, creation, storageClass } from '../support/objects.ts';

function iomeshClass(parameters: JsonObject, metadata: JsonObject = {}): KubernetesObject {
  const made = storageClass('fast', 'com.iomesh.csi-driver', parameters);
  return { ...made, metadata: { name: 'fast', ...metadata } };
}

const WRONG = { 'csi.storage.k8s.io/fstype': 'ex4' };

function validateClass(object: KubernetesObject, fields: Partial<AdmissionRequest> = {}) {
  return review('/storageclass/validate', creation(object, fields), contextOf([]));
}

describe('validation at admission', () => {
  test('an error denies with the rule, what is wrong, where, and the fix', () => {
    const response = validateClass(iomeshClass(WRONG));
    expect(response.allowed).toBe(false);
    expect(response.status).toMatchObject({ code: 403, reason: 'Forbidden' });
    expect(response.status?.message).toMatch(
      /^iomesh-sc-fstype-invalid: .*"ex4".* \(parameters\["csi\.storage\.k8s\.io\/fstype"\]\)\. Fix: .*ext4/,
    );
    expect(response.auditAnnotations).toMatchObject({ denied: 'iomesh-sc-fstype-invalid' });
  });

  test('what is wrong with an object as a whole has no place', () => {
    const connection = {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { namespace: 'shop', name: 'csi-configmap' },
      data: { clusterId: 'k8s', iscsiPortal: '127.0.0.1:3260', metaAddr: 'iomesh-meta-client.shop:10100' },
    };
    const deletion = creation(connection, { operation: 'DELETE', oldObject: connection });
    const context = contextOf([iomeshClass({ clusterConnection: 'shop/csi-configmap' })]);
    expect(review('/configmap/validate', deletion, context).status?.message).toMatch(
      /^csi-configmap-delete-in-use: shop\/csi-configmap is used by StorageClass \w+\. Fix: /,
    );
  });

  test('a warning is passed on and allows', () => {
    const response = validateClass(iomeshClass({ 'csi.storage.k8s.io/fstype': 'ext4', replicaFacter: '2' }));
    expect(response.allowed).toBe(true);
    expect(response.warnings?.join()).toContain('sc-parameter-unknown');
  });

  test.each(['labels', 'annotations'])('a class that opts out by %s is let through', place => {
    const response = validateClass(iomeshClass(WRONG, { [place]: { 'stowage.dev/webhook': 'ignore' } }));
    expect(response).toMatchObject({ allowed: true });
  });

  test('a bypass with a reason lets the named rule through and is recorded', () => {
    const bypass = { 'stowage.dev/bypass': 'iomesh-sc-fstype-invalid: driver 1.1 knows it' };
    const response = validateClass(iomeshClass(WRONG, { annotations: bypass }));
    expect(response.allowed).toBe(true);
    expect(response.auditAnnotations).toMatchObject({
      bypassed: 'iomesh-sc-fstype-invalid',
      'bypass-reason': 'driver 1.1 knows it',
    });
  });

  test.each(['iomesh-sc-fstype-invalid', 'iomesh-sc-fstype-invalid:', ': because', 'other-rule: because'])(
    'the bypass %j counts for nothing',
    bypass => {
      expect(
        validateClass(iomeshClass(WRONG, { annotations: { 'stowage.dev/bypass': bypass } })).allowed,
      ).toBe(false);
    },
  );

  test('an update of an object that had the error already is allowed with a warning', () => {
    const response = validateClass(iomeshClass(WRONG, { labels: { team: 'x' } }), {
      operation: 'UPDATE',
      oldObject: iomeshClass(WRONG),
    });
    expect(response.allowed).toBe(true);
    expect(response.warnings?.join()).toContain('iomesh-sc-fstype-invalid');
  });

  test('an update that brings the error is denied', () => {
    const response = validateClass(iomeshClass(WRONG), { operation: 'UPDATE', oldObject: iomeshClass({}) });
    expect(response.allowed).toBe(false);
  });

  test('an object that is being deleted is never denied', () => {
    const going = iomeshClass(WRONG, { deletionTimestamp: '2026-11-20T00:00:00Z' });
    expect(validateClass(going, { operation: 'UPDATE', oldObject: iomeshClass({}) }).allowed).toBe(true);
  });

  test('a claimed block device must not be deleted', () => {
    const device: KubernetesObject = {
      apiVersion: 'openebs.io/v1alpha1',
      kind: 'BlockDevice',
      metadata: { name: 'bd-1', namespace: 'shop' },
      spec: { capacity: { storage: 1 }, path: '/dev/sdb' },
      status: { claimState: 'Claimed', state: 'Active' },
    };
    const { object: _none, ...request } = creation(device, { operation: 'DELETE', oldObject: device });
    expect(review('/blockdevice/validate', request, contextOf([])).status?.message).toContain(
      'op-blockdevice-delete-claimed',
    );
  });

  test('a hook refuses objects of another kind', () => {
    expect(review('/storageclass/validate', creation(claim('a')), contextOf([]))).toMatchObject({
      allowed: false,
      status: { code: 400 },
    });
  });

  test('a subresource is let through', () => {
    const request = creation(claim('a', { storage: undefined }), {
      subResource: 'status',
      operation: 'UPDATE',
    });
    expect(review('/pvc/validate', request, contextOf([]))).toEqual({ uid: 'uid-1', allowed: true });
  });
});

describe('hook registry', () => {
  test('paths and names are unique', () => {
    expect(new Set(HOOKS.map(hook => hook.path)).size).toBe(HOOKS.length);
    expect(new Set(HOOKS.map(hook => hook.name)).size).toBe(HOOKS.length);
  });

  test('only vendor resources and ConfigMaps fail open', () => {
    const open = HOOKS.filter(hook => hook.failurePolicy === 'Ignore').map(hook => hook.kind);
    expect(open).toEqual([
      'ConfigMap',
      'IOMeshCluster',
      'ZookeeperCluster',
      'VolumeSnapshotClass',
      'BlockDevice',
    ]);
  });
});
