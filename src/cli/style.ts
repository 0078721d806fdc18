import { styleText } from 'node:util';
import type { Environment, OutputStream } from './environment.ts';
import type { Style } from './output/format.ts';

const FORMATS = {
  error: 'red',
  warning: 'yellow',
  info: 'cyan',
  unknown: 'magenta',
  dim: 'dim',
  bold: 'bold',
} as const satisfies Record<Style, string>;

/** When to colour, as `--color` says. */
export type ColorMode = 'auto' | 'always' | 'never';

/** Whether a stream takes colours: `--color`, then NO_COLOR and FORCE_COLOR, then TERM=dumb, then whether it is a terminal. */
export function takesColor(
  stream: OutputStream,
  mode: ColorMode,
  variables: Environment['variables'],
): boolean {
  if (mode !== 'auto') return mode === 'always';
  if (variables['NO_COLOR']) return false;
  if (variables['FORCE_COLOR']) return variables['FORCE_COLOR'] !== '0';
  return stream.isTTY && variables['TERM'] !== 'dumb';
}

/** The function that styles texts for a stream, or leaves them alone. */
export function styler(isColored: boolean): (style: Style, text: string) => string {
  if (!isColored) return (_style, text) => text;
  return (style, text) => styleText(FORMATS[style], text, { validateStream: false });
}
