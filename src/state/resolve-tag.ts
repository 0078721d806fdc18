import { integerOf, resolvePlain } from './resolve-scalar.ts';
import type { ScalarValue } from './resolve-scalar.ts';

const STANDARD_TAG = /^(?:!!|!<tag:yaml\.org,2002:)([^>]*)>?$/;
const TIMESTAMP = /^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:$|[Tt ])/;
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** The standard tag that a tag as written stands for, `int` for `!!int`; empty for tags of other makers. */
export function standardTag(written: string): string {
  return STANDARD_TAG.exec(written)?.[1] ?? '';
}

function decodeBinary(text: string): string | undefined {
  const base64 = text.replaceAll(/[\r\n]/g, '');
  return BASE64.test(base64) ? Buffer.from(base64, 'base64').toString('utf8') : undefined;
}

/**
 * Reads a scalar that carries a tag, as kubectl does: tags it does not know leave text as it is.
 * `undefined` when the text is not of the tag's type.
 */
export function resolveTagged(tag: string, text: string): ScalarValue | undefined {
  const plain = resolvePlain(text);
  switch (standardTag(tag)) {
    case 'bool':
      return typeof plain === 'boolean' ? plain : undefined;
    case 'int':
      return typeof plain === 'number' && integerOf(text) !== undefined ? plain : undefined;
    case 'float':
      return typeof plain === 'number' ? plain : undefined;
    case 'null':
      return plain === null ? null : undefined;
    case 'timestamp':
      return TIMESTAMP.test(text) ? text : undefined;
    case 'binary':
      return decodeBinary(text);
    default:
      return text;
  }
}
