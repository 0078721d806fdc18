import { cleanLine } from '../core/clean-text.ts';

const MESSAGE_LIMIT = 256;
const MAX_FRAMES = 12;
const FRAME = /^\s+at (.*)$/;

/** What the log says of an exception: its class, its message cut short (it may quote an object) and its place in the code. */
export interface ErrorFields {
  readonly error: string;
  readonly reason: string;
  readonly frames: readonly string[];
}

/** Describes whatever was thrown for the log. */
export function errorFields(thrown: unknown): ErrorFields {
  if (!(thrown instanceof Error)) {
    const reason = typeof thrown === 'string' ? thrown : 'not an Error';
    return { error: typeof thrown, reason: cleanLine(reason, MESSAGE_LIMIT), frames: [] };
  }
  const frames = (thrown.stack ?? '').split('\n').flatMap(line => FRAME.exec(line)?.[1] ?? []);
  return {
    error: thrown.name,
    reason: cleanLine(thrown.message, MESSAGE_LIMIT),
    frames: frames.slice(0, MAX_FRAMES),
  };
}
