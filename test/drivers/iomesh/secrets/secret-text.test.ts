import { expect, test } from 'vitest';
import {
  keysPath,
  secretField,
  secretHas,
  secretText,
} from '../../../../src/drivers/iomesh/secrets/secret-text.ts';

test.each([
  ['decodes data', { data: { password: 'dHdlbHZlLXRvLTE2Yw==' } }, 'twelve-to-16c'],
  ['decodes UTF-8', { data: { password: 'w6TDtsO8' } }, 'äöü'],
  ['keeps a line end, which is part of the password', { data: { password: 'YQo=' } }, 'a\n'],
  [
    'prefers stringData, as the API server does',
    { data: { password: 'YQ==' }, stringData: { password: 'b' } },
    'b',
  ],
  ['gives nothing for what is not base64', { data: { password: 'not base64!' } }, undefined],
  ['gives nothing for what is no text', { data: { password: 7 } }, undefined],
  ['gives nothing for a missing key', { data: {} }, undefined],
])('secretText %s', (_reason, secret, expected) => {
  expect(secretText(secret, 'password')).toBe(expected);
});

test.each([
  ['data', { data: { key: 'YQ==' } }, true, 'data'],
  ['stringData', { stringData: { key: 'a' } }, true, 'stringData'],
  ['an empty value', { data: { key: '' } }, false, 'data'],
  ['no data at all', {}, false, 'data'],
])('secretHas and secretField know %s', (_reason, secret, has, field) => {
  expect(secretHas(secret, 'key')).toBe(has);
  expect(secretField(secret, 'key')).toBe(field);
});

test.each([
  ['data', { data: {} }, ['data']],
  ['stringData first', { data: {}, stringData: {} }, ['stringData']],
  ['the object when there is neither', {}, []],
])('keysPath is %s', (_reason, secret, expected) => {
  expect(keysPath(secret)).toEqual(expected);
});
