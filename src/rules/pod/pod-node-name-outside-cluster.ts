import { isMirrorPod, nodeNameOf } from '../../core/pod-placement.ts';
import { POD_KINDS, podTemplateOf } from '../../core/pod-template.ts';
import { defineRule } from '../../core/rule.ts';
import { SOURCES } from '../../core/sources.ts';
import { boundTopolvmClaimYaml } from '../shared/examples.ts';
import { isExistingPod } from '../shared/new-pod.ts';
import { nodeList } from '../shared/node-list.ts';
import { podStorageOf, strictConstraints } from '../../core/pod-storage.ts';

/** Warns of pods that name a node on which their storage is not. */
export const podNodeNameOutsideCluster = defineRule({
  id: 'pod-node-name-outside-cluster',
  kinds: POD_KINDS,
  severity: 'warning',
  summary: 'A node that a pod names is one that its storage allows.',
  help: 'Choose a node that the storage allows, or leave the choice to the scheduler.',
  source: SOURCES.iomeshMultiCluster,
  examples: {
    valid: [
      {
        yaml: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  nodeName: worker-1
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
  nodeName: worker-2
  volumes:
    - name: data
      persistentVolumeClaim: { claimName: data }
`,
        state: boundTopolvmClaimYaml('data', 'worker-1'),
        findings: [{ path: '/spec/nodeName' }],
      },
    ],
  },
  check(object, context) {
    const pod = podTemplateOf(object);
    const node = pod && nodeNameOf(pod.template);
    if (pod === undefined || node === undefined) return [];
    if (isExistingPod(object, context.request) || isMirrorPod(pod.template)) return [];
    const storage = podStorageOf(object, context);
    if (storage === undefined) return [];
    const broken = strictConstraints(storage).find(({ nodes }) => nodes !== undefined && !nodes.has(node));
    if (broken === undefined) return [];
    const allowed = nodeList(broken.nodes ?? []);
    return [
      {
        path: [...pod.path, 'spec', 'nodeName'],
        message: `node ${node} is not among those of claim ${broken.claims.join(', ')}: ${allowed} (${broken.reason})`,
      },
    ];
  },
});
