import { VERDICTS } from '../../explain/verdicts/index.ts';
import { ALL_RULES } from '../../hooks/all-rules.ts';
import type { Environment } from '../environment.ts';
import { EXIT } from '../exit-codes.ts';
import { rulePage } from '../rule-page.ts';
import { unknownRule } from '../unknown-rule.ts';
import { UsageError } from '../usage-error.ts';
import { verdictPage } from '../verdict-page.ts';

function pageOf(id: string): string | undefined {
  const rule = ALL_RULES.find(candidate => candidate.id === id);
  if (rule !== undefined) return rulePage(rule);
  const verdict = VERDICTS.find(candidate => candidate.id === id.toUpperCase());
  return verdict && verdictPage(verdict);
}

/** `stowage explain RULE|VERDICT`: prints the page of a rule, or of a cause that `why` names. */
export function explainCommand(environment: Environment, id: string): number {
  const page = pageOf(id);
  if (page === undefined)
    throw new UsageError(unknownRule(id), `${environment.command} rules lists them all.`);
  environment.stdout.write(page);
  return EXIT.yes;
}
