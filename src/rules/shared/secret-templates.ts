import { stringAt } from '../../core/json.ts';
import type { JsonObject } from '../../core/json.ts';
import { SECRET_KEYS } from '../../core/csi-parameters.ts';

/** A parameter with the name or the namespace of a Secret. */
export interface SecretParameter {
  readonly key: string;
  readonly value: string;
  readonly part: 'name' | 'namespace';
}

/** The parameters of a StorageClass that name Secrets, under old keys and new ones. */
export function secretParameters(storageClass: JsonObject): readonly SecretParameter[] {
  const keys = SECRET_KEYS.flatMap(({ name, namespace, oldName, oldNamespace }) => [
    { key: name, part: 'name' as const },
    { key: oldName, part: 'name' as const },
    { key: namespace, part: 'namespace' as const },
    { key: oldNamespace, part: 'namespace' as const },
  ]);
  return keys.flatMap(({ key, part }) => {
    const value = key === undefined ? undefined : stringAt(storageClass, 'parameters', key);
    return key === undefined || value === undefined ? [] : [{ key, value, part }];
  });
}

/** What Go's `os.Expand` takes for a variable: `${…}`, `$name`, one special character, or a stray `$`. */
const TOKEN = /\$(?:\{[^}]*\}|[A-Za-z_]\w*|[*#$@!?\d-])?/g;

/** The variables in a value, with their `$`. */
export function tokensIn(value: string): readonly string[] {
  return value.match(TOKEN) ?? [];
}

const NAMESPACE_TOKENS = ['${pv.name}', '${pvc.namespace}'] as const;
const NAME_TOKENS = [...NAMESPACE_TOKENS, '${pvc.name}'] as const;
const ANNOTATION_TOKEN = /^\$\{pvc\.annotations\['[^']+'\]\}$/;

/** The variables that a parameter may hold, as people read them. */
export function allowedTokens(part: SecretParameter['part']): readonly string[] {
  return part === 'namespace' ? NAMESPACE_TOKENS : [...NAME_TOKENS, "${pvc.annotations['<key>']}"];
}

/** Says whether external-provisioner replaces a variable in such a parameter; it fails on all others. */
export function isAllowedToken(token: string, part: SecretParameter['part']): boolean {
  const allowed: readonly string[] = part === 'namespace' ? NAMESPACE_TOKENS : NAME_TOKENS;
  return allowed.includes(token) || (part === 'name' && ANNOTATION_TOKEN.test(token));
}
