import type { Report, Undecided } from '../../core/finding.ts';
import type { KubernetesObject } from '../../core/kubernetes-object.ts';
import type { Lookup } from '../../core/lookup.ts';
import { isDaemonSetPod } from '../../core/pod-placement.ts';
import { defineRule } from '../../core/rule.ts';
import type { RuleContext } from '../../core/rule.ts';
import { SOURCES } from '../../core/sources.ts';
import { documents, iomeshClaimYaml, nodeYaml } from '../shared/examples.ts';
import { nodeList } from '../shared/node-list.ts';
import { allowedNodes, claimPath, ownNodes, podStorageOf, podWithClaims } from '../../core/pod-storage.ts';
import type { PodStorage } from '../../core/pod-storage.ts';
import { undecidedClaim } from '../shared/undecided-claim.ts';

function isOfDaemonSet(object: KubernetesObject): boolean {
  return object.kind === 'DaemonSet' || isDaemonSetPod(object);
}

/** A DaemonSet that keeps to the nodes of its storage by itself needs no word. */
function staysWithin(storage: PodStorage, allowed: ReadonlySet<string>, lookup: Lookup): boolean {
  const own = ownNodes(storage, lookup);
  return own.length > 0 && own.every(name => allowed.has(name));
}

function checkStorage(storage: PodStorage, { lookup }: RuleContext): readonly Report[] {
  const allowed = allowedNodes(storage);
  if (allowed === undefined || staysWithin(storage, allowed, lookup)) return [];
  const [first] = storage.drivers[0]?.claims ?? [];
  return [
    {
      path: claimPath(storage, first?.name),
      message: 'pods of a DaemonSet get no node affinity for their storage',
      fix: `Restrict the DaemonSet itself to ${nodeList(allowed)}.`,
    },
  ];
}

function undecided(object: KubernetesObject, context: RuleContext): readonly Undecided[] {
  const found = podWithClaims(object, context);
  if (found === undefined) return [];
  return found.claims.flatMap(claim => {
    const needs = undecidedClaim(claim, context.lookup);
    return needs === undefined ? [] : [{ path: found.volumePath(claim), needs }];
  });
}

/** Tells that pods of DaemonSets are not led to their storage: their controller has chosen the node already. */
export const podDaemonsetTopologySkipped = defineRule({
  id: 'pod-daemonset-topology-skipped',
  kinds: ['DaemonSet', 'Pod'],
  severity: 'info',
  summary: 'A DaemonSet with claims is restricted to the nodes of its storage.',
  help: 'Restrict the DaemonSet itself to the nodes of the storage.',
  source: SOURCES.kubernetesAssignPods,
  examples: {
    valid: [
      {
        yaml: `
apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: agent
spec:
  template:
    spec:
      nodeSelector: { kubernetes.io/hostname: worker-1 }
      volumes:
        - name: data
          persistentVolumeClaim: { claimName: data }
`,
        state: documents(
          iomeshClaimYaml('data', 'east', 'worker-1'),
          nodeYaml('worker-1'),
          nodeYaml('worker-2'),
        ),
      },
    ],
    invalid: [
      {
        yaml: `
apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: agent
spec:
  template:
    spec:
      volumes:
        - name: data
          persistentVolumeClaim: { claimName: data }
`,
        state: documents(
          iomeshClaimYaml('data', 'east', 'worker-1'),
          nodeYaml('worker-1'),
          nodeYaml('worker-2'),
        ),
        findings: [{ path: '/spec/template/spec/volumes/0' }],
      },
      {
        yaml: `
apiVersion: v1
kind: Pod
metadata:
  name: agent-x
  ownerReferences:
    - { apiVersion: apps/v1, kind: DaemonSet, name: agent, controller: true }
spec:
  volumes:
    - name: data
      persistentVolumeClaim: { claimName: data }
`,
        findings: [{ path: '/spec/volumes/0', severity: 'unknown' }],
      },
    ],
  },
  check(object, context) {
    if (!isOfDaemonSet(object)) return [];
    const storage = podStorageOf(object, context);
    return storage === undefined ? undecided(object, context) : checkStorage(storage, context);
  },
});
