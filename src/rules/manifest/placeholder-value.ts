import { arrayAt, at, entriesAt, stringAt } from '../../core/json.ts';
import { nameOf, namespaceOf } from '../../core/kubernetes-object.ts';
import type { KubernetesObject } from '../../core/kubernetes-object.ts';
import type { Lookup } from '../../core/lookup.ts';
import { POD_KINDS, podTemplateOf } from '../../core/pod-template.ts';
import { defineRule } from '../../core/rule.ts';
import { SOURCES } from '../../core/sources.ts';
import { placeholdersIn, placeholdersInText } from '../shared/placeholders.ts';
import type { Placeholder } from '../shared/placeholders.ts';
import { volumeUses } from '../shared/volume-uses.ts';

const STORAGE_KINDS = [
  'StorageClass',
  'PersistentVolumeClaim',
  'PersistentVolume',
  'VolumeSnapshot',
  'VolumeSnapshotClass',
  'IOMeshCluster',
  'ZookeeperCluster',
  'BlockDevice',
  'HelmValues',
  'KubeSchedulerConfiguration',
] as const;

const CONNECTION_KEYS = ['clusterId', 'iscsiPortal', 'metaAddr'] as const;

function isConnection(configMap: KubernetesObject, lookup: Lookup): boolean {
  const name = `${namespaceOf(configMap) ?? 'default'}/${nameOf(configMap)}`;
  return (
    CONNECTION_KEYS.every(key => at(configMap, 'data', key) !== undefined) ||
    lookup.indexed('StorageClass/clusterConnection', name).length > 0
  );
}

/** MetalLB gives the service of an IOMesh cluster its address; its pool is a placeholder in the samples. */
function inConfigMap(configMap: KubernetesObject, lookup: Lookup): readonly Placeholder[] {
  if (isConnection(configMap, lookup)) return placeholdersIn(at(configMap, 'data'), ['data']);
  const config = stringAt(configMap, 'data', 'config') ?? '';
  return config.includes('address-pools:') ? placeholdersInText(config, ['data', 'config']) : [];
}

/** Only what concerns volumes: angle brackets in commands and environments are the program's own business. */
function inPod(object: KubernetesObject): readonly Placeholder[] {
  const pod = podTemplateOf(object);
  if (pod === undefined) return [];
  const claimTemplates = ['spec', 'volumeClaimTemplates'];
  const volumes = [...pod.path, 'spec', 'volumes'];
  return [
    ...volumeUses(pod).flatMap(({ path, volume }) => placeholdersIn(volume, path)),
    ...arrayAt(object, ...volumes).flatMap((volume, index) => placeholdersIn(volume, [...volumes, index])),
    ...placeholdersIn(at(object, ...claimTemplates), claimTemplates),
  ];
}

/** The bookkeeping of the API server is left out: nobody writes it by hand, and it is long. */
function inStorageObject(object: KubernetesObject): readonly Placeholder[] {
  return entriesAt(object).flatMap(([key, value]) => {
    if (key === 'status') return [];
    if (key !== 'metadata') return placeholdersIn({ [key]: value }, []);
    return entriesAt(value)
      .filter(([field]) => field !== 'managedFields')
      .flatMap(([field, item]) => placeholdersIn(item, ['metadata', field]));
  });
}

function placeholdersOf(object: KubernetesObject, lookup: Lookup): readonly Placeholder[] {
  if (object.kind === 'ConfigMap') return inConfigMap(object, lookup);
  return POD_KINDS.includes(object.kind) ? inPod(object) : inStorageObject(object);
}

/** Reports placeholders of copied samples that were never filled in. */
export const placeholderValue = defineRule({
  id: 'placeholder-value',
  kinds: [...STORAGE_KINDS, 'ConfigMap', ...POD_KINDS],
  severity: 'error',
  summary: 'Placeholders of samples, such as "<cluster-name>", are filled in.',
  help: 'Write the real value in place of the placeholder.',
  source: SOURCES.iomeshMultiCluster,
  examples: {
    valid: [
      {
        yaml: `
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata:
  name: iomesh-cluster-1
provisioner: com.iomesh.csi-driver
parameters:
  iomeshCluster: iomesh-cluster-1/iomesh
`,
      },
      {
        yaml: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: web
      args: ["<html>", "-"]
`,
      },
    ],
    invalid: [
      {
        yaml: `
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata:
  name: iomesh-cluster-1
provisioner: com.iomesh.csi-driver
parameters:
  iomeshCluster: <namespace>/<cluster>
  <key>: "1"
`,
        findings: [{ path: '/parameters/iomeshCluster' }, { path: '/parameters/<key>' }],
      },
      {
        yaml: `
apiVersion: v1
kind: ConfigMap
metadata:
  namespace: metallb-system
  name: metallb
data:
  config: |
    address-pools:
      - name: default
        protocol: layer2
        addresses:
          - <address-range>
`,
        findings: [{ path: '/data/config' }],
      },
      {
        yaml: `
apiVersion: v1
kind: ConfigMap
metadata:
  namespace: iomesh-system
  name: iomesh-csi-configmap
data:
  clusterId: <cluster-id>
  iscsiPortal: 127.0.0.1:3260
  metaAddr: iomesh-meta-client.iomesh-system.svc.cluster.local:10100
`,
        findings: [{ path: '/data/clusterId' }],
      },
      {
        yaml: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  template:
    spec:
      containers:
        - name: web
          image: web
          env: [{ name: GREETING, value: <b>hello</b> }]
      volumes:
        - name: data
          persistentVolumeClaim:
            claimName: <claim>
`,
        findings: [{ path: '/spec/template/spec/volumes/0/persistentVolumeClaim/claimName' }],
      },
    ],
  },
  check(object, { lookup }) {
    return placeholdersOf(object, lookup).map(({ path, target, text }) => ({
      path,
      target,
      message: `the placeholder ${text} is not filled in`,
    }));
  },
});
