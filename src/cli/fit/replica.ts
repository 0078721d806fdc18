import { expandWorkload } from '../../core/expand-workload.ts';
import type { Expansion } from '../../core/expand-workload.ts';
import { arrayAt, objectAt, stringAt } from '../../core/json.ts';
import type { JsonValue } from '../../core/json.ts';
import { nameOf } from '../../core/kubernetes-object.ts';
import type { KubernetesObject } from '../../core/kubernetes-object.ts';

function renamed(object: KubernetesObject, name: string): KubernetesObject {
  return { ...object, metadata: { ...objectAt(object, 'metadata'), name } };
}

/** The first replica is number 0, in the names of its claims as well. */
function numbered(name: string, ordinal: number): string {
  return name.replace(/-0$/, `-${ordinal}`);
}

function withClaims(volume: JsonValue, claims: ReadonlySet<string>, ordinal: number): JsonValue {
  const name = stringAt(volume, 'persistentVolumeClaim', 'claimName');
  if (name === undefined || !claims.has(name)) return volume;
  return {
    ...objectAt(volume),
    persistentVolumeClaim: {
      ...objectAt(volume, 'persistentVolumeClaim'),
      claimName: numbered(name, ordinal),
    },
  };
}

/** The pod and the claims of one replica of a workload, counted from 0; `undefined` for kinds that make no pods. */
export function replicaOf(
  workload: KubernetesObject,
  ordinal: number,
  namespace: string,
): Expansion | undefined {
  const first = expandWorkload(workload, namespace);
  if (first === undefined) return undefined;
  const names = new Set(first.claims.map(claim => nameOf(claim)));
  const volumes = arrayAt(first.pod, 'spec', 'volumes').map(volume => withClaims(volume, names, ordinal));
  const pod = renamed(first.pod, `${nameOf(workload)}-${ordinal}`);
  return {
    pod: { ...pod, spec: { ...objectAt(pod, 'spec'), volumes } },
    claims: first.claims.map(claim => renamed(claim, numbered(nameOf(claim), ordinal))),
  };
}

/** How many pods a workload asks for; 1 unless it says. */
export function wantedReplicas(workload: KubernetesObject): number {
  const spec = objectAt(workload, 'spec');
  const replicas = spec?.['replicas'] ?? spec?.['parallelism'];
  return typeof replicas === 'number' ? replicas : 1;
}
