import { parseEvents } from 'js-yaml';
import type { Event } from 'js-yaml';
import { compose } from './compose.ts';
import type { Composition } from './compose.ts';
import { MAX_DEPTH } from './limits.ts';
import { parseFailure } from './parse-failure.ts';
import { YamlFailure } from './yaml-failure.ts';

/** The index of the first node: the event before it opens the document. */
export const FIRST_NODE = 1;

/** A key's and a scalar's own level is counted by the parser, so the deepest collection needs one more. */
const PARSER_OPTIONS = { maxDepth: MAX_DEPTH + 1 };

/**
 * Parses a text into events; none for a text without content.
 * @throws YamlFailure when the text is no YAML.
 */
export function eventsOf(text: string): readonly Event[] {
  try {
    return parseEvents(text, PARSER_OPTIONS);
  } catch (error) {
    throw parseFailure(error, text);
  }
}

/**
 * Reads the first document of a text; an empty one is null.
 * @throws YamlFailure when the text is no YAML or has no JSON meaning.
 */
export function readYaml(text: string): Composition {
  const events = eventsOf(text);
  return events.length === 0 ? { value: null, mayRepeatKeys: false } : compose(text, events, FIRST_NODE);
}

/** Calls a reader and returns its failure instead of throwing it. */
export function orFailure<Result>(read: () => Result): Result | YamlFailure {
  try {
    return read();
  } catch (error) {
    if (error instanceof YamlFailure) return error;
    throw error;
  }
}
