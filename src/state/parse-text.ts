import { parseEvents } from 'js-yaml';
import type { Event } from 'js-yaml';
import { originalOffset, repairFlowSpacing } from './flow-spacing.ts';
import type { SpacedText } from './flow-spacing.ts';
import { MAX_DEPTH } from './limits.ts';
import { parseFailure } from './parse-failure.ts';
import { YamlFailure } from './yaml-failure.ts';

/** The events of a text. */
export interface ParsedText {
  /** The text that the offsets of the events refer to. */
  readonly text: string;
  readonly events: readonly Event[];
  /** Turns an offset of {@link ParsedText.text} into one of the text that was given. */
  readonly originalOffset: (offset: number) => number;
}

/** A scalar's own level is counted by the parser, so the deepest collection needs one more. */
const PARSER_OPTIONS = { maxDepth: MAX_DEPTH + 1 };

/** How much may be parsed again, in UTF-16 units, to accept what {@link repairFlowSpacing} repairs. */
const REPARSE_BUDGET = 64 * 1024 * 1024;

/** The parser looks for these in some places only, kubectl in all. */
// oxlint-disable-next-line no-control-regex -- control characters are what it looks for
const CONTROL_CHARACTER = /[\x00-\x08\x0B\x0C\x0E-\x1F\x7F-\x84\x86-\x9F\uFFFE\uFFFF]/;

/**
 * Parses a text into events; none for a text without content.
 * @throws YamlFailure when the text is no YAML.
 */
export function parseText(text: string): ParsedText {
  const control = text.search(CONTROL_CHARACTER);
  if (control >= 0) throw new YamlFailure('a control character stands in the text', control, control + 1);
  let spaced: SpacedText = { parsed: text, text, indented: [] };
  for (let budget = REPARSE_BUDGET; ; budget -= spaced.parsed.length) {
    const current = spaced;
    const toOriginal = (offset: number): number => originalOffset(current, offset);
    try {
      const events = parseEvents(current.parsed, PARSER_OPTIONS);
      return { text: current.text, events, originalOffset: toOriginal };
    } catch (error) {
      const repaired = budget > 0 ? repairFlowSpacing(error, current) : undefined;
      if (repaired === undefined) throw parseFailure(error, toOriginal);
      spaced = repaired;
    }
  }
}
