import { at } from '../../../core/json.ts';
import type { JsonObject, JsonPath, JsonValue } from '../../../core/json.ts';
import { placeholderIn } from '../../../core/placeholder.ts';
import { parseCidr } from './cidr.ts';
import type { Cidr } from './cidr.ts';

/** Where an IOMeshCluster holds the CIDR of its storage network. */
export const DATA_CIDR_PATHS: readonly JsonPath[] = [
  ['spec', 'chunk', 'dataCIDR'],
  ['spec', 'redirector', 'dataCIDR'],
];

/** A data CIDR that can be read. */
export interface DataCidr {
  readonly path: JsonPath;
  readonly text: string;
  readonly cidr: Cidr;
}

/** Says whether a value was never filled in: `<your-data-cidr-here>`. */
export function isPlaceholder(value: JsonValue | undefined): boolean {
  return typeof value === 'string' && placeholderIn(value) !== undefined;
}

/** The data CIDRs of an IOMeshCluster that can be read. */
export function dataCidrs(cluster: JsonObject): readonly DataCidr[] {
  return DATA_CIDR_PATHS.flatMap(path => {
    const text = at(cluster, ...path);
    const cidr = typeof text === 'string' ? parseCidr(text) : undefined;
    return typeof text === 'string' && cidr !== undefined ? [{ path, text, cidr }] : [];
  });
}
