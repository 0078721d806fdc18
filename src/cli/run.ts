import { CommanderError } from 'commander';
import type { Command } from 'commander';
import { AppError } from '../core/errors.ts';
import type { Environment } from './environment.ts';
import { EXIT } from './exit-codes.ts';
import { buildProgram, exitCodeOf } from './program.ts';
import { UsageError } from './usage-error.ts';

const ISSUES = 'https://github.com/stowage-dev/stowage/issues';

function explainError(error: unknown): { readonly text: string; readonly code: number } {
  if (error instanceof UsageError) {
    const fix = error.fix === undefined ? '' : `\n       ${error.fix}`;
    return { text: `error: ${error.message}${fix}\n`, code: EXIT.usage };
  }
  if (error instanceof AppError) {
    return { text: `error: ${error.message} (${error.code})\n       ${error.fix}\n`, code: error.exitCode };
  }
  const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return {
    text: `${reason}\nerror: this is a bug in stowage. Please report it: ${ISSUES}\n`,
    code: EXIT.unknown,
  };
}

/** Commander would take the path after a bare `--fix` for its value. */
function withoutOptionalValue(argument: string): string {
  return argument === '--fix' ? '--fix=write' : argument;
}

/** What the completion scripts call. */
const COMPLETE = '__complete';

/** The words to complete are no command line yet, so they are not parsed as one. */
async function complete(environment: Environment, program: Command): Promise<number> {
  const { completeCommand } = await import('./commands/completion.ts');
  return completeCommand(environment, program, environment.args.slice(1));
}

/** Runs one command line and returns its exit code; nothing is thrown. */
export async function runCli(environment: Environment): Promise<number> {
  let exitCode: number = EXIT.yes;
  const program = buildProgram(environment, code => {
    exitCode = code;
  });
  try {
    if (environment.args[0] === COMPLETE) return await complete(environment, program);
    await program.parseAsync(environment.args.map(withoutOptionalValue), { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return exitCodeOf(error);
    const { text, code } = explainError(error);
    environment.stderr.write(text);
    return code;
  }
}
