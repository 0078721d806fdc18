import { lostDocuments } from '../check/lost-documents.ts';
import type { Config } from '../config/config.ts';
import { settingsOf } from '../config/config.ts';
import type { Lookup } from '../core/lookup.ts';
import { layerLookups } from '../core/overlay-lookup.ts';
import { printable } from '../core/printable.ts';
import type { HookContext } from '../hooks/context.ts';
import { stateOf } from '../state/file-state.ts';
import type { FileState } from '../state/file-state.ts';
import type { InputError } from '../state/input-error.ts';
import { parseYaml } from '../state/parse-yaml.ts';
import { readFiles } from '../state/read-files.ts';
import type { StateSource } from '../state/read-files.ts';
import { loadConfig } from './config-file.ts';
import type { Environment } from './environment.ts';
import { renderKustomization } from './kustomize.ts';
import { configFlags } from './options.ts';
import { UsageError } from './usage-error.ts';

/** Flags of commands that decide on a given state. */
export interface StateFlags extends Readonly<Record<string, unknown>> {
  /** Namespace of objects that name none. */
  readonly namespace: string;
  /** Manifests that stand for the cluster. */
  readonly state?: readonly string[];
  /** The configuration file. */
  readonly config?: string;
}

/** Flags of commands that read manifests, besides their paths. */
export interface InputFlags extends StateFlags {
  readonly filename?: readonly string[];
  readonly kustomize?: readonly string[];
  readonly stdinFilename: string;
  readonly helmValues?: boolean;
}

/** What commands on manifests work with. */
export interface Inputs {
  /** The manifests given. */
  readonly given: FileState;
  readonly config: Config;
  /** Looks up the given manifests first, then the state. */
  readonly context: HookContext;
  /** The given files that may be written: neither stdin nor what was rendered. */
  readonly editable: ReadonlySet<string>;
  /** Files that could not be read; the others were. */
  readonly unreadable: readonly InputError[];
  /** The same with other texts in the place of some files. */
  readonly withTexts: (texts: ReadonlyMap<string, string>) => Inputs;
}

/** Names every file that could not be read, one sentence each. */
export function unreadableSentences(errors: readonly InputError[]): readonly string[] {
  return errors.map(error => printable(`${error.message}. ${error.fix}`));
}

/** Stops a command that needs all that its files hold: half a state gives wrong answers. Exit code 2. */
export function refuseUnreadable(errors: readonly InputError[], state: FileState): void {
  const sentences = [...unreadableSentences(errors), ...lostDocuments(state)];
  if (sentences.length > 0) throw new UsageError(sentences.join('\n       '));
}

async function readStdin(environment: Environment, name: string): Promise<StateSource> {
  return { file: name, text: await environment.readStdin() };
}

async function readGiven(
  environment: Environment,
  paths: readonly string[],
  flags: InputFlags,
): Promise<Pick<InputParts, 'sources' | 'editable' | 'errors'>> {
  const { filename = [], kustomize = [] } = flags;
  const all = [...paths, ...filename];
  if (all.length === 0 && kustomize.length === 0) {
    throw new UsageError('nothing to read', 'Name files or folders, or - for stdin.');
  }
  const files = await readFiles(all.filter(path => path !== '-'));
  const rendered = await Promise.all(
    kustomize.map(async folder => ({
      file: folder,
      text: await renderKustomization(folder, environment.cwd),
    })),
  );
  const stdin = all.includes('-') ? [await readStdin(environment, flags.stdinFilename)] : [];
  const isHelmValues = flags.helmValues === true;
  return {
    sources: [...stdin, ...files.sources, ...rendered].map(source => ({ ...source, isHelmValues })),
    editable: new Set(files.sources.map(source => source.file)),
    errors: files.errors,
  };
}

async function loadState({ state = [], namespace }: StateFlags): Promise<Lookup> {
  const { sources, errors } = await readFiles(state);
  const read = stateOf(sources, { namespace });
  refuseUnreadable([...errors, ...read.errors], read);
  return read.store;
}

/** Loads the configuration and the state that a command decides on. */
export async function loadContext(
  environment: Environment,
  flags: StateFlags,
): Promise<{ readonly config: Config; readonly context: HookContext }> {
  const config = await loadConfig(environment, configFlags(flags), flags.config);
  return { config, context: { lookup: await loadState(flags), settings: settingsOf(config), parseYaml } };
}

interface InputParts {
  readonly sources: readonly StateSource[];
  readonly config: Config;
  /** Looks up the state only. */
  readonly context: HookContext;
  readonly editable: ReadonlySet<string>;
  readonly errors: readonly InputError[];
}

function buildInputs(parts: InputParts, flags: InputFlags): Inputs {
  const { sources, config, context, editable, errors } = parts;
  const given = stateOf(sources, { namespace: flags.namespace });
  const lookup = flags.state === undefined ? given.store : layerLookups(given.store, context.lookup);
  return {
    given,
    config,
    context: { ...context, lookup },
    editable,
    unreadable: [...errors, ...given.errors],
    withTexts(texts) {
      const changed = sources.map(source => ({ ...source, text: texts.get(source.file) ?? source.text }));
      return buildInputs({ ...parts, sources: changed }, flags);
    },
  };
}

/** Loads the manifests given, and what {@link loadContext} loads; a manifest stands in front of the state's object of its name. */
export async function loadInputs(
  environment: Environment,
  paths: readonly string[],
  flags: InputFlags,
): Promise<Inputs> {
  const { config, context } = await loadContext(environment, flags);
  return buildInputs({ ...(await readGiven(environment, paths, flags)), config, context }, flags);
}
