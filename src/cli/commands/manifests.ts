import { dump } from 'js-yaml';
import { isDnsLabel } from '../../core/dns-names.ts';
import type { KubernetesObject } from '../../core/kubernetes-object.ts';
import { defaultInstallation } from '../../manifests/default-installation.ts';
import { installationObjects } from '../../manifests/installation.ts';
import type { CertificateOrigin } from '../../manifests/names.ts';
import type { Environment } from '../environment.ts';
import { EXIT } from '../exit-codes.ts';
import { UsageError } from '../usage-error.ts';
import { VERSION } from '../version.ts';

/** Options of `manifests`. */
export interface ManifestsOptions {
  readonly namespace?: string;
  readonly certificates: CertificateOrigin;
  readonly image?: string;
  readonly excludedNamespaces?: readonly string[];
  readonly output: 'json' | 'yaml';
}

/** Our own pods must be creatable without us, and those of Kubernetes too. */
function checkNamespace(namespace: string): void {
  if (!isDnsLabel(namespace)) throw new UsageError(`--namespace: "${namespace}" cannot be a namespace`);
  if (!namespace.startsWith('kube-')) return;
  throw new UsageError(
    `--namespace: stowage must not run in ${namespace}`,
    "Kubernetes' own pods must never depend on it. Give it a namespace of its own, such as stowage-system.",
  );
}

function formatObjects(objects: readonly KubernetesObject[], output: ManifestsOptions['output']): string {
  if (output === 'yaml') {
    return objects.map(object => dump(object, { lineWidth: -1, noRefs: true })).join('---\n');
  }
  return `${JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects }, null, 2)}\n`;
}

/** `stowage manifests`: prints the objects of an installation in the order in which they are applied. */
export function manifestsCommand(environment: Environment, options: ManifestsOptions): number {
  const { output, certificates, ...given } = options;
  const installation = { ...defaultInstallation(VERSION), ...given, certificates };
  checkNamespace(installation.namespace);
  environment.stdout.write(formatObjects(installationObjects(installation), output));
  return EXIT.yes;
}
