import { dump } from 'js-yaml';
import { isJsonArray, isJsonObject } from '../../../src/core/json.ts';
import type { JsonObject, JsonPath, JsonValue } from '../../../src/core/json.ts';
import { formatPointer } from '../../../src/core/json-pointer.ts';

/** What Helm does at one place of an object. */
export interface Edit {
  readonly place: JsonPath;
  /** Written in the place of the value, on the line of its key. */
  readonly put?: string;
  /** A template expression whose text takes the place of the value, on the lines below its key. */
  readonly block?: string;
  /** The place is there only if this holds. */
  readonly when?: string;
  /** If this holds, the text of a template expression takes the place of the value. */
  readonly instead?: { readonly when: string; readonly block: string };
  /** Template lines behind the members or items of the place, which are indented so far. */
  readonly append?: (indentation: number) => readonly string[];
}

/** Edits by place; each must be met once, so that none is lost when an object changes. */
class Edits {
  readonly #left: Map<string, Edit>;

  constructor(edits: readonly Edit[]) {
    this.#left = new Map(edits.map(edit => [formatPointer(edit.place), edit]));
    if (this.#left.size !== edits.length) throw new Error('two edits of one place');
  }

  take(place: JsonPath): Edit {
    const pointer = formatPointer(place);
    const edit = this.#left.get(pointer) ?? { place };
    this.#left.delete(pointer);
    return edit;
  }

  checkAllTaken(): void {
    const left = [...this.#left.keys()];
    if (left.length > 0) throw new Error(`nothing to edit at ${left.join(', ')}`);
  }
}

type Container = JsonObject | readonly JsonValue[];

function isFilled(value: JsonValue): value is Container {
  return isJsonArray(value) ? value.length > 0 : isJsonObject(value) && Object.keys(value).length > 0;
}

/** Helm actions are quoted: what they give may look like a number. */
function scalar(value: JsonValue): string {
  if (typeof value === 'string' && value.includes('{{')) return `'${value}'`;
  return dump(value, { lineWidth: -1 }).trimEnd();
}

function guarded({ when }: Edit, indent: string, lines: readonly string[]): readonly string[] {
  return when === undefined ? lines : [`${indent}{{- if ${when} }}`, ...lines, `${indent}{{- end }}`];
}

function expression(text: string, indent: string): string {
  return `${indent}{{- ${text} | nindent ${indent.length} }}`;
}

function replaced(head: string, { put, block }: Edit, indent: string): readonly string[] | undefined {
  if (put === undefined && block === undefined) return undefined;
  const opening = put === undefined ? head : `${head} ${put}`;
  if (block === undefined) return [opening];
  return [opening, expression(block, indent)];
}

function alternative(
  head: string,
  { instead }: Edit,
  indent: string,
  lines: readonly string[],
): readonly string[] {
  if (instead === undefined) return lines;
  const opening = [`${indent}{{- if ${instead.when} }}`, indent + head];
  return [
    ...opening,
    expression(instead.block, `${indent}  `),
    `${indent}{{- else }}`,
    ...lines,
    `${indent}{{- end }}`,
  ];
}

/** The members or items of a value, and what is appended to them. */
function children(value: Container, edit: Edit, indent: string, edits: Edits): readonly string[] {
  const lines = isJsonArray(value)
    ? value.flatMap((item, index) => itemLines(item, [...edit.place, index], indent, edits))
    : Object.entries(value).flatMap(([key, item]) =>
        item === undefined ? [] : member(`${scalar(key)}:`, item, [...edit.place, key], indent, edits),
      );
  return [...lines, ...(edit.append?.(indent.length) ?? []).map(line => indent + line)];
}

/** The lines of a value behind its key or dash. */
function member(
  head: string,
  value: JsonValue,
  place: JsonPath,
  indent: string,
  edits: Edits,
): readonly string[] {
  const edit = edits.take(place);
  const inner = `${indent}  `;
  const lines =
    replaced(indent + head, edit, inner) ??
    (isFilled(value)
      ? [indent + head, ...children(value, edit, inner, edits)]
      : [`${indent}${head} ${scalar(value)}`]);
  return guarded(edit, indent, alternative(head, edit, indent, lines));
}

/** The first member of an item stands beside its dash. */
function itemLines(item: JsonValue, place: JsonPath, indent: string, edits: Edits): readonly string[] {
  if (!isFilled(item)) return member('-', item, place, indent, edits);
  const edit = edits.take(place);
  const [first = '', ...rest] = children(item, edit, `${indent}  `, edits);
  if (first.includes('{{-')) throw new Error(`${formatPointer(place)} begins with what may not be there`);
  return guarded(edit, indent, [`${indent}- ${first.trimStart()}`, ...rest]);
}

/**
 * Writes an object as a Helm template: its YAML with the edits in their places.
 * @throws Error when an edit has no place in the object.
 */
export function template(object: JsonObject, edits: readonly Edit[]): string {
  const table = new Edits(edits);
  const lines = children(object, table.take([]), '', table);
  table.checkAllTaken();
  return `${lines.join('\n')}\n`;
}
