import { objectAt, stringAt } from '../../../core/json.ts';
import type { JsonObject, JsonPath } from '../../../core/json.ts';

/** The key of the Secret that holds a license code. */
export const LICENSE_KEY = 'authorizationCode';

function decodeBase64(text: string): string | undefined {
  try {
    return new TextDecoder().decode(Uint8Array.from(atob(text), character => character.charCodeAt(0)));
  } catch {
    return undefined;
  }
}

/** The text under a key of a Secret, from `stringData` or decoded from `data`; `undefined` when it cannot be read. */
export function secretText(secret: JsonObject, key: string): string | undefined {
  const plain = stringAt(secret, 'stringData', key);
  const encoded = stringAt(secret, 'data', key);
  return plain ?? (encoded === undefined ? undefined : decodeBase64(encoded));
}

/** Says whether a Secret has something under a key. */
export function secretHas(secret: JsonObject, key: string): boolean {
  return Boolean(stringAt(secret, 'stringData', key) ?? stringAt(secret, 'data', key));
}

/** The field of a Secret where a key stands or belongs. */
export function secretField(secret: JsonObject, key: string): 'stringData' | 'data' {
  return stringAt(secret, 'stringData', key) === undefined ? 'data' : 'stringData';
}

/** Where a missing key belongs: the field the Secret uses, or the whole object. */
export function keysPath(secret: JsonObject): JsonPath {
  const field = ['stringData', 'data'].find(name => objectAt(secret, name) !== undefined);
  return field === undefined ? [] : [field];
}
