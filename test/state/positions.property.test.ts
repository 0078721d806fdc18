import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isJsonArray, isJsonObject } from '../../src/core/json.ts';
import type { JsonPath, JsonValue } from '../../src/core/json.ts';
import { readDocuments } from '../../src/state/read-documents.ts';
import { readYaml } from '../../src/state/read-yaml.ts';
import { SourceText } from '../../src/state/source-text.ts';
import type { YamlDocument } from '../../src/state/yaml-document.ts';
import { jsonValue, writeYaml, yamlStyle } from '../support/yaml-arbitraries.ts';

/** Every place of a value, from the root down. */
function* places(value: JsonValue, path: JsonPath = []): Iterable<readonly [JsonPath, JsonValue]> {
  yield [path, value];
  if (isJsonArray(value)) for (const [index, item] of value.entries()) yield* places(item, [...path, index]);
  else if (isJsonObject(value)) {
    for (const [key, member] of Object.entries(value))
      if (member !== undefined) yield* places(member, [...path, key]);
  }
}

function onlyDocument(text: string): YamlDocument {
  const read = readDocuments(new SourceText('test.yaml', text));
  if ('limit' in read) throw new Error(read.limit);
  const [document] = read.documents;
  if (document === undefined) throw new Error('no document');
  return document;
}

/** The column of the key or dash that a block text at an offset belongs to. */
function parentColumn(text: string, offset: number): number {
  const head = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
  const dashes = /^ *(?:- +)*/.exec(head)?.[0] ?? '';
  return dashes.length < head.length ? dashes.length : Math.max(dashes.lastIndexOf('-'), 0);
}

/** Reads a stretch of text again by itself, in the indentation it stands in. */
function reread(text: string, offset: number, end: number): JsonValue {
  const stretch = text.slice(offset, end);
  if (!/^[|>]/.test(stretch) || offset === 0) {
    const column = offset - (text.lastIndexOf('\n', offset - 1) + 1);
    return readYaml(`\n${' '.repeat(column)}${stretch}`).value;
  }
  const value = readYaml(`${' '.repeat(parentColumn(text, offset))}key: ${stretch}\n`).value;
  return isJsonObject(value) ? (value['key'] ?? null) : null;
}

/** JSON without the line breaks that texts end with: those of a block text (`|+`) are not part of its position. */
function withoutFinalBreaks(value: JsonValue): string {
  return JSON.stringify(value, (_key, member: unknown) =>
    typeof member === 'string' ? member.replace(/\n+$/, '') : member,
  );
}

function lineAndColumn(text: string, offset: number): readonly [number, number] {
  const lines = text.slice(0, offset).split(/\r\n|\n/);
  return [lines.length, (lines.at(-1) ?? '').length + 1];
}

function expectPositions(text: string, value: JsonValue): void {
  // kubectl cuts files at such lines, whatever they are in YAML.
  fc.pre(!/^---/m.test(text));
  const document = onlyDocument(text);
  expect(JSON.stringify(document.value)).toBe(JSON.stringify(value));
  for (const [path, expected] of places(value)) {
    const { offset, endOffset, line, column, endLine, endColumn } = document.positionOf(path);
    expect(withoutFinalBreaks(reread(text, offset, endOffset))).toBe(withoutFinalBreaks(expected));
    expect([line, column]).toEqual(lineAndColumn(text, offset));
    expect([endLine, endColumn]).toEqual(lineAndColumn(text, endOffset));
    const last = path.at(-1);
    if (typeof last !== 'string') continue;
    const key = document.positionOf(path, 'key');
    const { value: entry } = readYaml(`${text.slice(key.offset, key.endOffset)}: 1`);
    expect(Object.keys(entry ?? {})).toEqual([last]);
  }
}

describe('any JSON value, written in any style', () => {
  test('is read as itself, and every position is text that is read as the value there', () => {
    fc.assert(
      fc.property(jsonValue, yamlStyle, (value, style) => {
        expectPositions(writeYaml(value, style), value);
      }),
      { numRuns: 500 },
    );
  });

  test('also with CRLF', () => {
    fc.assert(
      fc.property(jsonValue, yamlStyle, (value, style) => {
        expectPositions(writeYaml(value, style).replaceAll('\n', '\r\n'), value);
      }),
      { numRuns: 200 },
    );
  });

  test('also as JSON', () => {
    fc.assert(
      fc.property(jsonValue, fc.constantFrom(0, 2, '\t'), (value, indent) => {
        expectPositions(JSON.stringify(value, null, indent), value);
      }),
      { numRuns: 200 },
    );
  });
});
