import type { Report, Undecided } from './finding.ts';
import type { JsonPath } from './json.ts';
import { formatReference } from './kubernetes-object.ts';
import type { KubernetesObject, ObjectReference } from './kubernetes-object.ts';
import type { Lookup } from './lookup.ts';

/** Something looked up: its value, or what is missing from the state to tell; `undefined` when it does not exist. */
export type Resolved<T> = { readonly value: T } | { readonly needs: ObjectReference } | undefined;

/** Looks an object up. */
export function resolve(lookup: Lookup, needs: ObjectReference): Resolved<KubernetesObject> {
  const value = lookup.get(needs.kind, needs.namespace, needs.name);
  if (value !== undefined) return { value };
  return lookup.isComplete(needs.kind) ? undefined : { needs };
}

/** Goes on with the value of what was looked up: nothing is said of what does not exist, and nothing decided without it. */
export function decide<T>(
  found: Resolved<T>,
  path: JsonPath,
  check: (value: T) => readonly (Report | Undecided)[],
): readonly (Report | Undecided)[] {
  if (found === undefined) return [];
  return 'needs' in found ? [{ path, needs: found.needs }] : check(found.value);
}

/** Reports that an object does not exist; the rule is undecided when the state does not tell. */
export function mustExist(
  lookup: Lookup,
  reference: ObjectReference,
  path: JsonPath,
  fix?: string,
): readonly (Report | Undecided)[] {
  const found = resolve(lookup, reference);
  if (found !== undefined) return decide(found, path, () => []);
  return [
    { path, message: `${formatReference(reference)} does not exist`, ...(fix !== undefined && { fix }) },
  ];
}

/**
 * Says whether anything is known of a kind: some of it is in the state, or the state is the whole cluster. Where
 * nothing is known, that an object is missing means nothing.
 */
export function knowsKind(lookup: Lookup, kind: string, namespace?: string): boolean {
  return lookup.isComplete(kind) || lookup.list(kind, namespace).length > 0;
}
