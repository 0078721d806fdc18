import { HOOKS } from '../../src/hooks/registry.ts';
import { groupOf, isKubernetesObject, nameOf, namespaceOf } from '../../src/core/kubernetes-object.ts';
import type { KubernetesObject } from '../../src/core/kubernetes-object.ts';
import { parseYaml } from '../../src/state/parse-yaml.ts';

function objectOf(yaml: string): KubernetesObject {
  const parsed = parseYaml(yaml);
  if ('error' in parsed || !isKubernetesObject(parsed.value)) throw new Error('the test gives no object');
  return parsed.value;
}

/** The AdmissionReview that kube-apiserver would send about the creation of an object. */
function reviewOf(object: KubernetesObject, uid = 'review-1') {
  const group = groupOf(object.apiVersion);
  const version = object.apiVersion.slice(group === '' ? 0 : group.length + 1);
  const hook = HOOKS.find(candidate => candidate.kind === object.kind);
  return {
    apiVersion: 'admission.k8s.io/v1',
    kind: 'AdmissionReview',
    request: {
      uid,
      kind: { group, version, kind: object.kind },
      resource: { group, version, resource: hook?.resource ?? `${object.kind.toLowerCase()}s` },
      name: nameOf(object),
      ...(hook?.scope !== 'Cluster' && { namespace: namespaceOf(object) ?? 'default' }),
      operation: 'CREATE',
      userInfo: { username: 'someone', groups: ['system:authenticated'] },
      object,
      oldObject: null,
      dryRun: false,
    },
  };
}

/** {@link reviewOf} as JSON text. */
export function reviewText(yaml: string, uid?: string): string {
  return JSON.stringify(reviewOf(objectOf(yaml), uid));
}
