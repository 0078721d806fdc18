import { at } from '../../core/json.ts';
import type { JsonPath } from '../../core/json.ts';
import type { KubernetesObject } from '../../core/kubernetes-object.ts';
import { isDaemonSetPod, isMirrorPod, nodeNameOf } from '../../core/pod-placement.ts';
import { POD_KINDS, podTemplateOf } from '../../core/pod-template.ts';
import { knowsKind } from '../../core/resolve.ts';
import { defineRule } from '../../core/rule.ts';
import { SOURCES } from '../../core/sources.ts';
import { boundTopolvmClaimYaml, documents, nodeYaml } from '../shared/examples.ts';
import { nodeList } from '../shared/node-list.ts';
import { admitsAny, allowedNodes, ownNodes, podStorageOf } from '../../core/pod-storage.ts';

function isPlacedOtherwise(object: KubernetesObject): boolean {
  const pod = podTemplateOf(object)?.template ?? object;
  return (
    object.kind === 'DaemonSet' || isDaemonSetPod(pod) || isMirrorPod(pod) || nodeNameOf(pod) !== undefined
  );
}

/** What of the pod narrows the nodes: its affinity, else its nodeSelector, else nothing of its own. */
function narrowingPath(object: KubernetesObject, path: JsonPath): JsonPath {
  const places = [
    [...path, 'spec', 'affinity', 'nodeAffinity'],
    [...path, 'spec', 'nodeSelector'],
  ];
  return places.find(place => at(object, ...place) !== undefined) ?? [...path, 'spec'];
}

/** Warns of pods for which no node satisfies both their own wishes and their storage. */
export const podTopologyNoNode = defineRule({
  id: 'pod-topology-no-node',
  kinds: POD_KINDS,
  severity: 'warning',
  summary: 'Some node satisfies both the node affinity of a pod and its storage.',
  help: 'Relax the node affinity of the pod, or use storage that its nodes reach.',
  source: SOURCES.kubernetesAssignPods,
  examples: {
    valid: [
      {
        yaml: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  nodeSelector: { kubernetes.io/hostname: worker-1 }
  volumes:
    - name: data
      persistentVolumeClaim: { claimName: data }
`,
        state: documents(
          boundTopolvmClaimYaml('data', 'worker-1'),
          nodeYaml('worker-1'),
          nodeYaml('worker-2'),
        ),
      },
      {
        yaml: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  nodeSelector: { kubernetes.io/hostname: worker-2 }
  volumes:
    - name: data
      persistentVolumeClaim: { claimName: data }
`,
        state: boundTopolvmClaimYaml('data', 'worker-1'),
      },
    ],
    invalid: [
      {
        yaml: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  nodeSelector: { kubernetes.io/hostname: worker-2 }
  volumes:
    - name: data
      persistentVolumeClaim: { claimName: data }
`,
        state: documents(
          boundTopolvmClaimYaml('data', 'worker-1'),
          nodeYaml('worker-1'),
          nodeYaml('worker-2'),
        ),
        findings: [{ path: '/spec/nodeSelector' }],
      },
    ],
  },
  check(object, context) {
    if (isPlacedOtherwise(object)) return [];
    const storage = podStorageOf(object, context);
    if (storage === undefined) return [];
    const { lookup } = context;
    const allowed = allowedNodes(storage);
    // No allowed node at all is a conflict among the claims themselves, which other rules report.
    if (allowed === undefined || allowed.size === 0 || !knowsKind(lookup, 'Node')) return [];
    if (admitsAny(storage, allowed, lookup)) return [];
    const own = ownNodes(storage, lookup);
    return [
      {
        path: narrowingPath(object, storage.path),
        message: `no node for both pod and storage: storage needs ${nodeList(allowed)}, the pod allows ${nodeList(own)}`,
      },
    ];
  },
});
