import { DEFAULT_SECRET_KEYS, secretKeys } from '../../../core/csi-parameters.ts';
import type { StorageClass } from '../../../core/storage-class.ts';
import { PARAMETER } from '../names.ts';

/** Operations of the CSI driver that take a secret for CHAP. */
export const CHAP_OPERATIONS = ['controller-publish', 'node-stage'] as const;
/** An operation of the CSI driver that takes a secret for CHAP. */
export type ChapOperation = (typeof CHAP_OPERATIONS)[number];

type Parameters = ReadonlyMap<string, string>;

function areSet(parameters: Parameters, ...keys: readonly (string | undefined)[]): boolean {
  return keys.every(key => key !== undefined && Boolean(parameters.get(key)));
}

/** Says whether volumes of a class are protected by CHAP. */
export function isAuthClass({ parameters }: Pick<StorageClass, 'parameters'>): boolean {
  return parameters.get(PARAMETER.auth) === 'true';
}

/** Says whether a class gives name and namespace of an operation's own secret, by current or deprecated keys. */
export function hasOwnSecret(parameters: Parameters, operation: ChapOperation): boolean {
  const { name, namespace, oldName, oldNamespace } = secretKeys(operation);
  return areSet(parameters, name, namespace) || areSet(parameters, oldName, oldNamespace);
}

/** Says whether an operation gets a secret; external-provisioner falls back to the default pair of keys. */
export function hasSecret(parameters: Parameters, operation: ChapOperation): boolean {
  const { name, namespace } = DEFAULT_SECRET_KEYS;
  return hasOwnSecret(parameters, operation) || areSet(parameters, name, namespace);
}

const ANNOTATION_TOKEN = /\$\{pvc\.annotations\['([^']+)'\]\}/g;

/** The claim annotations that a template such as `${pvc.annotations['iomesh.com/key']}` reads. */
export function annotationsReadBy(template: string): readonly string[] {
  return [...template.matchAll(ANNOTATION_TOKEN)].flatMap(([, key]) => key ?? []);
}

/** The claim annotations that a class's secret names read, each once. */
export function annotationsReadByClass(parameters: Parameters): ReadonlySet<string> {
  const names = [...parameters].filter(([key]) => /secret-?name$/i.test(key));
  return new Set(names.flatMap(([, template]) => annotationsReadBy(template)));
}
