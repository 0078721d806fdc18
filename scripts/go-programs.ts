import { execFile, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { access, constants, mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';

/** Programs that the Go toolchain builds from one module. */
export interface GoPrograms {
  /** What they are together, as messages call it, and the name of their folder in the cache. */
  readonly name: string;
  readonly folder: string;
  /** The folder of the Go module that pins what is built. */
  readonly module: string;
  /** The programs and their Go packages; each reuses what was compiled for those before it. */
  readonly packages: Readonly<Record<string, string>>;
  /** `-X` flags of the linker. */
  readonly variables: () => Promise<readonly string[]>;
  /** What to do where there is no Go toolchain, besides installing it. */
  readonly otherwise?: string;
}

/** Environment variables, as in `process.env`. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Takes a line of progress. */
export type Report = (line: string) => void;

/** Nobody debugs these programs: without DWARF they compile faster and take less of Go's cache. */
const BUILD_FLAGS = ['-mod=readonly', '-trimpath', '-buildvcs=false', '-gcflags=all=-dwarf=false'];

const IMPORT_PATH = /^[\w.~-]+(?:\/[\w.~-]+)*$/;
const REPORT_EVERY = 200;

async function isProgram(path: string): Promise<boolean> {
  return await access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}

/** The programs that are not in a folder. */
export async function missingPrograms(programs: GoPrograms, folder: string): Promise<readonly string[]> {
  const names = Object.keys(programs.packages);
  const found = await Promise.all(names.map(name => isProgram(join(folder, name))));
  return names.filter((_, index) => found[index] !== true);
}

/** A folder of the user, so that a new checkout finds what another has built; its name changes with what is built. */
async function cacheFolder({ folder, module, packages }: GoPrograms, env: Environment): Promise<string> {
  const hash = createHash('sha256');
  for (const file of ['go.mod', 'go.sum']) hash.update(await readFile(join(module, file)));
  hash.update(JSON.stringify([packages, BUILD_FLAGS, process.platform, process.arch]));
  const caches = env['XDG_CACHE_HOME'] || join(homedir(), '.cache');
  return join(caches, 'stowage', folder, hash.digest('hex').slice(0, 16));
}

/** Go names each package that it compiles: they are counted, and whatever else it says is passed on. */
async function reportProgress(name: string, output: NodeJS.ReadableStream, report: Report): Promise<void> {
  let compiled = 0;
  for await (const line of createInterface({ input: output })) {
    if (!IMPORT_PATH.test(line)) report(line);
    else if (++compiled % REPORT_EVERY === 0) report(`${name}: ${compiled} packages compiled`);
  }
}

async function goBuild(
  programs: GoPrograms,
  name: string,
  path: string,
  target: string,
  env: Environment,
  report: Report,
): Promise<void> {
  const linker = ['-s', '-w', ...(await programs.variables())].join(' ');
  const args = ['build', '-v', ...BUILD_FLAGS, '-ldflags', linker, '-o', target, path];
  const go = spawn('nice', ['-n', '19', 'go', ...args], {
    cwd: programs.module,
    env: { ...env, CGO_ENABLED: '0', GOWORK: 'off' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const [[code]] = await Promise.all([once(go, 'close'), reportProgress(name, go.stderr, report)]);
  if (code !== 0) throw new Error(`${programs.name} cannot be had: "go build ${path}" failed.`);
}

async function checkGo({ name, otherwise }: GoPrograms, env: Environment): Promise<void> {
  try {
    await promisify(execFile)('go', ['version'], { env: { ...env } });
  } catch {
    const advice = ['Install Go 1.26 or newer', ...(otherwise === undefined ? [] : [otherwise])].join(
      ', or ',
    );
    throw new Error(`${name} cannot be had: there is no Go toolchain to build it with. ${advice}.`);
  }
}

async function buildAll(
  programs: GoPrograms,
  folder: string,
  env: Environment,
  report: Report,
): Promise<void> {
  const packages = Object.entries(programs.packages);
  for (const [index, [name, path]] of packages.entries()) {
    const started = performance.now();
    report(`building ${name} (${index + 1} of ${packages.length})`);
    await goBuild(programs, name, path, join(folder, name), env, report);
    report(`built ${name} in ${Math.round((performance.now() - started) / 1000)} s`);
  }
}

/** Builds beside the folder and moves the result there as a whole: nobody ever sees half of it. */
async function build(programs: GoPrograms, folder: string, env: Environment, report: Report): Promise<void> {
  await mkdir(dirname(folder), { recursive: true });
  const draft = await mkdtemp(join(dirname(folder), `.${basename(folder)}-`));
  try {
    await buildAll(programs, draft, env, report);
    if ((await missingPrograms(programs, folder)).length === 0) return;
    await rm(folder, { recursive: true, force: true });
    await rename(draft, folder);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

/**
 * The folder of the cache that holds the programs; the Go toolchain fills it the first time.
 * @throws Error when there is no toolchain, or when the build fails.
 */
export async function builtPrograms(programs: GoPrograms, env: Environment, report: Report): Promise<string> {
  const folder = await cacheFolder(programs, env);
  if ((await missingPrograms(programs, folder)).length === 0) return folder;
  await checkGo(programs, env);
  const what = programs.name.replace(/^The /, 'the ');
  report(`building ${what} into ${folder}; this takes some minutes, the first time only`);
  await build(programs, folder, env, report);
  return folder;
}

/** Prints a folder on standard output and progress on standard error; whatever fails ends the process with 1. */
export async function printFolder(
  find: (env: Environment, report: Report) => Promise<string>,
): Promise<void> {
  try {
    console.log(await find(process.env, line => void process.stderr.write(`${line}\n`)));
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  }
}
