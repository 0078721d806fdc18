/** Where an option holds: the pure decisions, the rules of the checker, the service. */
export type OptionArea = 'decisions' | 'checker' | 'service';

interface OptionBase {
  /** camelCase name, as the configuration file writes it. */
  readonly name: string;
  readonly area: OptionArea;
  /** One sentence, for --help, the JSON Schema and the docs. */
  readonly description: string;
}

/** One option; flag, environment variable, file member, `--help`, JSON Schema and docs are made from it. */
export type Option = OptionBase &
  (
    | { readonly type: 'string'; readonly default: string | undefined }
    | { readonly type: 'choice'; readonly choices: readonly string[]; readonly default: string }
    | { readonly type: 'boolean'; readonly default: boolean }
    | {
        readonly type: 'integer';
        readonly default: number;
        readonly minimum: number;
        readonly maximum: number;
      }
    | { readonly type: 'list'; readonly default: readonly string[] }
  );

/** The kebab-case spelling of an option: `topolvmCompat` → `topolvm-compat`. */
export function kebabCase(name: string): string {
  return name.replaceAll(/[A-Z]/g, letter => `-${letter.toLowerCase()}`);
}

/** The option's environment variable: `topolvmCompat` → `STOWAGE_TOPOLVM_COMPAT`. */
export function environmentName(name: string): string {
  return `STOWAGE_${kebabCase(name).replaceAll('-', '_').toUpperCase()}`;
}
