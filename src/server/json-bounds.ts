import type { ServerLimits } from './limits.ts';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

/** The index of the quote that ends the string which starts at `start`. */
function endOfString(text: Uint8Array, start: number): number {
  let index = start + 1;
  while (index < text.length && text[index] !== QUOTE) index += text[index] === BACKSLASH ? 2 : 1;
  return index;
}

/**
 * Says what is too much in a JSON text; `undefined` when it may be parsed. JSON.parse itself takes millions of nested
 * arrays, which no recursive function survives afterwards, and blocks the process while it files hundreds of thousands of
 * keys. The text need not be valid.
 */
export function excessIn(
  text: Uint8Array,
  limits: Pick<ServerLimits, 'maxDepth' | 'maxMembers'>,
): string | undefined {
  let depth = 0;
  let members = 0;
  for (let index = 0; index < text.length; index += 1) {
    const byte = text[index];
    if (byte === QUOTE) index = endOfString(text, index);
    else if (byte === OPEN_ARRAY || byte === OPEN_OBJECT) depth += 1;
    else if (byte === CLOSE_ARRAY || byte === CLOSE_OBJECT) depth -= 1;
    if (byte === COMMA || byte === OPEN_ARRAY || byte === OPEN_OBJECT) members += 1;
    if (depth > limits.maxDepth) return `the body is nested more than ${limits.maxDepth} levels deep`;
    if (members > limits.maxMembers) return `the body has more than ${limits.maxMembers} members`;
  }
  return undefined;
}
