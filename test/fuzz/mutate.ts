import type { JsonValue } from '../../src/core/json.ts';
import type { Random } from './random.ts';

const STRINGS = [
  '',
  ' ',
  '0',
  '-1',
  '1e400',
  '9007199254740993',
  '1Gi',
  '16Ei',
  '0.1n',
  'NaN',
  '__proto__',
  'constructor',
  'toString',
  'a/b~c',
  '~1',
  '../..',
  '\u0000',
  '\n',
  '\u{1F4A3}',
  '<placeholder>',
  '$(x)',
  '${pvc.name}',
  'ReadWriteMany',
  'Block',
  'iomesh-system/iomesh',
  'matchLabels: {a: b}',
  '{',
  '- a\n- b',
  '10.0.0.0/33',
  'x'.repeat(300),
] as const;
const NUMBERS = [0, -1, 1, 0.5, 1e21, 2 ** 53, -(2 ** 63), 1e-9] as const;
const KEYS = [
  '__proto__',
  'constructor',
  'spec',
  'metadata',
  'name',
  'parameters',
  'volumes',
  'a/b',
  '',
  'storageClassName',
] as const;

function leaf(random: Random): JsonValue {
  switch (random.below(6)) {
    case 0:
      return null;
    case 1:
      return random.below(2) === 0;
    case 2:
      return random.pick(NUMBERS);
    case 3:
      return [];
    case 4:
      return {};
    default:
      return random.pick(STRINGS);
  }
}

/** Keys such as `__proto__` must become members, not prototypes. */
function define(target: Record<string, JsonValue>, key: string, value: JsonValue): void {
  Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
}

function mutateObject(entries: [string, JsonValue][], random: Random): JsonValue {
  const result: Record<string, JsonValue> = {};
  const chosen = random.below(entries.length + 1);
  for (const [index, [key, value]] of entries.entries()) {
    if (index !== chosen) define(result, key, value);
    else if (random.below(8) === 0) define(result, random.pick(KEYS), value);
    else if (random.below(10) !== 0) define(result, key, mutate(value, random));
  }
  if (chosen === entries.length) define(result, random.pick(KEYS), leaf(random));
  return result;
}

function mutateArray(items: readonly JsonValue[], random: Random): JsonValue {
  const chosen = random.below(items.length + 1);
  if (chosen === items.length)
    return [...items, items.length > 0 && random.below(2) === 0 ? random.pick(items) : leaf(random)];
  if (random.below(6) === 0) return items.filter((_, index) => index !== chosen);
  return items.map((item, index) => (index === chosen ? mutate(item, random) : item));
}

/** Changes one place of a JSON value: another leaf, another key, one member more or less. */
export function mutate(value: JsonValue, random: Random): JsonValue {
  if (typeof value !== 'object' || value === null || random.below(25) === 0) return leaf(random);
  if (Array.isArray(value)) return mutateArray(value, random);
  return mutateObject(Object.entries(value) as [string, JsonValue][], random);
}

/** Changes bytes of a text: flips, cuts, doubles. */
export function mutateText(text: string, random: Random): string {
  const position = random.below(text.length + 1);
  switch (random.below(4)) {
    case 0:
      return text.slice(0, position);
    case 1:
      return text.slice(0, position) + String.fromCharCode(random.below(0x100)) + text.slice(position + 1);
    case 2:
      return (
        text.slice(0, position) + text.slice(position, position + random.below(50)) + text.slice(position)
      );
    default:
      return text.slice(0, position) + text.slice(position + random.below(20));
  }
}
