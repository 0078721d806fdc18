/** Operations of the CSI driver that take a secret for CHAP. */
export const CHAP_OPERATIONS = ['controller-publish', 'node-stage'] as const;
/** An operation of the CSI driver that takes a secret for CHAP. */
export type ChapOperation = (typeof CHAP_OPERATIONS)[number];

/** The parameter keys of one secret. */
export interface SecretKeys {
  readonly name: string;
  readonly namespace: string;
}

const PREFIX = 'csi.storage.k8s.io/';
const DEFAULT_KEYS: SecretKeys = { name: `${PREFIX}secret-name`, namespace: `${PREFIX}secret-namespace` };
const DEPRECATED_KEYS: Readonly<Record<ChapOperation, SecretKeys>> = {
  'controller-publish': {
    name: 'csiControllerPublishSecretName',
    namespace: 'csiControllerPublishSecretNamespace',
  },
  'node-stage': { name: 'csiNodeStageSecretName', namespace: 'csiNodeStageSecretNamespace' },
};

/** The current parameter keys of an operation's secret. */
export function secretKeys(operation: ChapOperation): SecretKeys {
  return { name: `${PREFIX}${operation}-secret-name`, namespace: `${PREFIX}${operation}-secret-namespace` };
}

function isComplete(parameters: ReadonlyMap<string, string>, keys: SecretKeys): boolean {
  return Boolean(parameters.get(keys.name)) && Boolean(parameters.get(keys.namespace));
}

/** Says whether a class gives name and namespace of an operation's own secret, by current or deprecated keys. */
export function hasOwnSecret(parameters: ReadonlyMap<string, string>, operation: ChapOperation): boolean {
  return isComplete(parameters, secretKeys(operation)) || isComplete(parameters, DEPRECATED_KEYS[operation]);
}

/** Says whether an operation gets a secret; external-provisioner falls back to the default pair of keys. */
export function hasSecret(parameters: ReadonlyMap<string, string>, operation: ChapOperation): boolean {
  return hasOwnSecret(parameters, operation) || isComplete(parameters, DEFAULT_KEYS);
}

const ANNOTATION_TOKEN = /\$\{pvc\.annotations\['([^']+)'\]\}/g;

/** The claim annotations that a template such as `${pvc.annotations['iomesh.com/key']}` reads. */
export function annotationsReadBy(template: string): readonly string[] {
  return [...template.matchAll(ANNOTATION_TOKEN)].flatMap(([, key]) => key ?? []);
}

/** The claim annotations that a class's secret names read, each once. */
export function annotationsReadByClass(parameters: ReadonlyMap<string, string>): ReadonlySet<string> {
  const names = [...parameters].filter(([key]) => /secret-?name$/i.test(key));
  return new Set(names.flatMap(([, template]) => annotationsReadBy(template)));
}
