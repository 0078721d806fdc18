import { SCALAR_STYLE, getScalarValue } from 'js-yaml';
import type { ScalarEvent } from 'js-yaml';
import { keyText } from './key-text.ts';
import { isNotFinite, resolvePlain } from './resolve-scalar.ts';
import type { ScalarValue } from './resolve-scalar.ts';
import { resolveTagged, standardTag } from './resolve-tag.ts';
import { YamlFailure } from './yaml-failure.ts';

function failureAt(reason: string, event: ScalarEvent): YamlFailure {
  const start = event.valueStart < 0 ? Math.max(event.tagEnd, event.anchorEnd, 0) : event.valueStart;
  return new YamlFailure(reason, start, Math.max(start, event.valueEnd));
}

function taggedValue(text: string, event: ScalarEvent): ScalarValue {
  const tag = text.slice(event.tagStart, event.tagEnd);
  const source = getScalarValue(text, event);
  const value = resolveTagged(tag, source);
  if (value === undefined)
    throw failureAt(`"${source}" is not of the type that its tag ${tag} demands`, event);
  return value;
}

/**
 * The value of a scalar.
 * @throws YamlFailure when its tag and its text disagree, and for `.inf` and `.nan`, which JSON cannot carry.
 */
export function scalarValue(text: string, event: ScalarEvent): ScalarValue {
  if (event.tagStart >= 0) return taggedValue(text, event);
  const source = getScalarValue(text, event);
  if (event.style !== SCALAR_STYLE.PLAIN) return source;
  if (isNotFinite(source)) throw failureAt(`the number ${source} cannot be written in JSON; quote it`, event);
  return resolvePlain(source);
}

/**
 * The JSON member name that a key becomes.
 * @throws YamlFailure for keys that kubectl refuses, such as null.
 */
export function keyOf(text: string, event: ScalarEvent): string {
  const source = getScalarValue(text, event);
  const isText = event.tagStart < 0 && event.style !== SCALAR_STYLE.PLAIN;
  if (isText) return source;
  const value = event.tagStart < 0 ? resolvePlain(source) : taggedValue(text, event);
  const key = keyText(value, source);
  if (key === undefined)
    throw failureAt(`a key cannot be ${source === '' ? 'empty' : source}; quote it`, event);
  return key;
}

/** Says whether a key is `<<`, which takes over the members of other mappings. */
export function isMergeKey(text: string, event: ScalarEvent): boolean {
  if (event.style !== SCALAR_STYLE.PLAIN || event.valueEnd - event.valueStart !== 2) return false;
  if (!text.startsWith('<<', event.valueStart)) return false;
  return event.tagStart < 0 || standardTag(text.slice(event.tagStart, event.tagEnd)) === 'merge';
}
