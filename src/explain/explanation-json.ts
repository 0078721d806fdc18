import type { JsonObject, JsonValue } from '../core/json.ts';
import type { Explanation, Fix, FoundCause, NodeEntry, SchedulerSaid, Want } from './explanation.ts';

/** Where and when the state was read. */
export interface ReadFrom {
  readonly readAt: Date;
  /** The context of a live cluster, or the files. */
  readonly context: string;
}

/** Bytes as JSON: a number where JSON's numbers are exact, else text; null when they are not known. */
export function bytesJson(bytes: bigint | undefined): JsonValue {
  if (bytes === undefined) return null;
  return bytes <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(bytes) : String(bytes);
}

function fixJson({ text, path, command }: Fix): JsonObject {
  return { text, ...(path !== undefined && { path }), ...(command !== undefined && { command }) };
}

function causeJson({ id, summary, proof, fixes }: FoundCause): JsonObject {
  return { id, summary, proof, fixes: fixes.map(fixJson) };
}

function wantJson({ claim, bytes, storageClass, driver, deviceClass, source, volume }: Want): JsonObject {
  return {
    claim,
    bytes: bytesJson(bytes),
    storageClass: storageClass ?? null,
    driver: driver ?? null,
    deviceClass: deviceClass ?? null,
    source,
    volume: volume ?? null,
  };
}

function nodeJson(node: NodeEntry): JsonObject {
  return {
    name: node.name,
    class: node.class,
    freeBytes: bytesJson(node.freeBytes),
    sizeBytes: bytesJson(node.sizeBytes),
    shortBytes: bytesJson(node.shortBytes),
    eligible: node.eligible,
    reasons: node.reasons.map(({ id, text }) => ({ id, text })),
  };
}

function schedulerJson(said: SchedulerSaid | undefined): JsonValue {
  if (said === undefined) return null;
  const { attempts, lastSeen, message } = said;
  return { attempts: attempts ?? null, lastSeen: lastSeen?.toISOString() ?? null, message };
}

/** The explanation as plain data; the shape is stable. Bytes beyond 2^53 are texts, what is not known is null. */
export function explanationJson(explanation: Explanation, { readAt, context }: ReadFrom): JsonObject {
  const { subject, verdict, proof, also, wants, injected, nodes, fixes, scheduler, needs } = explanation;
  const { kind, namespace, name, phase, since } = subject;
  return {
    apiVersion: 'stowage.dev/v1',
    kind: 'Explanation',
    subject: {
      kind,
      ...(namespace !== undefined && { namespace }),
      name,
      phase,
      since: since?.toISOString() ?? null,
    },
    verdict: { id: verdict.id ?? null, blocked: verdict.blocked ?? null, summary: verdict.summary },
    proof,
    also: also.map(causeJson),
    wants: wants.map(wantJson),
    injected,
    nodes: nodes.map(nodeJson),
    fixes: fixes.map(fixJson),
    scheduler: schedulerJson(scheduler),
    needs: needs.map(reference => ({ ...reference })),
    readAt: readAt.toISOString(),
    context,
  };
}
