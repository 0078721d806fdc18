import { YAMLException } from 'js-yaml';
import { lineStart } from './text-lines.ts';

/** A text and the copy of it that the parser accepts; both have the same offsets. */
export interface SpacedText {
  readonly parsed: string;
  readonly text: string;
  /** Where lines were indented, as offsets of the copies. */
  readonly indented: readonly number[];
  /** By how much; absent before the first time. */
  readonly indentation?: string;
}

const LEADING_BLANKS = /^[ \t]*/;
const LINE_HEADS = /^[ -]*/gm;

/** More spaces than any block of the text is indented by, nested list items included. */
function deepIndentation(text: string): string {
  let deepest = 0;
  for (const [head] of text.matchAll(LINE_HEADS)) deepest = Math.max(deepest, head.length);
  return ' '.repeat(deepest + 2);
}

function indentLine(spaced: SpacedText, start: number): SpacedText | undefined {
  const indentation = spaced.indentation ?? deepIndentation(spaced.text);
  if (spaced.text.startsWith(indentation, start)) return undefined;
  const indent = (text: string): string => text.slice(0, start) + indentation + text.slice(start);
  return {
    parsed: indent(spaced.parsed),
    text: indent(spaced.text),
    indented: [...spaced.indented, start],
    indentation,
  };
}

/** Turns an offset of the copies into one of the text that was given. */
export function originalOffset({ indented, indentation = '' }: SpacedText, offset: number): number {
  let shift = 0;
  for (const start of indented) if (start < offset) shift += Math.min(indentation.length, offset - start);
  return offset - shift;
}

function replaceTabs(spaced: SpacedText, start: number, end: number): SpacedText | undefined {
  const range = spaced.parsed.slice(start, end);
  if (!range.includes('\t')) return undefined;
  const parsed = spaced.parsed.slice(0, start) + range.replaceAll('\t', ' ') + spaced.parsed.slice(end);
  return { ...spaced, parsed };
}

/**
 * kubectl (YAML 1.1) asks for no indentation inside brackets and quotes and lets tabs stand there; the parser
 * (YAML 1.2) does not. Mends one such place, given what the parser threw; `undefined` when that was something
 * else.
 */
export function repairFlowSpacing(error: unknown, spaced: SpacedText): SpacedText | undefined {
  if (!(error instanceof YAMLException) || error.reason !== 'deficient indentation') return undefined;
  const position = error.mark?.position ?? 0;
  const { parsed } = spaced;
  const start = lineStart(parsed, position);
  const blanks = LEADING_BLANKS.exec(parsed.slice(start, position))?.[0].length ?? 0;
  const content = start + blanks;
  return content >= position ? indentLine(spaced, start) : replaceTabs(spaced, content, position);
}
