import { dump } from 'js-yaml';
import { isJsonObject } from '../../../src/core/json.ts';
import type { JsonObject, JsonValue } from '../../../src/core/json.ts';
import type { ChartValue } from './values.ts';

/** Values by the parts of their names, in the order of the table. */
interface Group extends Map<string, Group | ChartValue> {}

function isGroup(node: Group | ChartValue): node is Group {
  return node instanceof Map;
}

function grouped(values: readonly ChartValue[]): Group {
  const root: Group = new Map();
  for (const value of values) {
    const [last = '', ...groups] = value.name.split('.').toReversed();
    groups.toReversed().reduce(groupIn, root).set(last, value);
  }
  return root;
}

function groupIn(group: Group, name: string): Group {
  const found = group.get(name) ?? new Map();
  if (!isGroup(found)) throw new Error(`${name} is a value and holds values`);
  group.set(name, found);
  return found;
}

function valueLines(key: string, { description, default: value }: ChartValue): readonly string[] {
  const text = dump({ [key]: value }, { lineWidth: -1, noRefs: true }).trimEnd();
  return [`# ${description}`, ...text.split('\n')];
}

function yamlLines(group: Group): readonly string[] {
  return [...group].flatMap(([key, node]) =>
    isGroup(node) ? [`${key}:`, ...yamlLines(node).map(line => `  ${line}`)] : valueLines(key, node),
  );
}

/** `values.yaml`, each value under its description. */
export function valuesFile(values: readonly ChartValue[]): string {
  return [...grouped(values)].map(entry => `\n${yamlLines(new Map([entry])).join('\n')}\n`).join('');
}

function groupSchema(group: Group): JsonObject {
  const properties = [...group].map(([key, node]) => [
    key,
    isGroup(node) ? groupSchema(node) : { description: node.description, ...node.schema },
  ]);
  return { type: 'object', additionalProperties: false, properties: Object.fromEntries(properties) };
}

/** `values.schema.json`. Helm itself adds `global` to the values of charts that other charts contain. */
export function valuesSchema(values: readonly ChartValue[]): JsonObject {
  const { properties, ...rest } = groupSchema(grouped(values));
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Values of the Stowage chart',
    ...rest,
    properties: { ...(isJsonObject(properties) && properties), global: { type: 'object' } },
  };
}

function inline(value: JsonValue): string {
  return `\`${JSON.stringify(value)}\``;
}

/** The values as a Markdown table. */
export function valuesTable(values: readonly ChartValue[]): string {
  const rows = values.map(
    ({ name, description, default: value }) => `| \`${name}\` | ${description} | ${inline(value)} |`,
  );
  return `| value | what it does | default |\n|---|---|---|\n${rows.join('\n')}\n`;
}
