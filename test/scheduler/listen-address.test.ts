import { expect, test } from 'vitest';
import { parseListenAddress } from '../../src/scheduler/listen-address.ts';

test.each([
  [':8000', { host: '', port: 8000 }],
  ['localhost:9251', { host: 'localhost', port: 9251 }],
  ['127.0.0.1:0', { host: '127.0.0.1', port: 0 }],
  ['[::1]:65535', { host: '::1', port: 65535 }],
  ['localhost', undefined],
  ['localhost:', undefined],
  ['localhost:http', undefined],
  ['localhost:65536', undefined],
  ['::1:9251', undefined],
  ['a b:1', undefined],
  ['', undefined],
])('%s', (text, address) => {
  expect(parseListenAddress(text)).toEqual(address);
});
