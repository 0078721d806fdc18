import type { Driver } from './driver.ts';
import type { Report, RuleSeverity, Undecided } from './finding.ts';
import type { KubernetesObject } from './kubernetes-object.ts';
import type { Lookup } from './lookup.ts';
import type { Settings } from './settings.ts';
import type { SourceProblem } from './source-problem.ts';
import type { ParseYaml } from './yaml.ts';

/** The admission request a rule may look at; absent when manifests are checked. */
export interface RuleRequest {
  readonly operation: 'CREATE' | 'UPDATE' | 'DELETE';
  /** The stored object before an UPDATE or DELETE. */
  readonly oldObject?: KubernetesObject;
}

/**
 * Everything a rule may know besides the object itself. A context is made anew for every request and every run over
 * manifests: while one is in use the state does not change, so that rules may share what they work out.
 */
export interface RuleContext {
  readonly lookup: Lookup;
  readonly settings: Settings;
  readonly drivers: readonly Driver[];
  readonly parseYaml: ParseYaml;
  readonly request?: RuleRequest;
}

/** One YAML document and what must come out of it: fixture of the tests and snippet of the docs page at once. */
export interface Example {
  /** The documents to check. */
  readonly yaml: string;
  /** Further documents that exist in the cluster; they are looked up, not checked. */
  readonly state?: string;
  /** Whether the state is a whole live cluster, so that what is missing does not exist. */
  readonly live?: boolean;
  /** The admission operation, for rules of UPDATE and DELETE; then `yaml` is one document. */
  readonly operation?: 'CREATE' | 'UPDATE' | 'DELETE';
  /** The document before the UPDATE; for DELETE `yaml` itself is the old object. */
  readonly old?: string;
  /** Settings that differ from the default ones. */
  readonly settings?: Partial<Settings>;
}

/** An example with a mistake, and the place of each finding. */
export interface InvalidExample extends Example {
  readonly findings: readonly {
    /** JSON Pointer. */
    readonly path: string;
    /** The rule's own severity unless said. */
    readonly severity?: RuleSeverity | 'unknown';
  }[];
}

interface RuleBase {
  /** Kebab-case sentence, at most 56 characters, never reused. */
  readonly id: string;
  readonly severity: RuleSeverity;
  /** What the rule is about: one sentence for the docs and `stowage rules`. */
  readonly summary: string;
  /** The fix in general. */
  readonly help: string;
  /** Address of the public document that the fact comes from. */
  readonly source: string;
  readonly examples: {
    readonly valid: readonly [Example, ...Example[]];
    readonly invalid: readonly [InvalidExample, ...InvalidExample[]];
  };
}

/** A rule on one object. */
export interface ObjectRule extends RuleBase {
  /** Kinds it looks at; `*` for all. */
  readonly kinds: readonly string[];
  /**
   * When it runs: `check` on manifests and at admission of CREATE and UPDATE, `manifest` on manifests only, an operation at
   * its admission only.
   */
  readonly when: 'check' | 'manifest' | RuleRequest['operation'];
  /** The mistakes in one object; empty when there are none. */
  readonly check: (object: KubernetesObject, context: RuleContext) => Iterable<Report | Undecided>;
}

/** What a rule says of itself, where a factory fills in the rest. */
export type RuleText = Omit<ObjectRule, 'kinds' | 'when' | 'check'>;

/** A rule on the text of a manifest, which the API server never sees. */
export interface SourceRule extends RuleBase {
  readonly problem: SourceProblem['type'];
  /** Puts the problem into words. */
  readonly describe: (problem: SourceProblem) => { readonly message: string; readonly fix?: string };
}

/** A rule: data and one function. */
export type Rule = ObjectRule | SourceRule;

/** Defines a rule on objects; it runs on manifests and at admission unless `when` says otherwise. */
export function defineRule(
  rule: Omit<ObjectRule, 'when'> & { readonly when?: ObjectRule['when'] },
): ObjectRule {
  return { when: 'check', ...rule };
}

/** Defines a rule on the text of manifests. */
export function defineSourceRule(rule: SourceRule): SourceRule {
  return rule;
}
