import { decodeBlockDevice } from '../../../../core/block-device.ts';
import { defineRule } from '../../../../core/rule.ts';
import { SOURCES } from '../../../../core/sources.ts';

/** Keeps a BlockDevice that is in use. */
export const opBlockdeviceDeleteClaimed = defineRule({
  id: 'op-blockdevice-delete-claimed',
  kinds: ['BlockDevice'],
  when: 'DELETE',
  severity: 'error',
  summary: 'A BlockDevice is deleted only when nothing claims it.',
  help: 'Add it to exclude in the deviceMap and wait until it is Unclaimed.',
  source: SOURCES.iomeshReplaceDisk,
  examples: {
    valid: [
      {
        yaml: `
apiVersion: openebs.io/v1alpha1
kind: BlockDevice
metadata: {namespace: iomesh-system, name: blockdevice-3fa2e2cb}
spec: {path: /dev/sdb}
status: {claimState: Unclaimed, state: Inactive}
`,
        operation: 'DELETE',
      },
    ],
    invalid: [
      {
        yaml: `
apiVersion: openebs.io/v1alpha1
kind: BlockDevice
metadata: {namespace: iomesh-system, name: blockdevice-3fa2e2cb}
spec: {path: /dev/sdb}
status: {claimState: Claimed, state: Active}
`,
        operation: 'DELETE',
        findings: [{ path: '/status/claimState' }],
      },
    ],
  },
  check(object) {
    const device = decodeBlockDevice(object);
    if (device.claimState !== 'Claimed') return [];
    return [{ path: ['status', 'claimState'], message: `BlockDevice ${device.name} is Claimed` }];
  },
});
