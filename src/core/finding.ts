import type { JsonPath } from './json.ts';
import type { ObjectReference } from './kubernetes-object.ts';

/** How bad a mistake is: an error is denied by the webhook and fails the checker; the others are reported only. */
export type RuleSeverity = 'error' | 'warning' | 'info';

/** What a finding says: a rule's severity, or `unknown` when the object the rule needs is not in the given state. */
export type Severity = RuleSeverity | 'unknown';

/** What a rule says about one place of one object. */
export interface Report {
  /** Place in the object, from its root; the nearest existing parent when the mistake is that something is missing. */
  readonly path: JsonPath;
  /** Whether the key or the value at `path` is the offender; `value` unless said. */
  readonly target?: 'key' | 'value';
  /** What is wrong, one sentence of at most 100 characters where possible, without the fix. */
  readonly message: string;
  /** How to mend it here; the rule's `help` unless said. */
  readonly fix?: string;
  /** Overrides the rule's severity for this place. */
  readonly severity?: RuleSeverity;
  /** The mechanical change that mends it, when there is one and it is safe. */
  readonly edit?: Edit;
}

/** A rule's answer when the verdict hangs on an object that the given state does not hold. */
export interface Undecided {
  readonly path: JsonPath;
  /** The object that would decide it. */
  readonly needs: ObjectReference;
}

/** A mechanical change of an object, made on its text by `check --fix` so that comments and order survive. */
export type Edit =
  | { readonly type: 'replace-value'; readonly path: JsonPath; readonly value: string | number | boolean }
  | { readonly type: 'rename-key'; readonly path: JsonPath; readonly key: string }
  | { readonly type: 'remove'; readonly path: JsonPath }
  | { readonly type: 'add'; readonly path: JsonPath; readonly value: string | number | boolean }
  | { readonly type: 'move'; readonly path: JsonPath; readonly to: JsonPath };

/** A mistake found in one object. */
export interface Finding {
  readonly ruleId: string;
  readonly severity: Severity;
  readonly object: ObjectReference & { readonly apiVersion: string };
  readonly path: JsonPath;
  readonly target: 'key' | 'value';
  readonly message: string;
  readonly fix: string;
  readonly edit?: Edit;
  /** For `unknown`: the object that is missing from the given state. */
  readonly needs?: ObjectReference;
}
