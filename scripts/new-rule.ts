/** Makes a rule and registers it: `npm run new:rule -- src/rules/storage-class sc-my-rule`. */
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { addToList, camelCase, checkAbsent, checkKebabCase, ROOT, run, writeFormatted } from './scaffold.ts';

/** The longest id of which an annotation can be made that suppresses the rule. */
const MAX_ID_LENGTH = 56;

function ruleText(id: string, core: string): string {
  return `import { stringAt } from '${core}/json.ts';
import { defineRule } from '${core}/rule.ts';
import { SOURCES } from '${core}/sources.ts';

/** Reports what the rule is against. */
export const ${camelCase(id)} = defineRule({
  id: '${id}',
  kinds: ['StorageClass'],
  severity: 'error',
  summary: 'What the rule demands, in one sentence.',
  help: 'How to mend it, in one sentence.',
  source: SOURCES.kubernetesStorageClasses,
  examples: {
    valid: [
      {
        yaml: \`
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: { name: good }
provisioner: csi.example.com
\`,
      },
    ],
    invalid: [
      {
        yaml: \`
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: { name: bad }
provisioner: ""
\`,
        findings: [{ path: '/provisioner' }],
      },
    ],
  },
  check(object) {
    if (stringAt(object, 'provisioner') !== '') return [];
    return [{ path: ['provisioner'], message: 'what is wrong, without the fix' }];
  },
});
`;
}

function indexText(core: string): string {
  return `import type { ObjectRule } from '${core}/rule.ts';

/** The rules of this folder, in the order in which they report. */
export const RULES: readonly ObjectRule[] = [];
`;
}

/** Writes a rule into a folder of rules and adds it to the folder's list; returns the paths it wrote. */
export async function newRule(root: string, folder: string, id: string): Promise<readonly string[]> {
  checkKebabCase(id);
  if (id.length > MAX_ID_LENGTH) throw new Error(`"${id}" is longer than ${MAX_ID_LENGTH} characters`);
  const parent = resolve(root, folder);
  const path = join(parent, `${id}.ts`);
  const index = join(parent, 'index.ts');
  const isOfRules = /^src\/(?:rules|drivers)\//.test(relative(root, path));
  if (!isOfRules) throw new Error(`${folder} is no folder of rules`);
  checkAbsent(path, root);
  const core = relative(parent, join(root, 'src', 'core'));
  await mkdir(parent, { recursive: true });
  await writeFormatted(path, ruleText(id, core));
  if (!existsSync(index)) await writeFormatted(index, indexText(core));
  await addToList(index, camelCase(id), `./${id}.ts`);
  return [path, index].map(made => relative(root, made));
}

if (import.meta.main) {
  await run(async () => {
    const [folder, id, ...others] = process.argv.slice(2);
    if (folder === undefined || id === undefined || others.length > 0) {
      throw new Error(
        'usage: npm run new:rule -- FOLDER ID, for example: src/rules/storage-class sc-my-rule',
      );
    }
    const made = await newRule(ROOT, folder, id);
    return [...made, '', `Next: its examples, then: npx vitest run test/rules/rules.test.ts -t ${id}`];
  });
}
