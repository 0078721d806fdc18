import { stringMapAt } from '../../../core/json.ts';
import type { JsonObject } from '../../../core/json.ts';
import { PLUGINS } from '../names.ts';
import type { PluginNames } from '../names.ts';
import { parseInt64 } from './int64.ts';
import type { Need } from './need.ts';

/** More than any node can report. */
const NEVER_FITS = 1n << 64n;

/**
 * Bytes as TopoLVM's scheduler reads them: an int64 taken for unsigned, so that a negative one fits nowhere; `undefined`
 * for what it passes over (https://github.com/topolvm/topolvm/blob/main/internal/scheduler/predicate.go).
 */
function annotatedBytes(text: string): bigint | undefined {
  const value = parseInt64(text);
  return value !== undefined && value < 0n ? NEVER_FITS : value;
}

function needsOfPlugin(annotations: ReadonlyMap<string, string>, names: PluginNames): readonly Need[] {
  return [...annotations].flatMap(([key, text]) => {
    const bytes = key.startsWith(names.annotationPrefix) ? annotatedBytes(text) : undefined;
    if (bytes === undefined) return [];
    const deviceClass = key.slice(names.annotationPrefix.length);
    return { names, deviceClass, writtenBytes: bytes, createdBytes: bytes, claim: undefined };
  });
}

/** What the annotations of a pod, ours or those of TopoLVM's own webhook, say that it needs. */
export function annotatedNeeds(pod: JsonObject): readonly Need[] {
  const annotations = stringMapAt(pod, 'metadata', 'annotations');
  return PLUGINS.flatMap(names => needsOfPlugin(annotations, names));
}
