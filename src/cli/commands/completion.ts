import type { Command } from 'commander';
import { VERDICT_IDS } from '../../explain/explanation.ts';
import { ALL_RULES } from '../../hooks/all-rules.ts';
import { completionScript, completions } from '../completion.ts';
import type { COMPLETION_SHELLS } from '../completion.ts';
import type { Environment } from '../environment.ts';
import { EXIT } from '../exit-codes.ts';
import { FORMATS } from '../output/formats.ts';

/** `stowage completion SHELL`: prints the script that makes the shell ask `stowage __complete`. */
export function completionCommand(
  environment: Environment,
  shell: (typeof COMPLETION_SHELLS)[number],
): number {
  environment.stdout.write(completionScript(shell));
  return EXIT.yes;
}

/** `stowage __complete WORDS…`: prints what may stand in the place of the last word, one candidate a line. */
export function completeCommand(
  environment: Environment,
  program: Command,
  words: readonly string[],
): number {
  const names = new Map([
    ['explain', [...ALL_RULES.map(rule => rule.id), ...VERDICT_IDS]],
    ['--output', [...FORMATS.keys()]],
  ]);
  const candidates = completions(program, words, names);
  environment.stdout.write(candidates.map(candidate => `${candidate}\n`).join(''));
  return EXIT.yes;
}
