import { arrayAt, at } from '../../core/json.ts';
import { createdAt, labelOf, nameOf } from '../../core/kubernetes-object.ts';
import { WEBHOOK_IGNORE, WEBHOOK_LABELS } from '../../core/names.ts';
import { nodeNameOf } from '../../core/pod-placement.ts';
import type { Evidence } from '../evidence.ts';
import type { Fix } from '../explanation.ts';
import { unboundClaims } from '../provisioning.ts';
import { defineVerdict } from '../verdict.ts';
import type { Cause } from '../verdict.ts';

/** Resources that the webhook would give the pod now and that it lacks. */
function missingResources({ needs, pod, cluster }: Evidence): readonly string[] {
  const containers = [...arrayAt(pod, 'spec', 'containers'), ...arrayAt(pod, 'spec', 'initContainers')];
  return needs
    .flatMap(({ driver, claims }) =>
      claims.length === 0 ? [] : [...driver.demand(claims, cluster.context, pod).resources.keys()],
    )
    .filter(resource =>
      containers.every(
        container =>
          at(container, 'resources', 'requests', resource) === undefined &&
          at(container, 'resources', 'limits', resource) === undefined,
      ),
    );
}

interface Miss {
  /** Why the webhook did not act, a clause. */
  readonly reason: string;
  readonly fix: Fix | undefined;
}

function optOut({ namespace, cluster }: Evidence): Miss | undefined {
  const { lookup, settings } = cluster.context;
  const object = lookup.get('Namespace', undefined, namespace);
  const label = object && WEBHOOK_LABELS.find(key => labelOf(object, key) === WEBHOOK_IGNORE);
  if (label !== undefined) {
    return {
      reason: `namespace ${namespace} has opted out with the label ${label}=${WEBHOOK_IGNORE}`,
      fix: {
        text: 'let the webhook act on the namespace',
        command: `kubectl label namespace ${namespace} ${label}-`,
      },
    };
  }
  const excluded = ['kube-system', settings.namespace, ...settings.excludedNamespaces];
  if (!excluded.includes(namespace)) return undefined;
  return {
    reason: `namespace ${namespace} is excluded from the webhook`,
    fix: { text: 'run the pod in another namespace' },
  };
}

function lateClaim({ claims, pod, cluster }: Evidence): Miss | undefined {
  const born = createdAt(pod);
  const late = claims.find(({ namespace, name, source }) => {
    const object = cluster.context.lookup.get('PersistentVolumeClaim', namespace, name);
    return (
      source === 'persistentVolumeClaim' && object !== undefined && born !== '' && createdAt(object) > born
    );
  });
  if (late === undefined) return undefined;
  return { reason: `claim ${late.name} was created after the pod`, fix: undefined };
}

/** A pod that exists has to be made again besides, for the webhook sees only new ones. */
function withRecreation(fix: Fix | undefined, { pod, namespace, origin }: Evidence): readonly Fix[] {
  if (origin !== 'cluster') return fix === undefined ? [] : [fix];
  const command = `kubectl delete pod ${nameOf(pod)} -n ${namespace}`;
  if (fix === undefined) return [{ text: 'recreate the pod, so that the webhook sees it', command }];
  const both = fix.command === undefined ? command : `${fix.command} && ${command}`;
  return [{ text: `${fix.text}, then recreate the pod`, command: both }];
}

function unmarked(evidence: Evidence): Cause | undefined {
  const [resource] = missingResources(evidence);
  if (resource === undefined) return undefined;
  const miss = optOut(evidence) ??
    lateClaim(evidence) ?? {
      reason: 'it was down or not installed when the pod was created',
      fix: undefined,
    };
  return {
    summary: `the pod missed the webhook: ${miss.reason}`,
    proof: [`the pod does not ask for ${resource}, so kube-scheduler does not ask the extender about it`],
    fixes: withRecreation(miss.fix, evidence),
  };
}

/** A pod that is tied to a node by name never passes the scheduler, which alone selects the node of a claim. */
function tied(evidence: Evidence): Cause | undefined {
  const node = nodeNameOf(evidence.pod);
  const waiting = unboundClaims(evidence).find(
    ({ claim, storageClass }) =>
      storageClass?.volumeBindingMode === 'WaitForFirstConsumer' && claim?.selectedNode === undefined,
  );
  if (node === undefined || waiting === undefined) return undefined;
  const { written } = evidence;
  return {
    summary: `spec.nodeName ties the pod to ${node} past the scheduler, so no node is selected for claim ${waiting.name}`,
    proof: [
      `StorageClass ${waiting.storageClass?.name ?? ''} waits for the scheduler (WaitForFirstConsumer)`,
    ],
    fixes: [
      {
        text: 'replace nodeName by a nodeSelector',
        path: `${written.specPath}.nodeSelector`,
        command: `{kubernetes.io/hostname: ${node}}`,
      },
    ],
  };
}

/** The pod is not what the webhook would have made of it. */
export const missedTheWebhook = defineVerdict({
  id: 'W05',
  summary: 'The pod missed the webhook, so nobody watches its space.',
  help: `The webhook marks a pod when it is created, by the claims that exist then. A pod that was created while the webhook was
down, in a namespace that has opted out, or before its claim, is not marked: kube-scheduler places it wherever CPU and memory
allow, and the volume may not fit there. Recreate the pod. A pod with spec.nodeName never passes the scheduler, and a claim
that waits for it is never provisioned.`,
  source: 'https://github.com/topolvm/topolvm/blob/main/docs/limitations.md',
  find: evidence => tied(evidence) ?? unmarked(evidence),
});
