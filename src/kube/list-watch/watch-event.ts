import { at, isJsonObject, stringAt } from '../../core/json.ts';
import type { JsonObject, JsonValue } from '../../core/json.ts';
import { parseJson } from '../api/read-json.ts';

/** What one line of a watch says. */
export type WatchEvent =
  /** An object as it is now. */
  | { readonly type: 'put'; readonly object: JsonObject; readonly version: string }
  /** An object as it was when it went. */
  | { readonly type: 'gone'; readonly object: JsonObject; readonly version: string }
  /** Nothing happened up to this version. */
  | { readonly type: 'bookmark'; readonly version: string }
  /** The watch is over, for a reason given as metav1.Status. */
  | { readonly type: 'error'; readonly status: number; readonly body: JsonValue }
  /** Anything else: what it meant to say is lost. */
  | { readonly type: 'corrupt' };

const CORRUPT: WatchEvent = { type: 'corrupt' };

function objectEvent(type: 'put' | 'gone' | 'bookmark', object: JsonObject): WatchEvent {
  const version = stringAt(object, 'metadata', 'resourceVersion');
  if (version === undefined) return CORRUPT;
  if (type === 'bookmark') return { type, version };
  return stringAt(object, 'metadata', 'name') === undefined ? CORRUPT : { type, object, version };
}

/** Reads one line of a watch. */
export function readWatchEvent(line: string): WatchEvent {
  const event = parseJson(line);
  const object = at(event, 'object');
  if (!isJsonObject(object)) return CORRUPT;
  switch (stringAt(event, 'type') ?? '') {
    case 'ADDED':
    case 'MODIFIED':
      return objectEvent('put', object);
    case 'DELETED':
      return objectEvent('gone', object);
    case 'BOOKMARK':
      return objectEvent('bookmark', object);
    case 'ERROR': {
      const code = at(object, 'code');
      return { type: 'error', status: typeof code === 'number' ? code : 500, body: object };
    }
    default:
      return CORRUPT;
  }
}
