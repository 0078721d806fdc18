import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff';
import { cannotWrite } from '../cannot-write.ts';
import type { Environment } from '../environment.ts';
import type { Inputs } from '../inputs.ts';
import { count } from '../output/text.ts';
import type { FixResult } from './fix.ts';

/** The mends as unified diffs of the files; empty when there are none. */
export function fixDiff(start: Inputs, { texts }: FixResult): string {
  const diffs = [...texts].map(([file, text]) => {
    const before = start.given.files.get(file)?.source.text ?? '';
    return createTwoFilesPatch(file, file, before, text, '', '', {
      context: 3,
      headerOptions: FILE_HEADERS_ONLY,
    });
  });
  return diffs.join('');
}

/** Writes the mended files and says on stderr what was mended and what was not. */
export async function writeFixes(
  environment: Environment,
  { texts, fixed, refused }: FixResult,
): Promise<void> {
  for (const [file, text] of texts) {
    await writeFile(resolve(environment.cwd, file), text).catch(cannotWrite(`--fix: ${file}`));
  }
  for (const { finding, reason } of refused) {
    const place = `${finding.file}:${finding.line}`;
    environment.stderr.write(`${place}: ${finding.ruleId} was not mended: ${reason}\n`);
  }
  environment.stderr.write(`mended ${count(fixed, 'finding')} in ${count(texts.size, 'file')}\n`);
}
