import { arrayAt, isJsonObject, member, stringAt } from '../../core/json.ts';
import type { JsonObject, JsonValue } from '../../core/json.ts';
import { compact, pick } from './pick.ts';
import type { Share } from './share.ts';
import { controllerReference, filterKeys, metadata, metadataOf } from './trim-metadata.ts';

/** The label by which the pods of a component are known. */
const NAME_LABEL = 'app.kubernetes.io/name';

/** Only volumes that are claims; of a template only what the claim will look like. */
function claimVolume(volume: JsonValue): JsonObject | undefined {
  const name = member(volume, 'name');
  const claim = pick(member(volume, 'persistentVolumeClaim'), 'claimName');
  if (claim !== undefined) return compact({ name, persistentVolumeClaim: claim });
  const template = member(member(volume, 'ephemeral'), 'volumeClaimTemplate');
  if (!isJsonObject(template)) return undefined;
  return compact({ name, ephemeral: { volumeClaimTemplate: pick(template, 'spec') ?? {} } });
}

function claimVolumes(pod: JsonObject): readonly JsonObject[] | undefined {
  const volumes = arrayAt(pod, 'spec', 'volumes')
    .map(claimVolume)
    .filter(volume => volume !== undefined);
  return volumes.length === 0 ? undefined : volumes;
}

/** Why a pod is not scheduled; nothing for pods that are. */
function unscheduled(pod: JsonObject): readonly JsonObject[] | undefined {
  const condition = arrayAt(pod, 'status', 'conditions').find(
    one => stringAt(one, 'type') === 'PodScheduled' && stringAt(one, 'status') !== 'True',
  );
  const kept = pick(condition, 'type', 'status', 'reason', 'message');
  return kept && [kept];
}

/** Keeps of a pod whose it is, where it runs and which claims it uses. */
export function trimPod(pod: JsonObject, share: Share): JsonObject {
  const labels = filterKeys(metadataOf(pod, 'labels'), key => key === NAME_LABEL);
  const status = member(pod, 'status');
  const volumes = claimVolumes(pod);
  return {
    metadata: metadata(pod, share, {
      // What is promised to a pod goes by its uid.
      uid: volumes && metadataOf(pod, 'uid'),
      labels: share(labels),
      ownerReferences: share(controllerReference(pod)),
    }),
    spec: compact({ nodeName: share(member(member(pod, 'spec'), 'nodeName')), volumes }),
    status: share(compact({ ...pick(status, 'phase', 'nominatedNodeName'), conditions: unscheduled(pod) })),
  };
}
