import type { JsonValue } from '../../core/json.ts';

/** An object has at most 3 MiB, and nothing longer than a few objects is read this way. */
const MAX_BYTES = 8 * 1024 * 1024;

/** Parses a text; `undefined` when it is no JSON. */
export function parseJson(text: string): JsonValue | undefined {
  try {
    const value: JsonValue = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}

/** Reads a body as JSON; `undefined` when it is none, or far too long. */
export async function readJson(chunks: AsyncIterable<Buffer>): Promise<JsonValue | undefined> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of chunks) {
    bytes += chunk.length;
    if (bytes > MAX_BYTES) return undefined;
    parts.push(chunk);
  }
  return parseJson(Buffer.concat(parts).toString('utf8'));
}
