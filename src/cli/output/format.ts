import type { CheckResult } from '../../check/check-result.ts';

/** What a format may need besides the result. */
export interface OutputContext {
  /** The text of a line of a file that was read; `undefined` when it is not at hand. */
  readonly lineOf: (file: string, line: number) => string | undefined;
  /** Whether `--fix` could write a file; stdin and what was rendered are given, not kept. */
  readonly isEditable: (file: string) => boolean;
  /** Colours a text when the stream takes colours. */
  readonly style: (style: Style, text: string) => string;
  /** Summary of a rule, for formats that describe rules. */
  readonly ruleOf: (id: string) => { readonly summary: string; readonly help: string } | undefined;
  readonly version: string;
  /** How the user called us: `stowage` or `kubectl stowage`. */
  readonly command: string;
  /** Findings shown at most in text; the rest is counted. */
  readonly maxFindings: number;
}

/** The few styles the output uses; colour never says anything that the words do not. */
export type Style = 'error' | 'warning' | 'info' | 'unknown' | 'dim' | 'bold';

/** Writes a result in one format. */
export type Format = (result: CheckResult, context: OutputContext) => string;
