import { stowage } from '../support/cli.ts';
import type { Document } from './documents.ts';
import { ROOT } from './documents.ts';

/** A command as a document shows it, and what the document says that it prints. */
export interface ShownCommand {
  readonly line: string;
  /** The exit code that a following `echo $?` shows. */
  readonly shownCode: number | undefined;
  readonly output: string;
}

interface Step {
  readonly line: string;
  readonly output: string;
}

function stepsOf(block: string): readonly Step[] {
  const [, ...steps] = block.split(/^\$ /m);
  return steps.map(step => {
    const end = step.indexOf('\n');
    return { line: step.slice(0, end), output: step.slice(end + 1) };
  });
}

/** The commands of a document's console blocks. */
export function shownCommands({ fences }: Document): readonly ShownCommand[] {
  return fences
    .filter(({ language }) => language === 'console')
    .flatMap(({ text }) => {
      const steps = stepsOf(text);
      return steps.flatMap(({ line, output }, index) => {
        if (line === 'echo $?') return [];
        const next = steps[index + 1];
        const shownCode = next?.line === 'echo $?' ? Number(next.output) : undefined;
        return [{ line, output, shownCode }];
      });
    });
}

/** The ways in which documents call the program; what is before the last `&&` prepares the machine. */
const CALL = /^(?:.* && )?(?:npm run -s stowage -- |npx stowage |stowage |npm run (?=demo$))(.*)$/;

/** The arguments of a shown command; `undefined` when it is not a call of the program. */
export function argumentsOf(line: string): readonly string[] | undefined {
  return CALL.exec(line)?.[1]?.split(' ');
}

/** Runs the program in the root of the repository; what it prints on both streams in one text. */
export async function run(
  args: readonly string[],
): Promise<{ readonly code: number; readonly printed: string }> {
  const { code, stdout, stderr } = await stowage(args, { cwd: ROOT, now: new Date().toISOString() });
  return { code, printed: stdout + stderr };
}

const CUT_LINES = '(?:[^\\n]*\\n)*';
const CUT_WORDS = '[^\\n]*';

/** Makes a pattern of shown output: `…` alone on a line stands for any lines, inside a line for any words. */
export function outputPattern(shown: string): RegExp {
  const lines = shown.split(/(?<=\n)/).map(line => {
    if (line.trim() === '…') return CUT_LINES;
    const parts = line.trimEnd().split('…');
    return `${parts.map(part => RegExp.escape(part)).join(CUT_WORDS)}[ \\t]*\\n`;
  });
  return new RegExp(`^${lines.join('')}$`);
}
