import { isQuotaFailure, provisioningFailure, unboundClaims } from '../provisioning.ts';
import { defineVerdict } from '../verdict.ts';

/** What no API object tells: how the directory of a node is mounted. */
export const quotaNotEnforced = defineVerdict({
  id: 'W16',
  summary: 'The directory of a LocalPV class cannot have quotas on the node.',
  help: `With enableQuota: "true" the basePath of a hostpath class must be the mount point of an XFS file system with the option
prjquota, on every node. The API does not show mounts, so this is told from the provisioner's event; look on the node itself.`,
  source: 'https://github.com/iomesh/docs/blob/a5d1600/docs/advanced-functions/localpv-manager.md',
  withoutPod: true,
  find(evidence) {
    for (const claim of unboundClaims(evidence)) {
      const failure = provisioningFailure(claim);
      if (failure === undefined || !isQuotaFailure(claim, failure)) continue;
      const path = claim.storageClass?.parameters.get('basePath') ?? '/var/iomesh/local';
      const node = claim.claim?.selectedNode ?? 'the node';
      return {
        summary: `claim ${claim.name} needs quotas, and ${path} on ${node} seems not to have them`,
        proof: [`event: ${failure.message}`, 'how it is mounted cannot be seen in the API'],
        fixes: [
          {
            text: `on ${node}, see that ${path} is a mount point of XFS with prjquota`,
            command: `findmnt -no FSTYPE,OPTIONS --mountpoint ${path}`,
          },
        ],
      };
    }
    return undefined;
  },
});
