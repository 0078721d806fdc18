import type { JsonObject } from '../../src/core/json.ts';

/** A pod as kube-apiserver sends it to a mutating hook. */
export const POD: JsonObject = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'web-0', namespace: 'shop' },
  spec: {
    containers: [{ name: 'web', image: 'web:1' }],
    volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }],
  },
};

/** The request of a well-formed review that creates {@link POD}; `fields` replace or add fields of the request. */
export function podRequest(fields: JsonObject = {}): JsonObject {
  return {
    uid: '705ab4f5-6393-11e8-b7cc-42010a800002',
    kind: { group: '', version: 'v1', kind: 'Pod' },
    resource: { group: '', version: 'v1', resource: 'pods' },
    requestKind: { group: '', version: 'v1', kind: 'Pod' },
    requestResource: { group: '', version: 'v1', resource: 'pods' },
    name: 'web-0',
    namespace: 'shop',
    operation: 'CREATE',
    userInfo: { username: 'ann', uid: '7', groups: ['system:authenticated'], extra: { scopes: ['a'] } },
    object: POD,
    oldObject: null,
    dryRun: false,
    options: { apiVersion: 'meta.k8s.io/v1', kind: 'CreateOptions' },
    ...fields,
  };
}

/** A well-formed AdmissionReview that creates {@link POD}; `fields` replace or add fields of the request. */
export function podReview(fields: JsonObject = {}): JsonObject {
  return { apiVersion: 'admission.k8s.io/v1', kind: 'AdmissionReview', request: podRequest(fields) };
}
