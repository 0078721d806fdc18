import { isUtf8 } from 'node:buffer';
import type { JsonValue } from '../core/json.ts';
import { excessIn } from './json-bounds.ts';
import type { ServerLimits } from './limits.ts';

/** The parser's own message is not passed on: it quotes the body. */
function parseJson(text: string): JsonValue | undefined {
  try {
    const value: JsonValue = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}

/** Reads a body as JSON; nothing is parsed before it is known to be of bearable shape. */
export function parseBody(
  body: Buffer,
  limits: Pick<ServerLimits, 'maxDepth' | 'maxMembers'>,
): { readonly value: JsonValue } | { readonly error: string } {
  if (body.length === 0) return { error: 'the body is empty' };
  if (!isUtf8(body)) return { error: 'the body is not UTF-8' };
  const excess = excessIn(body, limits);
  if (excess !== undefined) return { error: excess };
  const value = parseJson(body.toString('utf8'));
  return value === undefined ? { error: 'the body is not JSON' } : { value };
}
