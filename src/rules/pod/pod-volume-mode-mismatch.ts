import type { Report, Undecided } from '../../core/finding.ts';
import { stringAt } from '../../core/json.ts';
import type { Lookup } from '../../core/lookup.ts';
import type { PodClaim } from '../../core/pod-claim.ts';
import type { PodWithClaims } from '../../core/pod-claims-of.ts';
import { podWithClaims } from '../../core/pod-storage.ts';
import { POD_KINDS } from '../../core/pod-template.ts';
import { defineRule } from '../../core/rule.ts';
import { SOURCES } from '../../core/sources.ts';
import { undecidedClaim } from '../shared/undecided-claim.ts';
import { volumeUses } from '../shared/volume-uses.ts';
import type { VolumeUse } from '../shared/volume-uses.ts';

const LIST_OF_MODE: ReadonlyMap<string, VolumeUse['list']> = new Map([
  ['Filesystem', 'volumeMounts'],
  ['Block', 'volumeDevices'],
]);

function claimsByVolume({ pod, claims }: PodWithClaims): ReadonlyMap<string, PodClaim> {
  const entries = claims.flatMap(claim =>
    claim.volumeIndexes.map(index => [stringAt(pod, 'spec', 'volumes', index, 'name') ?? '', claim] as const),
  );
  return new Map(entries);
}

function checkUse(
  { path, list }: VolumeUse,
  claim: PodClaim,
  lookup: Lookup,
): readonly (Report | Undecided)[] {
  const needs = undecidedClaim(claim, lookup);
  if (needs !== undefined) return [{ path, needs }];
  const mode = claim.claim?.volumeMode ?? '';
  const wanted = LIST_OF_MODE.get(mode);
  if (wanted === undefined || wanted === list) return [];
  return [
    { path, message: `claim ${claim.name} has volumeMode ${mode}, not for ${list}`, fix: `Use ${wanted}.` },
  ];
}

/** Reports raw devices that are mounted, and file systems that are opened as devices. */
export const podVolumeModeMismatch = defineRule({
  id: 'pod-volume-mode-mismatch',
  kinds: POD_KINDS,
  severity: 'error',
  summary: 'A container mounts Filesystem claims and opens Block claims as devices.',
  help: 'Use volumeMounts for Filesystem claims and volumeDevices for Block claims.',
  source: SOURCES.kubernetesPersistentVolumes,
  examples: {
    valid: [
      {
        yaml: `
apiVersion: v1
kind: Pod
metadata:
  name: db
spec:
  containers:
    - name: db
      image: db
      volumeDevices:
        - { name: disk, devicePath: /dev/xvda }
  volumes:
    - name: disk
      persistentVolumeClaim: { claimName: disk }
`,
        state: `
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: disk
  namespace: default
spec:
  volumeMode: Block
`,
      },
    ],
    invalid: [
      {
        yaml: `
apiVersion: v1
kind: Pod
metadata:
  name: db
spec:
  containers:
    - name: db
      image: db
      volumeMounts:
        - { name: disk, mountPath: /data }
  volumes:
    - name: disk
      persistentVolumeClaim: { claimName: disk }
`,
        state: `
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: disk
  namespace: default
spec:
  volumeMode: Block
`,
        findings: [{ path: '/spec/containers/0/volumeMounts/0/name' }],
      },
      {
        yaml: `
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: db
spec:
  template:
    spec:
      containers:
        - name: db
          image: db
          volumeDevices:
            - { name: data, devicePath: /dev/xvda }
  volumeClaimTemplates:
    - metadata: { name: data }
      spec: { volumeMode: Filesystem }
`,
        findings: [{ path: '/spec/template/spec/containers/0/volumeDevices/0/name' }],
      },
    ],
  },
  check(object, context) {
    const found = podWithClaims(object, context);
    if (found === undefined) return [];
    const claims = claimsByVolume(found);
    return volumeUses({ path: found.path, template: found.pod }).flatMap(use => {
      const claim = claims.get(use.volume);
      return claim === undefined ? [] : checkUse(use, claim, context.lookup);
    });
  },
});
