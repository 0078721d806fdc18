import type { JsonValue } from './json.ts';

/** Reads one YAML document inside an object (a `deviceSelector`, an `lvmd.yaml` in a ConfigMap). */
export type ParseYaml = (text: string) => { readonly value: JsonValue } | { readonly error: string };
