import { ALL_RULES } from '../../hooks/all-rules.ts';
import type { Environment } from '../environment.ts';
import { EXIT } from '../exit-codes.ts';
import { rulePage } from '../rule-page.ts';
import { unknownRule } from '../unknown-rule.ts';
import { UsageError } from '../usage-error.ts';

/** `stowage explain RULE`: prints a rule's page. */
export function explainCommand(environment: Environment, id: string): number {
  const rule = ALL_RULES.find(candidate => candidate.id === id);
  if (rule === undefined)
    throw new UsageError(unknownRule(id), `${environment.command} rules lists them all.`);
  environment.stdout.write(rulePage(rule));
  return EXIT.yes;
}
