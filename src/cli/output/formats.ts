import { formatJson } from '../../check/result-json.ts';
import type { Format } from './format.ts';
import { formatGithub } from './github.ts';
import { formatJunit } from './junit.ts';
import { formatSarif } from './sarif.ts';
import { formatText } from './text.ts';
import { formatYaml } from './yaml.ts';

/** The formats of `check -o`. */
export const FORMATS: ReadonlyMap<string, Format> = new Map<string, Format>([
  ['text', formatText],
  ['json', formatJson],
  ['yaml', formatYaml],
  ['sarif', formatSarif],
  ['junit', formatJunit],
  ['github', formatGithub],
]);
