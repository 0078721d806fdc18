import type { RuleOverride, Settings } from '../core/settings.ts';
import type { OPTIONS } from './options.ts';

type TableEntry = (typeof OPTIONS)[number];

type ValueOf<Entry> = Entry extends { readonly type: 'choice'; readonly choices: readonly (infer Choice)[] }
  ? Choice
  : Entry extends { readonly type: 'boolean' }
    ? boolean
    : Entry extends { readonly type: 'integer' }
      ? number
      : Entry extends { readonly type: 'list' }
        ? readonly string[]
        : Entry extends { readonly default: string }
          ? string
          : string | undefined;

/** The checker passes these findings over. */
export interface Ignore {
  /** A rule id, or a prefix that ends in `*`. */
  readonly rule: string;
  readonly kind?: string;
  readonly namespace?: string;
  readonly name?: string;
  /** JSON Pointer; everything below it is ignored too. */
  readonly path?: string;
  readonly reason: string;
  /** Last day on which it holds, `YYYY-MM-DD` in UTC. */
  readonly until?: string;
}

/** The whole configuration: one member for each entry of the option table, and the lists of the file. */
export type Config = { readonly [Entry in TableEntry as Entry['name']]: ValueOf<Entry> } & {
  readonly rules: readonly RuleOverride[];
  readonly ignore: readonly Ignore[];
};

/** The part of the configuration that the pure decisions take. */
export function settingsOf(config: Config): Settings {
  return {
    inject: config.inject,
    topolvmCompat: config.topolvmCompat,
    topolvmDefaultDeviceClass: config.topolvmDefaultDeviceClass,
    iomeshProvisioners: config.iomeshProvisioners,
    iomeshAffinity: config.iomeshAffinity,
    blockDeviceNamespace: config.blockDeviceNamespace,
    annotateClaims: config.annotateClaims,
    namespace: config.ownNamespace,
    excludedNamespaces: config.excludedNamespaces,
    checkSecrets: config.checkSecrets,
    rules: config.rules,
  };
}
