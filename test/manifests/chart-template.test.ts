import { describe, expect, test } from 'vitest';
import { template } from '../../scripts/generators/chart/template.ts';
import type { Edit } from '../../scripts/generators/chart/template.ts';
import type { JsonObject } from '../../src/core/json.ts';

const OBJECT: JsonObject = { a: { b: 1, c: ['x', { d: 'y', e: true }] }, f: {}, g: '{{ .Values.g }}' };

function lines(text: string): string {
  return `${text.trim().replaceAll(/^ {6}/gm, '')}\n`;
}

describe('a Helm template of an object', () => {
  test.each<readonly [name: string, edits: readonly Edit[], expected: string]>([
    [
      'is its YAML, with quotes around what Helm puts in',
      [],
      `
      a:
        b: 1
        c:
          - x
          - d: 'y'
            e: true
      f: {}
      g: '{{ .Values.g }}'`,
    ],
    [
      'has values in the places of others',
      [
        { place: ['a', 'b'], put: '{{ .Values.b }}' },
        { place: ['a', 'c'], block: 'toYaml .Values.c' },
        { place: ['f'], put: '|', block: 'toYaml .Values.f' },
      ],
      `
      a:
        b: {{ .Values.b }}
        c:
          {{- toYaml .Values.c | nindent 4 }}
      f: |
        {{- toYaml .Values.f | nindent 2 }}
      g: '{{ .Values.g }}'`,
    ],
    [
      'leaves out what a condition asks for',
      [
        { place: ['a', 'b'], when: '.Values.b' },
        { place: ['a', 'c', 1], when: '.Values.d' },
        { place: ['f'], instead: { when: '.Values.f', block: 'toYaml .Values.f' } },
      ],
      `
      a:
        {{- if .Values.b }}
        b: 1
        {{- end }}
        c:
          - x
          {{- if .Values.d }}
          - d: 'y'
            e: true
          {{- end }}
      {{- if .Values.f }}
      f:
        {{- toYaml .Values.f | nindent 2 }}
      {{- else }}
      f: {}
      {{- end }}
      g: '{{ .Values.g }}'`,
    ],
    [
      'goes on where lines are appended',
      [
        { place: ['a', 'c'], append: indentation => [`{{ in ${indentation} }}`] },
        { place: ['a', 'c', 1], append: indentation => [`{{ in ${indentation} }}`] },
        { place: [], append: indentation => [`{{ in ${indentation} }}`] },
      ],
      `
      a:
        b: 1
        c:
          - x
          - d: 'y'
            e: true
            {{ in 6 }}
          {{ in 4 }}
      f: {}
      g: '{{ .Values.g }}'
      {{ in 0 }}`,
    ],
  ])('%s', (_name, edits, expected) => {
    expect(template(OBJECT, edits)).toBe(lines(expected));
  });

  test.each<readonly [name: string, edits: readonly Edit[], message: string]>([
    ['a place that is not there', [{ place: ['a', 'z'], put: '' }], 'nothing to edit at /a/z'],
    ['a place edited twice', [{ place: ['f'] }, { place: ['f'] }], 'two edits of one place'],
    ['an item that would begin with nothing', [{ place: ['a', 'c', 1, 'd'], when: 'x' }], '/a/c/1 begins with'],
  ])('%s is a mistake of the generator', (_name, edits, message) => {
    expect(() => template(OBJECT, edits)).toThrow(message);
  });
});
