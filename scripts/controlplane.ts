/** Finds the programs of a Kubernetes control plane, or builds them, and prints their folder: `npm run controlplane`. */
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { builtPrograms, missingPrograms, printFolder } from './go-programs.ts';
import type { Environment, GoPrograms, Report } from './go-programs.ts';

/** The Go module that pins what is built. */
const MODULE = resolve(import.meta.dirname, '../test/e2e/controlplane');

const PACKAGES = {
  etcd: 'go.etcd.io/etcd/server/v3',
  kubectl: 'k8s.io/kubernetes/cmd/kubectl',
  'kube-scheduler': 'k8s.io/kubernetes/cmd/kube-scheduler',
  'kube-controller-manager': 'k8s.io/kubernetes/cmd/kube-controller-manager',
  'kube-apiserver': 'k8s.io/kubernetes/cmd/kube-apiserver',
};

/** Where Kubernetes keeps the version that it reports. */
const VERSION_PACKAGES = ['k8s.io/component-base/version', 'k8s.io/client-go/pkg/version'];

/** Linker flags without which Kubernetes would call itself v0.0.0-master. */
async function versionVariables(): Promise<readonly string[]> {
  const text = await readFile(join(MODULE, 'go.mod'), 'utf8');
  const [, version, major, minor] = /^\s+k8s\.io\/kubernetes (v(\d+)\.(\d+)\.\S+)/m.exec(text) ?? [];
  if (version === undefined) throw new Error(`${MODULE}/go.mod does not require k8s.io/kubernetes`);
  const variables = [`gitVersion=${version}`, `gitMajor=${major}`, `gitMinor=${minor}`];
  return VERSION_PACKAGES.flatMap(path => variables.map(variable => `-X ${path}.${variable}`));
}

const CONTROL_PLANE: GoPrograms = {
  name: 'The control plane',
  folder: 'controlplane',
  module: MODULE,
  packages: PACKAGES,
  variables: versionVariables,
  otherwise: `set KUBEBUILDER_ASSETS to a folder that holds ${Object.keys(PACKAGES).join(', ')}`,
};

/** The folder that `KUBEBUILDER_ASSETS` names, if everything is in it. */
async function assetsFolder(env: Environment, report: Report): Promise<string | undefined> {
  const folder = env['KUBEBUILDER_ASSETS'];
  if (folder === undefined || folder === '') return undefined;
  const missing = await missingPrograms(CONTROL_PLANE, folder);
  if (missing.length === 0) return resolve(folder);
  report(`KUBEBUILDER_ASSETS is not used: ${folder} has no ${missing.join(', no ')}`);
  return undefined;
}

/**
 * The folder that holds the programs: the one of `KUBEBUILDER_ASSETS`, or else the cache, filled by the Go toolchain the
 * first time.
 * @throws Error when there is neither, or when the build fails.
 */
export async function controlPlaneFolder(env: Environment, report: Report): Promise<string> {
  return (await assetsFolder(env, report)) ?? (await builtPrograms(CONTROL_PLANE, env, report));
}

if (import.meta.main) await printFolder(controlPlaneFolder);
