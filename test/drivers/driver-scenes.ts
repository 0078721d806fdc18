import type { JsonObject } from '../../src/core/json.ts';
import type { KubernetesObject } from '../../src/core/kubernetes-object.ts';
import { node } from '../support/objects.ts';

/** A small cluster that one driver serves, with nodes n1, n2 and n3. */
export interface DriverScene {
  readonly provisioner: string;
  /** Parameters of the class `fast`. */
  readonly parameters: JsonObject;
  /** The node label that bound volumes are tied to; its values are the nodes' names. */
  readonly topologyKey: string;
  /** What else is in the cluster. */
  readonly objects: readonly KubernetesObject[];
}

const NODES = ['n1', 'n2', 'n3'];

function nodesWith(fields: (name: string) => Parameters<typeof node>[1]): readonly KubernetesObject[] {
  return NODES.map(name => node(name, fields(name)));
}

function chunkPod(nodeName: string, index: number): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: `iomesh-chunk-${index}`, namespace: 'iomesh-system' },
    spec: { nodeName },
    status: { phase: 'Running' },
  };
}

function freeDevice(nodeName: string, gigabytes: number): KubernetesObject {
  return {
    apiVersion: 'openebs.io/v1alpha1',
    kind: 'BlockDevice',
    metadata: { name: `device-${nodeName}`, namespace: 'iomesh-system' },
    spec: {
      capacity: { storage: gigabytes * 1_000_000_000 },
      nodeAttributes: { nodeName },
      path: '/dev/sdb',
    },
    status: { state: 'Active', claimState: 'Unclaimed' },
  };
}

/** One scene for each driver, by its id. */
export const DRIVER_SCENES: Readonly<Record<string, DriverScene>> = {
  topolvm: {
    provisioner: 'topolvm.io',
    parameters: { 'topolvm.io/device-class': 'ssd' },
    topologyKey: 'topology.topolvm.io/node',
    objects: nodesWith(name => ({
      labels: { 'topology.topolvm.io/node': name },
      annotations: { 'capacity.topolvm.io/ssd': '107374182400' },
    })),
  },
  // The IOMesh cluster is on n1 and n2.
  iomesh: {
    provisioner: 'com.iomesh.csi-driver',
    parameters: { clusterConnection: 'iomesh-system/connection', iomeshCluster: 'iomesh-system/iomesh' },
    topologyKey: 'kubernetes.io/hostname',
    objects: [
      ...nodesWith(() => ({})),
      {
        apiVersion: 'iomesh.com/v1alpha1',
        kind: 'IOMeshCluster',
        metadata: { name: 'iomesh', namespace: 'iomesh-system' },
        spec: {},
      },
      chunkPod('n1', 0),
      chunkPod('n2', 1),
    ],
  },
  // There are free devices of 20 GB on n1 and n3, and one of 1 GB on n2.
  'iomesh-localpv': {
    provisioner: 'com.iomesh.iomesh-localpv-manager',
    parameters: { volumeType: 'device' },
    topologyKey: 'topology.iomesh-localpv-manager.csi/node',
    objects: [
      ...nodesWith(name => ({ labels: { 'topology.iomesh-localpv-manager.csi/node': name } })),
      freeDevice('n1', 20),
      freeDevice('n2', 1),
      freeDevice('n3', 20),
    ],
  },
};
