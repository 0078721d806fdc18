import { describe, expect, test } from 'vitest';
import { DEFAULT_EXTENDER_CONFIG, parseExtenderConfig } from '../../src/scheduler/extender-config.ts';
import type { ExtenderConfig } from '../../src/scheduler/extender-config.ts';
import { parseYaml } from '../../src/state/parse-yaml.ts';

function parsed(text: string): ExtenderConfig | { readonly error: string } {
  return parseExtenderConfig(text, parseYaml);
}

test('a file of topolvm-scheduler is read, with what it does not know of passed over', () => {
  const text = `listen: "localhost:9251"
default-divisor: 10
divisors:
  ssd: 1
  hdd: 2.5
profiling-bind-address: ":8080"
unknown: {a: [1]}
`;
  expect(parsed(text)).toEqual({
    ...DEFAULT_EXTENDER_CONFIG,
    listen: { host: 'localhost', port: 9251 },
    defaultDivisor: 10,
    divisors: new Map([
      ['ssd', 1],
      ['hdd', 2.5],
    ]),
  });
});

test('strategies are ours', () => {
  expect(parsed('default-strategy: pack\nstrategies: {ssd: spread, hdd: "off"}')).toEqual({
    ...DEFAULT_EXTENDER_CONFIG,
    defaultStrategy: 'pack',
    strategies: new Map([
      ['ssd', 'spread'],
      ['hdd', 'off'],
    ]),
  });
});

test.each(['', '{}', '# nothing', 'divisors:', 'divisors: {}', 'default-divisor: null', 'listen: ~'])(
  'what is left out has its default: %j',
  text => {
    expect(parsed(text)).toEqual(DEFAULT_EXTENDER_CONFIG);
  },
);

test('a class may have the name of something that objects inherit', () => {
  expect(parsed('divisors: {__proto__: 4, constructor: 2}')).toMatchObject({
    divisors: new Map([
      ['__proto__', 4],
      ['constructor', 2],
    ]),
  });
});

describe('a file that is wrong', () => {
  test.each([
    ['divisors: {ssd: 0}', 'invalid divisor: divisors.ssd is 0'],
    ['divisors: {ok: 1, ssd: -1}', 'invalid divisor: divisors.ssd is -1'],
    ['default-divisor: 0', 'invalid divisor: default-divisor is 0'],
    ['default-divisor: -0.5', 'invalid divisor: default-divisor is -0.5'],
    ['default-divisor: "2"', 'default-divisor must be a number'],
    ['divisors: {ssd: }', 'divisors.ssd must be a number'],
    ['divisors: [1]', 'divisors must be a map from device classes'],
    ['strategies: {ssd: random}', 'strategies.ssd must be spread, pack or off'],
    ['default-strategy: 1', 'default-strategy must be spread, pack or off'],
    ['strategies: spread', 'strategies must be a map from device classes'],
    ['listen: 9251', 'listen must be HOST:PORT or :PORT'],
    ['[]', 'the file must be a map'],
    ['text', 'the file must be a map'],
    ['a: [', expect.stringMatching(/^line 1: /)],
  ])('%s', (text, error) => {
    expect(parsed(text)).toEqual({ error });
  });
});
