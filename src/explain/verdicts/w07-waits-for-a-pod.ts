import { unboundClaims } from '../provisioning.ts';
import { defineVerdict } from '../verdict.ts';

/** Not a fault: nobody uses the claim. */
export const waitsForAPod = defineVerdict({
  id: 'W07',
  summary: 'All is well: the claim waits for the first pod that uses it.',
  help: `With volumeBindingMode WaitForFirstConsumer a volume is made when a pod that uses the claim is scheduled, so that it
comes to lie on the pod's node. Until then the claim is Pending, and its event says "waiting for first consumer to be created
before binding". Create the pod.`,
  source: 'https://kubernetes.io/docs/concepts/storage/storage-classes/#volume-binding-mode',
  blocks: false,
  withoutPod: true,
  find(evidence) {
    if (evidence.origin !== 'none') return undefined;
    const claim = unboundClaims(evidence).find(
      ({ storageClass }) => storageClass?.volumeBindingMode === 'WaitForFirstConsumer',
    );
    if (claim === undefined) return undefined;
    const { lookup } = evidence.cluster.context;
    const event = claim.events.find(({ reason }) => reason === 'WaitForFirstConsumer');
    if (event === undefined && !lookup.isComplete('Pod')) {
      return { needs: { kind: 'Pod', namespace: evidence.namespace, name: '*' } };
    }
    return {
      summary: `nothing is wrong: claim ${claim.name} gets its volume when the first pod that uses it is scheduled`,
      proof: [
        event === undefined ? 'no pod uses the claim' : `event: ${event.message}`,
        `StorageClass ${claim.storageClass?.name ?? ''} has volumeBindingMode WaitForFirstConsumer`,
      ],
      fixes: [{ text: 'create a pod that uses it' }],
    };
  },
});
