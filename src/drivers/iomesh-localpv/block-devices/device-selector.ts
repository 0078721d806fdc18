import { parseLabelSelector } from '../../../core/label-selector.ts';
import type { LabelSelector, LabelSelectorError } from '../../../core/label-selector.ts';
import type { ParseYaml } from '../../../core/yaml.ts';

/**
 * Reads the parameter `deviceSelector`, YAML text of a label selector. Absent and empty select every device;
 * text that is no YAML is an error at its root.
 */
export function parseDeviceSelector(
  text: string | undefined,
  parseYaml: ParseYaml,
): LabelSelector | LabelSelectorError {
  if (text === undefined || text.trim() === '') return { requirements: [] };
  const parsed = parseYaml(text);
  return 'error' in parsed ? { error: 'it is not valid YAML', path: [] } : parseLabelSelector(parsed.value);
}
