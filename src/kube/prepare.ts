import type { AdmissionRequest } from '../core/admission.ts';
import { arrayAt, stringAt } from '../core/json.ts';
import type { JsonValue } from '../core/json.ts';
import { sleep } from './clock.ts';
import type { Clock } from './clock.ts';
import type { MissingObjects, ReadableKind } from './missing-objects.ts';

/** Reads what a request names and the cache does not hold; `undefined` when there is nothing to wait for. */
export type Prepare = (request: AdmissionRequest) => Promise<void> | undefined;

/** What requests may name, and how it is read. */
export interface Preparation {
  readonly claims: ReadableKind;
  readonly classes: ReadableKind;
  readonly missing: Pick<MissingObjects, 'read'>;
  readonly clock: Clock;
}

/** For one request; a review has five seconds in all. */
const MAX_READS = 16;
const PREPARE_MS = 1_000;

function distinct(names: readonly (string | undefined)[]): readonly string[] {
  return [...new Set(names.filter(name => name !== undefined))].filter(name => name !== '');
}

function isOfKind({ kind }: AdmissionRequest, name: string): boolean {
  return kind.group === '' && kind.kind === name;
}

function claimNamesIn(request: AdmissionRequest): readonly string[] {
  if (!isOfKind(request, 'Pod') || request.operation !== 'CREATE') return [];
  return distinct(
    arrayAt(request.object, 'spec', 'volumes').map(volume =>
      stringAt(volume, 'persistentVolumeClaim', 'claimName'),
    ),
  );
}

function classIn(claim: JsonValue | undefined): string | undefined {
  return stringAt(claim, 'spec', 'storageClassName');
}

function classNamesIn(request: AdmissionRequest, { claims }: Preparation): readonly string[] {
  if (isOfKind(request, 'PersistentVolumeClaim')) return distinct([classIn(request.object)]);
  const named = claimNamesIn(request).map(name => classIn(claims.find(request.namespace, name)));
  const templates = arrayAt(request.object, 'spec', 'volumes').map(volume =>
    stringAt(volume, 'ephemeral', 'volumeClaimTemplate', 'spec', 'storageClassName'),
  );
  return distinct([...named, ...(isOfKind(request, 'Pod') ? templates : [])]);
}

function unknown(
  kind: ReadableKind,
  namespace: string | undefined,
  names: readonly string[],
): readonly string[] {
  return names.filter(name => kind.find(namespace, name) === undefined).slice(0, MAX_READS);
}

async function readAll(request: AdmissionRequest, preparation: Preparation): Promise<void> {
  const { claims, classes, missing } = preparation;
  const { namespace } = request;
  const names = unknown(claims, namespace, claimNamesIn(request));
  await Promise.all(names.map(name => missing.read(claims, namespace, name)));
  const classNames = unknown(classes, undefined, classNamesIn(request, preparation));
  await Promise.all(classNames.map(name => missing.read(classes, undefined, name)));
}

/**
 * Makes the function that reads what a request names: the claims of a new pod, and their classes. `kubectl apply` creates
 * all three within milliseconds, faster than their events come.
 */
export function createPrepare(preparation: Preparation): Prepare {
  const { claims, classes, clock } = preparation;
  return request => {
    const isComplete =
      unknown(claims, request.namespace, claimNamesIn(request)).length === 0 &&
      unknown(classes, undefined, classNamesIn(request, preparation)).length === 0;
    return isComplete ? undefined : withinTime(readAll(request, preparation), clock);
  };
}

async function withinTime(reading: Promise<void>, clock: Clock): Promise<void> {
  const isRead = new AbortController();
  await Promise.race([reading, sleep(PREPARE_MS, clock, isRead.signal)]);
  isRead.abort();
}
