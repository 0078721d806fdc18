import type { Edit } from '../../../../core/finding.ts';
import { formatPointer } from '../../../../core/json-pointer.ts';
import { isJsonObject, stringAt } from '../../../../core/json.ts';
import type { JsonPath, JsonValue } from '../../../../core/json.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { certainWord } from '../../../../core/spelling.ts';
import { parameterPath } from '../../../../core/storage-class.ts';
import type { ParseYaml } from '../../../../core/yaml.ts';
import { parseDeviceSelector } from '../../block-devices/device-selector.ts';
import { replaceWord } from '../../block-devices/replace-word.ts';
import { labelsIn, unknownRequirementFields } from '../../block-devices/selector-words.ts';
import type { SelectorWord } from '../../block-devices/selector-words.ts';
import { ownClassRule } from '../../checks/own-rules.ts';
import { deviceClass } from '../../examples/manifests.ts';
import { DEVICE_PATH_LABEL, PARAMETER } from '../../names.ts';

const PATH = parameterPath(PARAMETER.deviceSelector);

/** The words of the label selector language itself. */
const VOCABULARY: readonly string[] = [
  'matchLabels',
  'matchExpressions',
  'In',
  'NotIn',
  'Exists',
  'DoesNotExist',
];

function parsed(text: string, parseYaml: ParseYaml): JsonValue | undefined {
  const result = parseYaml(text);
  return 'error' in result ? undefined : result.value;
}

/**
 * The words that rules of their own report: misspelt fields of a requirement, and paths given as device
 * labels.
 */
function reportedElsewhere(selector: JsonValue | undefined): readonly SelectorWord[] {
  if (!isJsonObject(selector)) return [];
  const paths = labelsIn(selector).filter(({ key }) => key.text === DEVICE_PATH_LABEL);
  const slashed = paths.flatMap(({ values }) => values).filter(({ text }) => text.includes('/'));
  return [...unknownRequirementFields(selector), ...slashed];
}

function caseEdit(text: string, selector: JsonValue | undefined, path: JsonPath): Edit | undefined {
  const word = stringAt(selector, ...path) ?? String(path.at(-1) ?? '');
  const meant = certainWord(word, VOCABULARY);
  const value = meant && replaceWord(text, word, meant);
  return value ? { type: 'replace-value', path: PATH, value } : undefined;
}

/** Rejects selectors that the driver cannot read. */
export const localpvScDeviceSelectorInvalid = ownClassRule({
  id: 'localpv-sc-device-selector-invalid',
  severity: 'error',
  summary: 'The deviceSelector of a LocalPV class is a label selector in YAML.',
  help: 'Write a block scalar (deviceSelector: |) with matchLabels, such as iomesh.com/bd-driverType: SSD.',
  source: SOURCES.iomeshLocalpv,
  examples: {
    valid: [
      { yaml: deviceClass('deviceSelector: |', '  matchLabels:', '    iomesh.com/bd-driverType: SSD') },
      { yaml: deviceClass('deviceSelector: ""') },
    ],
    invalid: [
      {
        yaml: deviceClass('deviceSelector: |', '  iomesh.com/bd-driverType: SSD'),
        findings: [{ path: '/parameters/deviceSelector' }],
      },
      {
        yaml: deviceClass('deviceSelector: |', '  matchlabels:', '    iomesh.com/bd-driverType: SSD'),
        findings: [{ path: '/parameters/deviceSelector' }],
      },
      {
        yaml: deviceClass('deviceSelector: |', '  matchLabels: [SSD'),
        findings: [{ path: '/parameters/deviceSelector' }],
      },
    ],
  },
  check({ parameters }, { parseYaml }) {
    const text = parameters.get(PARAMETER.deviceSelector);
    const result = parseDeviceSelector(text, parseYaml);
    if (text === undefined || !('error' in result)) return [];
    const selector = parsed(text, parseYaml);
    const place = formatPointer(result.path);
    if (reportedElsewhere(selector).some(({ path }) => formatPointer(path) === place)) return [];
    const edit = caseEdit(text, selector, result.path);
    const message = `deviceSelector is not a label selector: ${result.error}`;
    return [{ path: PATH, message, ...(edit !== undefined && { edit }) }];
  },
});
