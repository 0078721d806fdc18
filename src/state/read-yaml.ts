import { compose } from './compose.ts';
import type { Composition } from './compose.ts';
import { parseText } from './parse-text.ts';
import { YamlFailure } from './yaml-failure.ts';

/**
 * Reads the first document of a text; one without content is null.
 * @throws YamlFailure when the text is no YAML or has no JSON meaning.
 */
export function readYaml(text: string): Composition {
  const { text: parsed, events, originalOffset } = parseText(text);
  if (events.length === 0) return { value: null, mayRepeatKeys: false };
  try {
    return compose(parsed, events);
  } catch (error) {
    throw error instanceof YamlFailure ? error.movedBy(originalOffset) : error;
  }
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
