import { describe, expect, test } from 'vitest';
import type { Driver, NodeConstraint } from '../../src/core/driver.ts';
import { evaluate } from '../../src/core/evaluate.ts';
import type { JsonObject } from '../../src/core/json.ts';
import type { KubernetesObject } from '../../src/core/kubernetes-object.ts';
import { podClaims } from '../../src/core/pod-claim.ts';
import { DRIVERS } from '../../src/drivers/registry.ts';
import { claim, contextOf, podWith, storageClass } from '../support/objects.ts';
import type { ClaimFields } from '../support/objects.ts';
import { DRIVER_SCENES } from './driver-scenes.ts';
import type { DriverScene } from './driver-scenes.ts';

/** What a driver makes of a pod's claims; what is left out is empty. */
interface Outcome {
  /** Resources and annotations, `key=value`. */
  readonly written?: readonly string[];
  /** `pool bytes claims`. */
  readonly pools?: readonly string[];
  /** `nodes: reason`. */
  readonly required?: readonly string[];
  /** `weight nodes: reason`. */
  readonly preferred?: readonly string[];
  /** `nodes: reason`. */
  readonly enforced?: readonly string[];
  readonly warnings?: readonly string[];
  /** The driver's own rules that object to the claims. */
  readonly findings?: readonly string[];
}

interface Behaviour {
  readonly claims?: readonly KubernetesObject[];
  /** Names of the pod's claims, in the order of its volumes; those of `claims` unless said. */
  readonly mounts?: readonly string[];
  readonly volumes?: readonly JsonObject[];
  /** Annotations of the class `fast`. */
  readonly classAnnotations?: JsonObject;
  /** What every driver makes of it, by its id. */
  readonly outcomes: Readonly<Record<string, Outcome>>;
}

const SIZE = '10Gi';

function fast(name: string, fields: ClaimFields = {}): KubernetesObject {
  return claim(name, { storageClassName: 'fast', storage: SIZE, ...fields });
}

const BOUND = fast('bound', { phase: 'Bound', volumeName: 'pv-1' });

/** 10Gi of the device class `ssd`. */
function ssd(claimName: string): Outcome {
  return {
    written: ['topolvm.io/capacity=1', 'capacity.topolvm.io/ssd=10737418240'],
    pools: [`ssd 10737418240 ${claimName}`],
  };
}

/** A device of at least 10Gi, which n1 and n3 have, or of the nodes named. */
function device(claimName: string, nodes = 'n1 n3'): Outcome {
  return {
    pools: [`device 10737418240 ${claimName}`],
    preferred: [`100 ${nodes}: free block devices, as last scanned`],
  };
}

const ON_CLUSTER: Outcome = { required: ['n1 n2: IOMesh cluster iomesh-system/iomesh'] };
const WITH_VOLUME: Outcome = { enforced: ['n1: PersistentVolume pv-1'] };
const NOTHING: Outcome = {};

const BEHAVIOURS: Readonly<Record<string, Behaviour>> = {
  'an unbound claim': {
    claims: [fast('data')],
    outcomes: {
      topolvm: ssd('data'),
      iomesh: ON_CLUSTER,
      'iomesh-localpv': device('data'),
    },
  },
  'a bound claim': {
    claims: [BOUND],
    outcomes: {
      topolvm: WITH_VOLUME,
      iomesh: WITH_VOLUME,
      'iomesh-localpv': WITH_VOLUME,
    },
  },
  'a bound claim and an unbound one': {
    claims: [BOUND, fast('data')],
    outcomes: {
      topolvm: { ...ssd('data'), ...WITH_VOLUME },
      iomesh: { ...ON_CLUSTER, ...WITH_VOLUME },
      'iomesh-localpv': { ...device('data', 'n1'), ...WITH_VOLUME },
    },
  },
  'the same claim in two volumes': {
    claims: [fast('data')],
    mounts: ['data', 'data'],
    outcomes: {
      topolvm: ssd('data'),
      iomesh: ON_CLUSTER,
      'iomesh-localpv': device('data'),
    },
  },
  'a generic ephemeral volume': {
    volumes: [
      {
        name: 'scratch',
        ephemeral: {
          volumeClaimTemplate: {
            spec: {
              accessModes: ['ReadWriteOnce'],
              storageClassName: 'fast',
              resources: { requests: { storage: SIZE } },
            },
          },
        },
      },
    ],
    outcomes: {
      topolvm: ssd('web-scratch'),
      iomesh: ON_CLUSTER,
      'iomesh-localpv': device('web-scratch'),
    },
  },
  'a claim without a request': {
    claims: [fast('data', { storage: undefined })],
    outcomes: {
      topolvm: {
        written: ['topolvm.io/capacity=1', 'capacity.topolvm.io/ssd=1073741824'],
        pools: ['ssd 1073741824 data'],
      },
      iomesh: ON_CLUSTER,
      'iomesh-localpv': { ...device('data', 'n1 n2 n3'), pools: ['device 0 data'] },
    },
  },
  'a class that does not exist': {
    claims: [fast('data', { storageClassName: 'gone' })],
    outcomes: {
      topolvm: NOTHING,
      iomesh: NOTHING,
      'iomesh-localpv': NOTHING,
    },
  },
  'no class, where the class is the default': {
    claims: [fast('data', { storageClassName: undefined })],
    classAnnotations: { 'storageclass.kubernetes.io/is-default-class': 'true' },
    outcomes: {
      topolvm: ssd('data'),
      iomesh: ON_CLUSTER,
      'iomesh-localpv': device('data'),
    },
  },
  'no class, where none is the default': {
    claims: [fast('data', { storageClassName: undefined })],
    outcomes: {
      topolvm: NOTHING,
      iomesh: NOTHING,
      'iomesh-localpv': NOTHING,
    },
  },
  'an empty class': {
    claims: [fast('data', { storageClassName: '' })],
    classAnnotations: { 'storageclass.kubernetes.io/is-default-class': 'true' },
    outcomes: {
      topolvm: NOTHING,
      iomesh: NOTHING,
      'iomesh-localpv': NOTHING,
    },
  },
  'a clone of a bound claim': {
    claims: [fast('copy', { spec: { dataSource: { kind: 'PersistentVolumeClaim', name: 'bound' } } }), BOUND],
    mounts: ['copy'],
    outcomes: {
      topolvm: { ...ssd('copy'), required: ['n1: the data source, PersistentVolume pv-1'] },
      iomesh: ON_CLUSTER,
      'iomesh-localpv': { ...device('copy'), findings: ['pvc-clone-localpv'] },
    },
  },
  'a claim for many nodes': {
    claims: [fast('data', { spec: { accessModes: ['ReadWriteMany'] } })],
    outcomes: {
      topolvm: { ...ssd('data'), findings: ['topolvm-pvc-access-mode'] },
      iomesh: { ...ON_CLUSTER, findings: ['iomesh-pvc-access-mode-needs-block'] },
      'iomesh-localpv': { ...device('data'), findings: ['localpv-pvc-access-mode'] },
    },
  },
  'a block volume': {
    claims: [fast('data', { spec: { volumeMode: 'Block' } })],
    outcomes: {
      topolvm: ssd('data'),
      iomesh: ON_CLUSTER,
      'iomesh-localpv': device('data'),
    },
  },
};

function boundVolume({ provisioner, topologyKey }: DriverScene): KubernetesObject {
  const requirement = { key: topologyKey, operator: 'In', values: ['n1'] };
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolume',
    metadata: { name: 'pv-1' },
    spec: {
      storageClassName: 'fast',
      capacity: { storage: SIZE },
      csi: { driver: provisioner, volumeHandle: 'pv-1' },
      claimRef: { namespace: 'shop', name: 'bound' },
      nodeAffinity: { required: { nodeSelectorTerms: [{ matchExpressions: [requirement] }] } },
    },
  };
}

function classOf({ provisioner, parameters }: DriverScene, annotations: JsonObject = {}): KubernetesObject {
  return { ...storageClass('fast', provisioner, parameters), metadata: { name: 'fast', annotations } };
}

function line({ nodes, reason }: NodeConstraint): string {
  return `${nodes === undefined ? 'unknown nodes' : [...nodes].toSorted().join(' ')}: ${reason}`;
}

function withoutEmpty(outcome: Required<Outcome>): Outcome {
  return Object.fromEntries(Object.entries(outcome).filter(([, entries]) => entries.length > 0));
}

function outcomeOf(driver: Driver, scene: DriverScene, behaviour: Behaviour): Outcome {
  const { claims = [], volumes } = behaviour;
  const names = behaviour.mounts ?? claims.map(object => (object['metadata'] as { name: string }).name);
  const pod = podWith(names, volumes && { spec: { volumes } });
  const context = contextOf([
    classOf(scene, behaviour.classAnnotations),
    boundVolume(scene),
    ...scene.objects,
    ...claims,
  ]);
  const used = podClaims(pod, 'shop', context.lookup);
  const demand = driver.demand(used, context, pod);
  const topology = driver.topology(used, context);
  const ruleContext = { ...context, drivers: DRIVERS };
  return withoutEmpty({
    written: [...demand.resources, ...demand.annotations].map(([key, value]) => `${key}=${value}`),
    pools: demand.pools.map(({ pool, bytes, claims: of }) => `${pool} ${bytes} ${of.join(' ')}`.trimEnd()),
    required: topology.required.map(line),
    preferred: topology.preferred.map(wish => `${wish.weight} ${line(wish)}`),
    enforced: topology.enforced.map(line),
    warnings: demand.warnings,
    findings: claims.flatMap(object =>
      evaluate(object, driver.rules, ruleContext).map(({ ruleId }) => ruleId),
    ),
  });
}

test('every driver has a scene', () => {
  expect(Object.keys(DRIVER_SCENES).toSorted()).toEqual(DRIVERS.map(({ id }) => id).toSorted());
});

describe.each(Object.entries(BEHAVIOURS))('%s', (_name, behaviour) => {
  test('has an outcome for every driver and for no other', () => {
    expect(Object.keys(behaviour.outcomes).toSorted()).toEqual(DRIVERS.map(({ id }) => id).toSorted());
  });

  test.each(DRIVERS.map(driver => [driver.id, driver] as const))('%s', (id, driver) => {
    const scene = DRIVER_SCENES[id];
    if (scene === undefined) throw new Error(`no scene for ${id}`);
    expect(outcomeOf(driver, scene, behaviour)).toEqual(behaviour.outcomes[id]);
  });
});
