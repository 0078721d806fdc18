import { member } from '../../core/json.ts';
import type { JsonObject } from '../../core/json.ts';
import { compact, pick } from './pick.ts';
import type { Share } from './share.ts';
import { metadata } from './trim-metadata.ts';

/** The keys that a connection to an IOMesh cluster is made of, and that of lvmd's configuration. */
const WANTED_KEYS = ['clusterId', 'iscsiPortal', 'metaAddr', 'lvmd.yaml'] as const;

/**
 * Keeps the data of ConfigMaps that hold a connection or a configuration of lvmd. Of all others only the name stays: a class
 * may point to one by mistake, and "no connection" is another mistake than "does not exist".
 */
export function trimConfigMap(configMap: JsonObject, share: Share): JsonObject {
  const data = pick(member(configMap, 'data'), ...WANTED_KEYS);
  return compact({ metadata: metadata(configMap, share), data });
}
