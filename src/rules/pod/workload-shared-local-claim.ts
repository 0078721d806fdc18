import { driverOfClaim } from '../../core/driver-of.ts';
import type { Report, Undecided } from '../../core/finding.ts';
import { at } from '../../core/json.ts';
import type { KubernetesObject } from '../../core/kubernetes-object.ts';
import type { PodClaim } from '../../core/pod-claim.ts';
import type { PodWithClaims } from '../../core/pod-claims-of.ts';
import { podWithClaims } from '../../core/pod-storage.ts';
import { defineRule } from '../../core/rule.ts';
import type { RuleContext } from '../../core/rule.ts';
import { SOURCES } from '../../core/sources.ts';
import { boundTopolvmClaimYaml, documents, TOPOLVM_CLASS_YAML } from '../shared/examples.ts';
import { undecidedDriver } from '../shared/undecided-claim.ts';

/** Drivers whose volumes are on one node and stay there. */
const LOCAL_DRIVERS: ReadonlySet<string> = new Set(['topolvm', 'iomesh-localpv']);

function hasReplicas(workload: KubernetesObject): boolean {
  if (workload.kind === 'DaemonSet') return true;
  const replicas = at(workload, 'spec', 'replicas');
  return typeof replicas === 'number' && replicas > 1;
}

function checkClaim(
  claim: PodClaim,
  found: PodWithClaims,
  context: RuleContext,
): readonly (Report | Undecided)[] {
  const path = found.volumePath(claim);
  const needs = undecidedDriver(claim, context.lookup);
  if (needs !== undefined) return [{ path, needs }];
  const driver = driverOfClaim(claim, context);
  const isShared = claim.claim?.accessModes.includes('ReadWriteOnce') === true;
  if (driver === undefined || !LOCAL_DRIVERS.has(driver.id) || !isShared) return [];
  return [{ path, message: `claim ${claim.name} is local: it ties all replicas to one node` }];
}

/** Warns of workloads whose replicas share one local volume. */
export const workloadSharedLocalClaim = defineRule({
  id: 'workload-shared-local-claim',
  kinds: ['DaemonSet', 'Deployment'],
  severity: 'warning',
  summary: 'The replicas of a workload do not share one local volume.',
  help: 'Use a StatefulSet with volumeClaimTemplates, or ephemeral volumes.',
  source: SOURCES.iomeshLocalpv,
  examples: {
    valid: [
      {
        yaml: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 1
  template:
    spec:
      volumes:
        - name: data
          persistentVolumeClaim: { claimName: data }
`,
        state: documents(boundTopolvmClaimYaml('data', 'worker-1'), TOPOLVM_CLASS_YAML),
      },
      {
        yaml: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 3
  template:
    spec:
      volumes:
        - name: scratch
          ephemeral:
            volumeClaimTemplate:
              spec:
                accessModes: [ReadWriteOnce]
                storageClassName: topolvm
`,
        state: TOPOLVM_CLASS_YAML,
      },
    ],
    invalid: [
      {
        yaml: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 3
  template:
    spec:
      volumes:
        - name: data
          persistentVolumeClaim: { claimName: data }
`,
        state: documents(boundTopolvmClaimYaml('data', 'worker-1'), TOPOLVM_CLASS_YAML),
        findings: [{ path: '/spec/template/spec/volumes/0' }],
      },
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
        findings: [{ path: '/spec/template/spec/volumes/0', severity: 'unknown' }],
      },
    ],
  },
  check(workload, context) {
    const found = podWithClaims(workload, context);
    if (found === undefined || !hasReplicas(workload)) return [];
    return found.claims
      .filter(({ source }) => source === 'persistentVolumeClaim')
      .flatMap(claim => checkClaim(claim, found, context));
  },
});
