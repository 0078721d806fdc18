import { arrayAt, stringAt } from '../../core/json.ts';
import type { JsonValue } from '../../core/json.ts';
import type { KubernetesObject } from '../../core/kubernetes-object.ts';
import { POD_KINDS, podTemplateOf } from '../../core/pod-template.ts';
import type { PodTemplate } from '../../core/pod-template.ts';
import { defineRule } from '../../core/rule.ts';
import { SOURCES } from '../../core/sources.ts';
import { suggest } from '../../core/suggest.ts';
import { volumeUses } from '../shared/volume-uses.ts';
import type { VolumeUse } from '../shared/volume-uses.ts';

function namesAt(list: readonly JsonValue[], ...path: readonly string[]): readonly string[] {
  return list.map(item => stringAt(item, ...path)).filter(name => name !== undefined);
}

function volumeNames(object: KubernetesObject, pod: PodTemplate): readonly string[] {
  const templates = object.kind === 'StatefulSet' ? arrayAt(object, 'spec', 'volumeClaimTemplates') : [];
  return [
    ...namesAt(arrayAt(pod.template, 'spec', 'volumes'), 'name'),
    ...namesAt(templates, 'metadata', 'name'),
  ];
}

/** The volume that was meant: the one spelt alike, or the only one that nothing uses. */
function meant(use: VolumeUse, volumes: readonly string[], uses: readonly VolumeUse[]): string | undefined {
  const unused = volumes.filter(name => uses.every(({ volume }) => volume !== name));
  return suggest(use.volume, volumes) ?? (unused.length === 1 ? unused[0] : undefined);
}

/** Reports mounts of volumes that neither the pod nor its claim templates define. */
export const workloadVolumeMountUnresolved = defineRule({
  id: 'workload-volume-mount-unresolved',
  kinds: POD_KINDS,
  // At admission of a pod a later webhook may still add the volume, and the API server checks it by itself.
  when: 'manifest',
  severity: 'error',
  summary: 'Every volume that a container mounts is defined.',
  help: 'Define the volume in volumes or volumeClaimTemplates, or correct the name.',
  source: SOURCES.kubernetesVolumes,
  examples: {
    valid: [
      {
        yaml: `
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: mongo
spec:
  template:
    spec:
      containers:
        - name: mongo
          image: mongo
          volumeMounts:
            - { name: data, mountPath: /data/db }
            - { name: config, mountPath: /etc/mongo }
      volumes:
        - { name: config, configMap: { name: mongo } }
  volumeClaimTemplates:
    - metadata: { name: data }
`,
      },
    ],
    invalid: [
      {
        yaml: `
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: mongo
spec:
  template:
    spec:
      containers:
        - name: mongo
          image: mongo
          volumeMounts:
            - { name: persistent-storage, mountPath: /data/db }
  volumeClaimTemplates:
    - metadata: { name: data }
`,
        findings: [{ path: '/spec/template/spec/containers/0/volumeMounts/0/name' }],
      },
      {
        yaml: `
apiVersion: v1
kind: Pod
metadata:
  name: raw
spec:
  initContainers:
    - name: format
      image: tools
      volumeDevices:
        - { name: disc, devicePath: /dev/xvda }
  containers:
    - name: app
      image: app
  volumes:
    - { name: disk, persistentVolumeClaim: { claimName: disk } }
`,
        findings: [{ path: '/spec/initContainers/0/volumeDevices/0/name' }],
      },
    ],
  },
  check(object) {
    const pod = podTemplateOf(object);
    if (pod === undefined) return [];
    const volumes = volumeNames(object, pod);
    const uses = volumeUses(pod);
    return uses
      .filter(({ volume }) => !volumes.includes(volume))
      .map(use => {
        const hint = meant(use, volumes, uses);
        const message = `"${use.volume}" is neither a volume nor a claim template`;
        return { path: use.path, message, ...(hint !== undefined && { fix: `Did you mean "${hint}"?` }) };
      });
  },
});
