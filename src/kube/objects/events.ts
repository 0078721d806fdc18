import type { AdmissionRequest } from '../../core/admission.ts';
import { cleanLine } from '../../core/clean-text.ts';
import { stringAt } from '../../core/json.ts';
import type { JsonObject } from '../../core/json.ts';
import { controllerOf } from '../../core/kubernetes-object.ts';
import { callForSuccess } from '../api/api-error.ts';
import type { ApiClient } from '../api/api-request.ts';
import { SYSTEM_CLOCK } from '../clock.ts';
import type { Clock } from '../clock.ts';
import type { KubeLog } from '../kube-log.ts';
import { TokenBucket } from '../token-bucket.ts';

/** What Events are written with. */
export interface EventOptions {
  readonly client: ApiClient;
  readonly log: KubeLog;
  /** Who writes: the name of the pod we run in. */
  readonly instance: string;
  readonly clock?: Clock;
  /** The wall clock, for what the Events say. */
  readonly wallClock?: () => Date;
}

/** Writes Events. */
export interface EventRecorder {
  /**
   * Tells the controller of a denied pod why it has none: whoever made the controller never sees the denial. Returns at
   * once; an Event that cannot be written, or one too many, is left out.
   */
  readonly podDenied: (request: AdmissionRequest, message: string) => void;
}

/** Controllers try again and again: what they were told is repeated only after this. */
const REPEAT_MS = 300_000;
const MAX_REMEMBERED = 1_000;
const RATE = { burst: 20, perSecond: 2 };
const MAX_IN_FLIGHT = 8;
const NOTE_LIMIT = 1_000;
const REPORTER = 'stowage.dev/webhook';

/** The API takes microseconds and nothing else: `2026-11-20T12:00:00.000000Z`. */
function microTime(date: Date): string {
  return date.toISOString().replace('Z', '000Z');
}

function regarding(owner: JsonObject, namespace: string): JsonObject {
  return {
    apiVersion: stringAt(owner, 'apiVersion') ?? '',
    kind: stringAt(owner, 'kind') ?? '',
    namespace,
    name: stringAt(owner, 'name') ?? '',
    uid: stringAt(owner, 'uid') ?? '',
  };
}

interface Denial {
  readonly namespace: string;
  readonly owner: JsonObject;
  readonly note: string;
}

/** Dry runs have no effects; pods without a controller were made by somebody who sees the denial. */
function denialOf(request: AdmissionRequest, message: string): Denial | undefined {
  const { object, namespace, dryRun, kind } = request;
  if (object === undefined || namespace === undefined || dryRun || kind.kind !== 'Pod') return undefined;
  const owner = controllerOf(object);
  return owner && { namespace, owner, note: cleanLine(message, NOTE_LIMIT) };
}

/** Remembers what was said not long ago. */
class Repetitions {
  readonly #clock: Clock;
  readonly #said = new Map<string, number>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Notes that something is said; says whether it was said not long ago. */
  note(text: string): boolean {
    const now = this.#clock.now();
    const before = this.#said.get(text);
    if (before !== undefined && now - before < REPEAT_MS) return true;
    this.#said.delete(text);
    this.#said.set(text, now);
    const [oldest] = this.#said.keys();
    if (this.#said.size > MAX_REMEMBERED && oldest !== undefined) this.#said.delete(oldest);
    return false;
  }
}

/** Makes a recorder; nothing is written yet. */
export function createEventRecorder(options: EventOptions): EventRecorder {
  const { client, log, instance, clock = SYSTEM_CLOCK, wallClock = () => new Date() } = options;
  const bucket = new TokenBucket(RATE, clock);
  const repetitions = new Repetitions(clock);
  let inFlight = 0;

  async function write({ namespace, owner, note }: Denial): Promise<void> {
    const path = `/apis/events.k8s.io/v1/namespaces/${encodeURIComponent(namespace)}/events`;
    const body = {
      apiVersion: 'events.k8s.io/v1',
      kind: 'Event',
      metadata: { generateName: 'stowage-', namespace },
      eventTime: microTime(wallClock()),
      reportingController: REPORTER,
      reportingInstance: instance,
      type: 'Warning',
      reason: 'PodDenied',
      action: 'CreatePod',
      regarding: regarding(owner, namespace),
      note,
    };
    inFlight += 1;
    try {
      const asking = { verb: 'create', resource: 'events' } as const;
      await callForSuccess(client, { method: 'POST', path, body }, asking);
    } catch (error) {
      const reason = error instanceof Error ? error.message : 'unknown';
      log.warn({ namespace, reason }, 'an Event could not be written');
    } finally {
      inFlight -= 1;
    }
  }

  return {
    podDenied(request, message) {
      const denial = denialOf(request, message);
      if (denial === undefined) return;
      const { namespace, owner, note } = denial;
      const isRepeated = repetitions.note(`${namespace} ${stringAt(owner, 'uid') ?? ''} ${note}`);
      if (isRepeated || inFlight >= MAX_IN_FLIGHT || !bucket.take()) return;
      void write(denial);
    },
  };
}
