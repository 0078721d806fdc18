import { driverOfClaim } from '../../core/driver-of.ts';
import type { Report, RuleSeverity, Undecided } from '../../core/finding.ts';
import type { JsonPath } from '../../core/json.ts';
import type { PodClaim } from '../../core/pod-claim.ts';
import { podWithClaims } from '../../core/pod-storage.ts';
import { isMirrorPod, nodeNameOf } from '../../core/pod-placement.ts';
import { POD_KINDS } from '../../core/pod-template.ts';
import { defineRule } from '../../core/rule.ts';
import type { RuleContext } from '../../core/rule.ts';
import { SOURCES } from '../../core/sources.ts';
import { isExistingPod } from '../shared/new-pod.ts';
import { undecidedDriver } from '../shared/undecided-claim.ts';

/** Nothing is provisioned for such a claim until the scheduler has chosen a node, and here it is never asked. */
function waitsForScheduler({ claim, storageClass }: PodClaim): boolean {
  if (claim === undefined || claim.isBound || claim.selectedNode !== undefined) return false;
  return storageClass?.volumeBindingMode === 'WaitForFirstConsumer';
}

function reportOf(claim: PodClaim, path: JsonPath, severity: RuleSeverity): Report {
  const consequence =
    severity === 'error'
      ? `claim ${claim.name} stays Pending`
      : `the topology of claim ${claim.name} is not checked`;
  return { path, severity, message: `nodeName skips the scheduler: ${consequence}` };
}

function checkClaims(
  claims: readonly PodClaim[],
  path: JsonPath,
  context: RuleContext,
): readonly (Report | Undecided)[] {
  const waiting = claims.find(waitsForScheduler);
  if (waiting !== undefined) return [reportOf(waiting, path, 'error')];
  const undecided = claims
    .map(claim => undecidedDriver(claim, context.lookup))
    .filter(needs => needs !== undefined);
  if (undecided.length > 0) return undecided.map(needs => ({ path, needs }));
  const ours = claims.find(claim => driverOfClaim(claim, context) !== undefined);
  return ours === undefined ? [] : [reportOf(ours, path, 'warning')];
}

/** Reports pods that name their node and use storage for which the scheduler has to choose it. */
export const podNodeNameBypassesTopology = defineRule({
  id: 'pod-node-name-bypasses-topology',
  kinds: POD_KINDS,
  severity: 'error',
  summary: 'A pod with claims leaves the choice of its node to the scheduler.',
  help: 'Use the nodeSelector kubernetes.io/hostname in place of nodeName.',
  source: SOURCES.kubernetesStorageClasses,
  examples: {
    valid: [
      {
        yaml: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  nodeSelector:
    kubernetes.io/hostname: worker-1
  volumes:
    - name: data
      persistentVolumeClaim: { claimName: data }
`,
      },
      {
        yaml: `
apiVersion: v1
kind: Pod
metadata:
  name: scheduled
  uid: 0d8d4a1e-1111-4222-8333-444455556666
spec:
  nodeName: worker-1
  volumes:
    - name: data
      persistentVolumeClaim: { claimName: data }
`,
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
  nodeName: worker-1
  volumes:
    - name: data
      ephemeral:
        volumeClaimTemplate:
          spec:
            storageClassName: fast
`,
        state: `
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata:
  name: fast
provisioner: topolvm.io
volumeBindingMode: WaitForFirstConsumer
`,
        findings: [{ path: '/spec/nodeName', severity: 'error' }],
      },
      {
        yaml: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  template:
    spec:
      nodeName: worker-1
      volumes:
        - name: data
          persistentVolumeClaim: { claimName: data }
`,
        state: `
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: data
  namespace: default
spec:
  storageClassName: iomesh
---
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata:
  name: iomesh
provisioner: com.iomesh.csi-driver
`,
        findings: [{ path: '/spec/template/spec/nodeName', severity: 'warning' }],
      },
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
        findings: [{ path: '/spec/nodeName', severity: 'unknown' }],
      },
    ],
  },
  check(object, context) {
    const found = podWithClaims(object, context);
    if (found === undefined || nodeNameOf(found.pod) === undefined) return [];
    if (isExistingPod(object, context.request) || isMirrorPod(found.pod)) return [];
    return checkClaims(found.claims, [...found.path, 'spec', 'nodeName'], context);
  },
});
