import type { IncomingMessage } from 'node:http';
import type { Intake } from './intake.ts';

/** A whole body, or why there is none. */
export type BodyResult = Buffer | 'too-large' | 'overloaded' | 'aborted';

/**
 * Reads a body raw, nothing is inflated. What comes after a refusal is thrown away as it arrives, so that the client can
 * finish writing and read its answer.
 */
export function readBody(request: IncomingMessage, intake: Intake, maxBytes: number): Promise<BodyResult> {
  const { promise, resolve } = Promise.withResolvers<BodyResult>();
  const chunks: Buffer[] = [];
  let size = 0;

  function finish(result: BodyResult): void {
    if (place !== undefined) intake.leave(place);
    request.off('data', onData).off('end', onEnd).off('close', onClose);
    if (typeof result === 'string') request.resume();
    resolve(result);
  }
  function onData(chunk: Buffer): void {
    size += chunk.length;
    chunks.push(chunk);
    if (size > maxBytes) finish('too-large');
    else if (place !== undefined && !intake.grow(place, chunk.length)) finish('overloaded');
  }
  function onEnd(): void {
    finish(Buffer.concat(chunks, size));
  }
  function onClose(): void {
    finish('aborted');
  }

  const place = intake.enter(() => finish('overloaded'));
  request.on('error', () => undefined);
  // A client that went away while something else was waited for is never heard of again.
  if (request.destroyed) finish('aborted');
  else if (place === undefined) finish('overloaded');
  else if (Number(request.headers['content-length'] ?? 0) > maxBytes) finish('too-large');
  else request.on('data', onData).on('end', onEnd).on('close', onClose);
  return promise;
}
