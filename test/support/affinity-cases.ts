import type { JsonObject } from '../../src/core/json.ts';
import type { NodeSelectorTerm } from '../../src/core/node-selector.ts';
import { expressions, HOSTNAME, LOCALPV, named, requirement, requiring, worker, ZONE } from './affinity.ts';

/** A pod spec before and after its storage's constraints were merged into it, and the nodes that admit it. */
export interface AffinityCase {
  readonly before: JsonObject;
  readonly constraints: readonly (readonly NodeSelectorTerm[])[];
  /** The same as `before` unless said. */
  readonly after?: JsonObject;
  /** The last characters of the nodes' names. */
  readonly nodesBefore: string;
  readonly nodesAfter: string;
}

function hosts(...indexes: readonly number[]) {
  return requirement(HOSTNAME, 'In', ...indexes.map(worker));
}

function localpv(...indexes: readonly number[]) {
  return requirement(LOCALPV, 'In', ...indexes.map(worker));
}

const CLUSTER = hosts(0, 1, 2);
const CLUSTER_ONLY = [[expressions(CLUSTER)]];
const ZONE_A = requirement(ZONE, 'In', 'a');
const ZONE_B = requirement(ZONE, 'In', 'b');
const SSD = requirement('disktype', 'In', 'ssd');
const MANY_CORES = requirement('cores', 'Gt', '40');
const ANTI_AFFINITY = {
  podAntiAffinity: {
    requiredDuringSchedulingIgnoredDuringExecution: [
      { topologyKey: HOSTNAME, labelSelector: { matchLabels: { app: 'db' } } },
    ],
  },
};
const WISHES = {
  preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 50, preference: expressions(SSD) }],
};
const NAMED_1 = named(worker(1));

/** What merging does, by what the pod asks for itself. */
export const AFFINITY_CASES: Readonly<Record<string, AffinityCase>> = {
  'no affinity': {
    before: {},
    constraints: CLUSTER_ONLY,
    after: requiring([expressions(CLUSTER)]),
    nodesBefore: '0 1 2 3 4 5 x',
    nodesAfter: '0 1 2',
  },
  'pod anti-affinity only': {
    before: { affinity: ANTI_AFFINITY },
    constraints: CLUSTER_ONLY,
    after: { affinity: { ...ANTI_AFFINITY, ...requiringNodes([expressions(CLUSTER)]) } },
    nodesBefore: '0 1 2 3 4 5 x',
    nodesAfter: '0 1 2',
  },
  'preferred node affinity only': {
    before: { affinity: { nodeAffinity: WISHES } },
    constraints: CLUSTER_ONLY,
    after: { affinity: requiringNodes([expressions(CLUSTER)], WISHES) },
    nodesBefore: '0 1 2 3 4 5 x',
    nodesAfter: '0 1 2',
  },
  'a node selector only': {
    before: { nodeSelector: { disktype: 'ssd' } },
    constraints: CLUSTER_ONLY,
    after: { nodeSelector: { disktype: 'ssd' }, ...requiring([expressions(CLUSTER)]) },
    nodesBefore: '0 3 4',
    nodesAfter: '0',
  },
  'one term': {
    before: requiring([expressions(ZONE_A)]),
    constraints: CLUSTER_ONLY,
    after: requiring([expressions(ZONE_A, CLUSTER)]),
    nodesBefore: '0 1 3 x',
    nodesAfter: '0 1',
  },
  'two terms, one of which must hold': {
    before: requiring([expressions(ZONE_A), expressions(SSD)]),
    constraints: CLUSTER_ONLY,
    after: requiring([expressions(ZONE_A, CLUSTER), expressions(SSD, CLUSTER)]),
    nodesBefore: '0 1 3 4 x',
    nodesAfter: '0 1',
  },
  'a term that names a node': {
    before: requiring([NAMED_1]),
    constraints: CLUSTER_ONLY,
    after: requiring([{ ...NAMED_1, ...expressions(CLUSTER) }]),
    nodesBefore: '1',
    nodesAfter: '1',
  },
  'an empty term beside another': {
    before: requiring([{}, expressions(ZONE_B)]),
    constraints: CLUSTER_ONLY,
    after: requiring([{}, expressions(ZONE_B, CLUSTER)]),
    nodesBefore: '2 4 5',
    nodesAfter: '2',
  },
  'an empty term only': {
    before: requiring([{}]),
    constraints: CLUSTER_ONLY,
    nodesBefore: '',
    nodesAfter: '',
  },
  'an empty list of terms, which the API server rejects': {
    before: requiring([]),
    constraints: CLUSTER_ONLY,
    nodesBefore: '',
    nodesAfter: '',
  },
  'the same hosts in another order': {
    before: requiring([expressions(hosts(2, 1, 0))]),
    constraints: CLUSTER_ONLY,
    nodesBefore: '0 1 2',
    nodesAfter: '0 1 2',
  },
  'other hosts': {
    before: requiring([expressions(hosts(0, 1, 3))]),
    constraints: CLUSTER_ONLY,
    after: requiring([expressions(hosts(0, 1, 3), CLUSTER)]),
    nodesBefore: '0 1 3',
    nodesAfter: '0 1',
  },
  'the whole cluster excluded': {
    before: requiring([expressions(requirement(HOSTNAME, 'NotIn', worker(0), worker(1), worker(2)))]),
    constraints: CLUSTER_ONLY,
    after: requiring([expressions(requirement(HOSTNAME, 'NotIn', worker(0), worker(1), worker(2)), CLUSTER)]),
    nodesBefore: '3 4 5 x',
    nodesAfter: '',
  },
  'no affinity, and two constraints': {
    before: {},
    constraints: [...CLUSTER_ONLY, [expressions(localpv(1, 3))]],
    after: requiring([expressions(CLUSTER, localpv(1, 3))]),
    nodesBefore: '0 1 2 3 4 5 x',
    nodesAfter: '1',
  },
  'two terms, and a constraint of two terms': {
    before: requiring([expressions(ZONE_A), expressions(MANY_CORES)]),
    constraints: [[expressions(ZONE_A, SSD), expressions(hosts(5))]],
    after: requiring([
      expressions(ZONE_A, SSD),
      expressions(ZONE_A, hosts(5)),
      expressions(MANY_CORES, ZONE_A, SSD),
      expressions(MANY_CORES, hosts(5)),
    ]),
    nodesBefore: '0 1 3 5 x',
    nodesAfter: '0 3 5',
  },
  'one term, and a constraint that names nodes': {
    before: requiring([expressions(ZONE_A)]),
    constraints: [[named(worker(0)), named('node-x')]],
    after: requiring([
      { ...expressions(ZONE_A), ...named(worker(0)) },
      { ...expressions(ZONE_A), ...named('node-x') },
    ]),
    nodesBefore: '0 1 3 x',
    nodesAfter: '0 x',
  },
  'one term, and constraints that exclude each other': {
    before: requiring([expressions(ZONE_A)]),
    constraints: [[expressions(localpv(3))], ...CLUSTER_ONLY],
    after: requiring([expressions(ZONE_A, localpv(3), CLUSTER)]),
    nodesBefore: '0 1 3 x',
    nodesAfter: '',
  },
};

function requiringNodes(nodeSelectorTerms: readonly NodeSelectorTerm[], wishes: JsonObject = {}): JsonObject {
  return {
    nodeAffinity: { ...wishes, requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms } },
  };
}
