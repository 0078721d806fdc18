import type { Verdict } from '../verdict.ts';
import { extenderNotWired } from './w01-extender-not-wired.ts';
import { tooLittleSpace } from './w02-too-little-space.ts';
import { fragmented } from './w03-fragmented.ts';
import { noCapacityReported } from './w04-no-capacity-reported.ts';
import { missedTheWebhook } from './w05-missed-the-webhook.ts';
import { webhookFailed } from './w06-webhook-failed.ts';
import { waitsForAPod } from './w07-waits-for-a-pod.ts';
import { storageClassWrong } from './w08-storage-class-wrong.ts';
import { deviceClassUnknown } from './w09-device-class-unknown.ts';
import { volumeNodeUnusable } from './w10-volume-node-unusable.ts';
import { affinityConflict } from './w11-affinity-conflict.ts';
import { publishedCapacity } from './w12-published-capacity.ts';
import { clusterConnection } from './w13-cluster-connection.ts';
import { clusterNodesUnusable } from './w14-cluster-nodes-unusable.ts';
import { noFreeDevice } from './w15-no-free-device.ts';
import { quotaNotEnforced } from './w16-quota-not-enforced.ts';
import { provisioningFailed } from './w17-provisioning-failed.ts';
import { waitsForAnEvent } from './w18-waits-for-an-event.ts';
import { somethingElse } from './w19-something-else.ts';

/**
 * All verdicts, what is to be shown first in front. First what keeps a pod from being judged at all, then what no waiting
 * mends, then what is full, then what went wrong on the way; at the end what is only waiting.
 */
export const VERDICTS: readonly Verdict[] = [
  webhookFailed,
  extenderNotWired,
  storageClassWrong,
  clusterConnection,
  quotaNotEnforced,
  affinityConflict,
  volumeNodeUnusable,
  clusterNodesUnusable,
  deviceClassUnknown,
  noFreeDevice,
  publishedCapacity,
  fragmented,
  tooLittleSpace,
  noCapacityReported,
  missedTheWebhook,
  provisioningFailed,
  somethingElse,
  waitsForAnEvent,
  waitsForAPod,
];
