import type { JsonPath } from './json.ts';

/** Escapes one reference token of a JSON Pointer: `~` → `~0`, `/` → `~1` (RFC 6901 §3). */
export function escapePointerToken(token: string): string {
  return token.replaceAll('~', '~0').replaceAll('/', '~1');
}

/** Writes a path as a JSON Pointer; the root is the empty string (RFC 6901). */
export function formatPointer(path: JsonPath): string {
  return path.map(step => `/${typeof step === 'number' ? step : escapePointerToken(step)}`).join('');
}

/** Reads a JSON Pointer into its unescaped reference tokens; array indexes stay strings. */
export function parsePointer(pointer: string): readonly string[] {
  if (pointer === '') return [];
  return pointer
    .slice(1)
    .split('/')
    .map(token => token.replaceAll('~1', '/').replaceAll('~0', '~'));
}

const PLAIN_KEY = /^[A-Za-z_][A-Za-z0-9_-]*$/;

/** Writes a path as people read it, `spec.containers[0].resources["a/b"]`; the root is `.`. */
export function formatFieldPath(path: JsonPath): string {
  const text = path
    .map(step => {
      if (typeof step === 'number') return `[${step}]`;
      return PLAIN_KEY.test(step) ? `.${step}` : `[${JSON.stringify(step)}]`;
    })
    .join('');
  return text.startsWith('.') ? text.slice(1) : text === '' ? '.' : text;
}
