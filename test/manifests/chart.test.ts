import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Ajv } from 'ajv';
import { load } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import { CHART_VALUES } from '../../scripts/generators/chart/values.ts';
import { at, arrayAt, isJsonObject } from '../../src/core/json.ts';
import type { JsonObject } from '../../src/core/json.ts';
import { kebabCase } from '../../src/config/option.ts';
import { OPTIONS } from '../../src/config/options.ts';
import { defaultInstallation } from '../../src/manifests/default-installation.ts';
import { inDeployment } from './installations.ts';

const CHART = resolve(import.meta.dirname, '../../manifests/chart');
const TEMPLATES = readdirSync(join(CHART, 'templates'));
const VALUE_SETS = readdirSync(join(CHART, 'ci'));

function read(path: string): string {
  return readFileSync(join(CHART, path), 'utf8');
}

function readYaml(path: string): JsonObject {
  const content: unknown = load(read(path));
  if (!isJsonObject(content)) throw new Error(`${path} is no mapping`);
  return content;
}

const isValid = new Ajv({ strict: true, allowUnionTypes: true }).compile(JSON.parse(read('values.schema.json')));

describe('the values of the chart', () => {
  test('values.yaml has every value with its default, and nothing else', () => {
    const values = readYaml('values.yaml');
    for (const { name, default: value } of CHART_VALUES) expect(at(values, ...name.split('.'))).toEqual(value);
    const groups = CHART_VALUES.map(({ name }) => name.split('.')[0]);
    expect(Object.keys(values)).toEqual([...new Set(groups)]);
  });

  test('each is used, and nothing is used that is no value', () => {
    const text = TEMPLATES.map(name => read(`templates/${name}`)).join('');
    const used = [...text.matchAll(/\.Values\.([a-zA-Z]+(?:\.[a-zA-Z]+)*)/g)].map(([, name = '']) => name);
    const names = CHART_VALUES.map(({ name }) => name);
    const isKnown = (name: string) => names.some(known => name === known || name.startsWith(`${known}.`));
    expect(used.filter(name => !isKnown(name))).toEqual([]);
    expect(names.filter(name => !used.some(other => other === name || other.startsWith(`${name}.`)))).toEqual([]);
  });

  test('the README lists them', () => {
    const rows = read('README.md').match(/^\| `[^`]+` \|/gm);
    expect(rows).toEqual(CHART_VALUES.map(({ name }) => `| \`${name}\` |`));
  });

  test.each(['values.yaml', ...VALUE_SETS.map(name => `ci/${name}`)])('%s fits the schema', path => {
    expect(isValid(readYaml(path)), JSON.stringify(isValid.errors)).toBe(true);
  });

  test.each([
    ['a value that does not exist', { replicaCount: 3 }],
    ['no replica', { replicas: 0 }],
    ['another origin of certificates', { certificates: 'files' }],
    ['a namespace that cannot be', { excludedNamespaces: ['Kube_System'] }],
    ['an unknown option of the service', { config: { iomeshAfinity: 'off' } }],
    ['a severity that YAML 1.1 read as a boolean', { config: { rules: [{ rule: 'x', severity: false }] } }],
    ['what only the checker reads', { config: { ignore: [] } }],
    ['a time-out that Kubernetes refuses', { webhooks: { timeoutSeconds: 31 } }],
    ['a tag in the place of a digest', { image: { digest: 'v1' } }],
  ])('%s does not fit', (_name, values) => {
    expect(isValid(values)).toBe(false);
  });

  test('every value set of ci differs from the defaults, and together they change every value', () => {
    const sets = VALUE_SETS.map(name => readYaml(`ci/${name}`));
    const untouched = CHART_VALUES.filter(({ name }) =>
      sets.every(values => at(values, ...name.split('.')) === undefined),
    );
    expect(untouched.map(({ name }) => name)).toEqual(['image.tag', 'nameOverride', 'resourceQuota.enabled']);
  });
});

describe('the templates of the chart', () => {
  test.each(TEMPLATES)('%s holds no certificate and does not look into the cluster', name => {
    expect(read(`templates/${name}`)).not.toMatch(/caBundle|genCA|genSelfSignedCert|\blookup\b|kind: Secret/);
  });

  test('options that the chart sets by flags are refused in config', () => {
    const args = arrayAt(
      inDeployment({ ...defaultInstallation('1.2.3'), certificates: 'self' }, 'template', 'spec', 'containers', 0),
      'args',
    ).map(String);
    const set = OPTIONS.filter(({ name }) => args.some(argument => argument.startsWith(`--${kebabCase(name)}=`)));
    const refused = /range \$option := list (.*) }}/.exec(read('templates/validate.yaml'))?.[1];
    const names = refused?.split(' ').map(word => word.slice(1, -1));
    expect(names?.toSorted()).toEqual(set.map(({ name }) => name).toSorted());
  });
});
