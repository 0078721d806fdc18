import { stringAt } from '../core/json.ts';
import { controllerOf, nameOf, namespaceOf } from '../core/kubernetes-object.ts';
import type { KubernetesObject } from '../core/kubernetes-object.ts';
import { decodePersistentVolumeClaim } from '../core/persistent-volume-claim.ts';
import type { Cluster } from './cluster.ts';
import { explainEvidence } from './explain-evidence.ts';
import { explainPod } from './explain-pod.ts';
import { gatherEvidence } from './evidence.ts';
import type { Explanation } from './explanation.ts';
import { plainExplanation, subjectOf } from './subject-of.ts';

/** A pod that would use the claim and asks for nothing else. */
function standIn(claim: KubernetesObject, namespace: string): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: '', namespace },
    spec: { volumes: [{ name: 'claim', persistentVolumeClaim: { claimName: nameOf(claim) } }] },
  };
}

function isOver(pod: KubernetesObject): boolean {
  const phase = stringAt(pod, 'status', 'phase');
  return phase === 'Succeeded' || phase === 'Failed';
}

/** The pods that use a claim by its name, and the one that an ephemeral volume was made for. */
function usersOf(
  claim: KubernetesObject,
  namespace: string,
  { context }: Cluster,
): readonly KubernetesObject[] {
  const named = context.lookup.indexed('Pod/claim', `${namespace}/${nameOf(claim)}`);
  const owner = controllerOf(claim);
  const ephemeral =
    stringAt(owner, 'kind') === 'Pod'
      ? context.lookup.get('Pod', namespace, stringAt(owner, 'name') ?? '')
      : undefined;
  return [...named, ...(ephemeral === undefined ? [] : [ephemeral])].filter(pod => !isOver(pod));
}

/** Explains a claim: by the first pod that uses it, or by itself when none does. */
export function explainClaim(claim: KubernetesObject, cluster: Cluster): Explanation {
  const subject = subjectOf(claim);
  const { isBound, volumeName = '' } = decodePersistentVolumeClaim(claim);
  const isLost = stringAt(claim, 'status', 'phase') === 'Lost';
  if (isBound && !isLost) return plainExplanation(subject, false, `it is bound to ${volumeName}`);
  const namespace = namespaceOf(claim) ?? 'default';
  const [user] = usersOf(claim, namespace, cluster);
  if (user !== undefined) return explainPod(user, cluster, subject);
  if (isLost) return plainExplanation(subject, true, `its PersistentVolume ${volumeName} is gone`);
  return explainEvidence(subject, gatherEvidence(standIn(claim, namespace), cluster, 'none'));
}
