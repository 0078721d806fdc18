import type { ParseYaml } from '../core/yaml.ts';
import { LineTable } from './line-table.ts';
import { orFailure, readYaml } from './read-yaml.ts';
import { YamlFailure } from './yaml-failure.ts';

/**
 * Reads the first YAML document of a text inside an object, with the meaning that manifests have; a text
 * without content is null. The error says the line within the text.
 */
export const parseYaml: ParseYaml = text => {
  const read = orFailure(() => readYaml(text));
  if (!(read instanceof YamlFailure)) return { value: read.value };
  const { line } = new LineTable(text).at(read.start);
  return { error: `line ${line}: ${read.message}` };
};
