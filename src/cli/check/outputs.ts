import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { suggest } from '../../core/suggest.ts';
import { ALL_RULES } from '../../hooks/all-rules.ts';
import { cannotWrite } from '../cannot-write.ts';
import type { Environment } from '../environment.ts';
import type { Inputs } from '../inputs.ts';
import type { CheckResult } from '../../check/check-result.ts';
import type { OutputContext } from '../output/format.ts';
import { FORMATS } from '../output/formats.ts';
import { styler, takesColor } from '../style.ts';
import type { ColorMode } from '../style.ts';
import { UsageError } from '../usage-error.ts';
import { VERSION } from '../version.ts';

/** One output of a run: a format, to a file or to stdout. */
export interface Output {
  readonly format: string;
  readonly file: string | undefined;
}

function parseOutput(text: string): Output {
  const [format = '', ...rest] = text.split('=');
  const file = rest.length === 0 ? undefined : rest.join('=');
  if (!FORMATS.has(format)) {
    const hint = suggest(format, FORMATS.keys());
    const question = hint === undefined ? '' : `; did you mean ${hint}?`;
    throw new UsageError(
      `-o: there is no format "${format}"${question}`,
      `Formats: ${[...FORMATS.keys()].join(', ')}.`,
    );
  }
  if (file === '') throw new UsageError(`-o ${text}: the file name is missing`, `Write -o ${format}=FILE.`);
  return { format, file };
}

/**
 * Reads the values of `-o FORMAT[=FILE]`. Text goes to stdout unless another format does; in GitHub Actions annotations are
 * added to the text.
 */
export function parseOutputs(
  values: readonly string[],
  variables: Environment['variables'],
): readonly Output[] {
  const outputs = values.map(parseOutput);
  const onStdout = outputs.filter(output => output.file === undefined);
  if (onStdout.length > 1) {
    throw new UsageError(
      '-o: only one format can go to stdout',
      'Give the others a file: -o sarif=out.sarif',
    );
  }
  if (onStdout.length === 1) return outputs;
  const text: Output = { format: 'text', file: undefined };
  const annotations: Output = { format: 'github', file: undefined };
  return variables['GITHUB_ACTIONS'] === 'true' ? [...outputs, text, annotations] : [...outputs, text];
}

/** What the formats need besides the result. */
export function outputContext(
  environment: Environment,
  { given, editable }: Pick<Inputs, 'given' | 'editable'>,
  options: { readonly color: ColorMode; readonly maxFindings: number },
): OutputContext {
  return {
    lineOf: (file, line) => given.files.get(file)?.source.lineText(line),
    isEditable: file => editable.has(file),
    style: styler(takesColor(environment.stdout, options.color, environment.variables)),
    ruleOf: id => ALL_RULES.find(rule => rule.id === id),
    version: VERSION,
    command: environment.command,
    maxFindings: options.maxFindings,
  };
}

/** Writes a result to all its outputs. */
export async function writeOutputs(
  environment: Environment,
  outputs: readonly Output[],
  result: CheckResult,
  context: OutputContext,
): Promise<void> {
  for (const { format, file } of outputs) {
    const plain = file === undefined ? context : { ...context, style: styler(false) };
    const text = FORMATS.get(format)?.(result, plain) ?? '';
    if (file === undefined) environment.stdout.write(text);
    else await writeFile(resolve(environment.cwd, file), text).catch(cannotWrite(`-o: ${file}`));
  }
}
