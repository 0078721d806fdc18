import * as fc from 'fast-check';
import { dump } from 'js-yaml';
import type { JsonValue } from '../../src/core/json.ts';

const SPECIAL_TEXTS = [
  '',
  ' ',
  'yes',
  'n',
  'null',
  '~',
  '<<',
  '0777',
  '1_0',
  '.5',
  '1e3',
  '0x1F',
  '2026-01-01',
  '- a',
  'a: b',
  '#c',
  'a #c',
];
const FURTHER_TEXTS = [
  '{',
  '[a]',
  '*a',
  '&a',
  '!t',
  '|',
  '>',
  '%',
  '@',
  "it's",
  '"q"',
  'é',
  '😀 x',
  '\ttab',
  'a\nb',
  'a\n\nb\n',
  ' lead',
  'trail ',
];
const SPECIAL_KEYS = [
  '__proto__',
  'constructor',
  'toString',
  'a/b',
  'on',
  '1',
  'a b',
  'é',
  '😀',
  '<<',
  'hasOwnProperty',
];

const text = fc.oneof(
  fc.constantFrom(...SPECIAL_TEXTS, ...FURTHER_TEXTS),
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.string({ unit: fc.constantFrom('a', 'b', ' ', ':', '-', '#', ',', '\n', "'", '"'), maxLength: 20 }),
);

const number = fc.oneof(
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map(value => value + 0),
);

/** Scalars of JSON, those that YAML could take for something else among them. */
export const scalar: fc.Arbitrary<string | number | boolean | null> = fc.oneof(
  text,
  number,
  fc.boolean(),
  fc.constant(null),
);

const key = fc.oneof(fc.constantFrom(...SPECIAL_KEYS), fc.stringMatching(/^[a-z]{1,6}$/), text);

function objectOf(entries: readonly (readonly [string, JsonValue])[]): JsonValue {
  return Object.fromEntries(entries);
}

/** JSON values with keys that YAML and JavaScript give a meaning. */
export const jsonValue: fc.Arbitrary<JsonValue> = fc.letrec<{ value: JsonValue }>(tie => ({
  value: fc.oneof(
    { maxDepth: 5, depthIdentifier: 'json' },
    scalar,
    fc.array(tie('value'), { maxLength: 4, depthIdentifier: 'json' }),
    fc.array(fc.tuple(key, tie('value')), { maxLength: 4, depthIdentifier: 'json' }).map(objectOf),
  ),
})).value;

/** Ways to write a value down. */
export interface YamlStyle {
  readonly indent: number;
  readonly seqNoIndent: boolean;
  readonly flowLevel: number;
  readonly quoteStyle: 'single' | 'double';
  readonly forceQuotes: boolean;
  readonly lineWidth: number;
}

/** Styles of block and flow YAML. */
export const yamlStyle: fc.Arbitrary<YamlStyle> = fc.record({
  indent: fc.constantFrom(2, 3, 4),
  seqNoIndent: fc.boolean(),
  flowLevel: fc.constantFrom(-1, -1, 0, 1, 2),
  quoteStyle: fc.constantFrom<'single' | 'double'>('single', 'double'),
  forceQuotes: fc.boolean(),
  lineWidth: fc.constantFrom(-1, 20, 80),
});

/** Writes a value in a style. */
export function writeYaml(value: JsonValue, style: YamlStyle): string {
  return dump(value, { ...style, noRefs: true });
}
