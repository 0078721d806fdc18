import type { KubernetesObject } from '../../core/kubernetes-object.ts';
import type { Lookup } from '../../core/lookup.ts';
import { nameOf } from '../../core/kubernetes-object.ts';
import { suggest } from '../../core/suggest.ts';
import { EXPLAINABLE } from '../../explain/explain-object.ts';
import { UsageError } from '../usage-error.ts';

const FORMS = 'Write pod/NAME, pvc/NAME, sts/NAME or deploy/NAME.';

function kindOf(word: string): string {
  const kind = EXPLAINABLE.get(word.toLowerCase());
  if (kind !== undefined) return kind;
  const near = suggest(word, EXPLAINABLE.keys());
  const hint = near === undefined ? '' : `; did you mean ${near}?`;
  throw new UsageError(`"${word}" is nothing that can be explained${hint}`, FORMS);
}

/** Reads `pod/NAME` or `pod NAME`. */
export function parseSubject(words: readonly string[]): { readonly kind: string; readonly name: string } {
  const [first = '', second, ...others] = words.flatMap(word => word.split('/'));
  if (second === undefined || second === '' || others.length > 0) {
    throw new UsageError(`"${words.join(' ')}" names no object`, FORMS);
  }
  return { kind: kindOf(first), name: second };
}

/** Finds the object that was named; wrong usage when it is not in the state. */
export function findSubject(
  { kind, name }: ReturnType<typeof parseSubject>,
  namespace: string,
  lookup: Lookup,
): KubernetesObject {
  const object = lookup.get(kind, namespace, name);
  if (object !== undefined) return object;
  const near = suggest(
    name,
    lookup.list(kind, namespace).map(one => nameOf(one)),
  );
  const hint = near === undefined ? '' : `; did you mean ${near}?`;
  throw new UsageError(
    `${kind} ${namespace}/${name} is not in the state${hint}`,
    'Give its namespace with -n, or see what waits with -A.',
  );
}
