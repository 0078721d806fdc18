/** Finds the programs of a Kubernetes control plane, or builds them, and prints their folder: `npm run controlplane`. */
import { execFile, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { access, constants, mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';

/** The Go module that pins what is built. */
const MODULE = resolve(import.meta.dirname, '../test/e2e/controlplane');

/** The programs and their Go packages; each reuses what was compiled for those before it. */
const PACKAGES = {
  etcd: 'go.etcd.io/etcd/server/v3',
  kubectl: 'k8s.io/kubernetes/cmd/kubectl',
  'kube-scheduler': 'k8s.io/kubernetes/cmd/kube-scheduler',
  'kube-controller-manager': 'k8s.io/kubernetes/cmd/kube-controller-manager',
  'kube-apiserver': 'k8s.io/kubernetes/cmd/kube-apiserver',
} as const;

/** Nobody debugs these programs: without DWARF they compile faster and take less of Go's cache. */
const BUILD_FLAGS = ['-mod=readonly', '-trimpath', '-buildvcs=false', '-gcflags=all=-dwarf=false'];

/** Where Kubernetes keeps the version that it reports. */
const VERSION_PACKAGES = ['k8s.io/component-base/version', 'k8s.io/client-go/pkg/version'];

const IMPORT_PATH = /^[\w.~-]+(?:\/[\w.~-]+)*$/;
const REPORT_EVERY = 200;

/** A program of the control plane. */
type Program = keyof typeof PACKAGES;

/** Environment variables, as in `process.env`. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Takes a line of progress. */
type Report = (line: string) => void;

const PROGRAMS = Object.keys(PACKAGES) as readonly Program[];

async function isProgram(path: string): Promise<boolean> {
  return await access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}

async function missingPrograms(folder: string): Promise<readonly Program[]> {
  const found = await Promise.all(PROGRAMS.map(program => isProgram(join(folder, program))));
  return PROGRAMS.filter((_, index) => found[index] !== true);
}

/** The folder that `KUBEBUILDER_ASSETS` names, if everything is in it. */
async function assetsFolder(env: Environment, report: Report): Promise<string | undefined> {
  const folder = env['KUBEBUILDER_ASSETS'];
  if (folder === undefined || folder === '') return undefined;
  const missing = await missingPrograms(folder);
  if (missing.length === 0) return resolve(folder);
  report(`KUBEBUILDER_ASSETS is not used: ${folder} has no ${missing.join(', no ')}`);
  return undefined;
}

/** A folder of the user, so that a new checkout finds what another has built; its name changes with what is built. */
async function cacheFolder(env: Environment): Promise<string> {
  const hash = createHash('sha256');
  for (const file of ['go.mod', 'go.sum']) hash.update(await readFile(join(MODULE, file)));
  hash.update(JSON.stringify([PACKAGES, BUILD_FLAGS, process.platform, process.arch]));
  const caches = env['XDG_CACHE_HOME'] || join(homedir(), '.cache');
  return join(caches, 'stowage', 'controlplane', hash.digest('hex').slice(0, 16));
}

/** Linker flags without which Kubernetes would call itself v0.0.0-master. */
async function linkerFlags(): Promise<string> {
  const text = await readFile(join(MODULE, 'go.mod'), 'utf8');
  const [, version, major, minor] = /^\s+k8s\.io\/kubernetes (v(\d+)\.(\d+)\.\S+)/m.exec(text) ?? [];
  if (version === undefined) throw new Error(`${MODULE}/go.mod does not require k8s.io/kubernetes`);
  const variables = [`gitVersion=${version}`, `gitMajor=${major}`, `gitMinor=${minor}`];
  const settings = VERSION_PACKAGES.flatMap(path => variables.map(variable => `-X ${path}.${variable}`));
  return ['-s', '-w', ...settings].join(' ');
}

/** Go names each package that it compiles: they are counted, and whatever else it says is passed on. */
async function reportProgress(
  program: Program,
  output: NodeJS.ReadableStream,
  report: Report,
): Promise<void> {
  let compiled = 0;
  for await (const line of createInterface({ input: output })) {
    if (!IMPORT_PATH.test(line)) report(line);
    else if (++compiled % REPORT_EVERY === 0) report(`${program}: ${compiled} packages compiled`);
  }
}

async function goBuild(program: Program, folder: string, env: Environment, report: Report): Promise<void> {
  const args = ['build', '-v', ...BUILD_FLAGS, '-ldflags', await linkerFlags()];
  const target = ['-o', join(folder, program), PACKAGES[program]];
  const go = spawn('nice', ['-n', '19', 'go', ...args, ...target], {
    cwd: MODULE,
    env: { ...env, CGO_ENABLED: '0', GOWORK: 'off' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const [[code]] = await Promise.all([once(go, 'close'), reportProgress(program, go.stderr, report)]);
  if (code !== 0) throw new Error(`The control plane cannot be had: "go build ${PACKAGES[program]}" failed.`);
}

async function checkGo(env: Environment): Promise<void> {
  try {
    await promisify(execFile)('go', ['version'], { env: { ...env } });
  } catch {
    throw new Error(
      `The control plane cannot be had: there is no Go toolchain to build it with. Install Go 1.26 or newer, ` +
        `or set KUBEBUILDER_ASSETS to a folder that holds ${PROGRAMS.join(', ')}.`,
    );
  }
}

async function buildAll(folder: string, env: Environment, report: Report): Promise<void> {
  for (const [index, program] of PROGRAMS.entries()) {
    const started = performance.now();
    report(`building ${program} (${index + 1} of ${PROGRAMS.length})`);
    await goBuild(program, folder, env, report);
    report(`built ${program} in ${Math.round((performance.now() - started) / 1000)} s`);
  }
}

/** Builds beside the folder and moves the result there as a whole: nobody ever sees half of it. */
async function build(folder: string, env: Environment, report: Report): Promise<void> {
  await mkdir(dirname(folder), { recursive: true });
  const draft = await mkdtemp(join(dirname(folder), `.${basename(folder)}-`));
  try {
    await buildAll(draft, env, report);
    if ((await missingPrograms(folder)).length === 0) return;
    await rm(folder, { recursive: true, force: true });
    await rename(draft, folder);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

/**
 * The folder that holds the programs: the one of `KUBEBUILDER_ASSETS`, or else the cache, filled by the Go toolchain the
 * first time.
 * @throws Error when there is neither, or when the build fails.
 */
export async function controlPlaneFolder(env: Environment, report: Report): Promise<string> {
  const assets = await assetsFolder(env, report);
  if (assets !== undefined) return assets;
  const folder = await cacheFolder(env);
  if ((await missingPrograms(folder)).length === 0) return folder;
  await checkGo(env);
  report(`building the control plane into ${folder}; this takes some minutes, the first time only`);
  await build(folder, env, report);
  return folder;
}

if (import.meta.main) {
  try {
    console.log(await controlPlaneFolder(process.env, line => void process.stderr.write(`${line}\n`)));
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  }
}
