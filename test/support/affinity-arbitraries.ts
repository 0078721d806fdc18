import * as fc from 'fast-check';
import type { JsonObject, JsonValue } from '../../src/core/json.ts';
import type { NodeSelectorTerm } from '../../src/core/node-selector.ts';
import { HOSTNAME, named, NODES, requirement, worker, ZONE } from './affinity.ts';

const HOSTS = fc.subarray([0, 1, 2, 3, 4, 5].map(worker), { minLength: 1 });

/** Requirements that the API server would accept. */
const EXPRESSION = fc.oneof(
  fc
    .tuple(fc.constantFrom('In', 'NotIn'), HOSTS)
    .map(([operator, hosts]) => requirement(HOSTNAME, operator, ...hosts)),
  fc
    .tuple(fc.constantFrom('In', 'NotIn'), fc.constantFrom('a', 'b'))
    .map(([operator, zone]) => requirement(ZONE, operator, zone)),
  fc.constantFrom('Exists', 'DoesNotExist').map(operator => requirement('disktype', operator)),
  fc
    .tuple(fc.constantFrom('Gt', 'Lt'), fc.constantFrom('8', '24', '40'))
    .map(([operator, cores]) => requirement('cores', operator, cores)),
);
const NAME = fc.constantFrom(...NODES.map(({ name }) => name));
const FIELD = fc
  .tuple(fc.constantFrom('In', 'NotIn'), NAME)
  .map(([operator, name]) => requirement('metadata.name', operator, name));

/** One storage constraint: one or two terms. */
export const CONSTRAINT: fc.Arbitrary<readonly NodeSelectorTerm[]> = fc.oneof(
  fc.array(
    fc.array(EXPRESSION, { minLength: 1, maxLength: 2 }).map(matchExpressions => ({ matchExpressions })),
    {
      minLength: 1,
      maxLength: 2,
    },
  ),
  fc.uniqueArray(NAME, { minLength: 1, maxLength: 2 }).map(names => names.map(named)),
);

const MALFORMED = fc.constantFrom<JsonValue>(
  null,
  'x',
  {},
  { key: ZONE },
  { key: ZONE, operator: 'In', values: [] },
);
const UNKNOWN: fc.Arbitrary<JsonObject> = fc.constantFrom({}, {}, { matchFuture: [{ key: 'x' }] });

function listOf(item: fc.Arbitrary<JsonValue>): fc.Arbitrary<JsonValue> {
  const items = fc.oneof({ weight: 9, arbitrary: item }, { weight: 1, arbitrary: MALFORMED });
  return fc.oneof(
    { weight: 9, arbitrary: fc.array(items, { maxLength: 3 }) },
    { weight: 1, arbitrary: MALFORMED },
  );
}

const TERM: fc.Arbitrary<JsonValue> = fc
  .tuple(
    fc.record({ matchExpressions: listOf(EXPRESSION), matchFields: listOf(FIELD) }, { requiredKeys: [] }),
    UNKNOWN,
  )
  .map(([term, unknown]) => ({ ...unknown, ...term }));

/** The `nodeSelectorTerms` of a pod, some of them malformed or with fields of a later API. */
export const TERMS: fc.Arbitrary<readonly JsonValue[]> = fc.array(
  fc.oneof({ weight: 9, arbitrary: TERM }, { weight: 1, arbitrary: MALFORMED }),
  { maxLength: 3 },
);
