import { arrayAt, stringAt } from '../../../core/json.ts';
import type { JsonObject, JsonValue } from '../../../core/json.ts';
import { DEFAULT_BYTES } from '../claims/size.ts';
import { DEFAULT_DEVICE_CLASS, pluginOf } from '../names.ts';
import type { PluginNames } from '../names.ts';
import { parseInt64 } from './int64.ts';
import type { Need } from './need.ts';

/** A size that TopoLVM cannot read either: it answers with an error, and so the pod is not created. */
export interface InlineFailure {
  readonly failure: string;
}

function inlineBytes(volume: JsonValue, names: PluginNames): bigint | InlineFailure {
  const size = stringAt(volume, 'csi', 'volumeAttributes', names.sizeAttribute);
  if (size === undefined) return DEFAULT_BYTES;
  const gibibytes = parseInt64(size);
  if (gibibytes === undefined) {
    return { failure: `invalid ${names.sizeAttribute} ${JSON.stringify(size)} of an inline volume` };
  }
  return gibibytes << 30n;
}

/** What the inline CSI volumes of a pod need, as TopoLVM before 0.14 counted them; a failure when a size is no integer. */
export function inlineNeeds(pod: JsonObject | undefined): readonly Need[] | InlineFailure {
  const needs: Need[] = [];
  for (const volume of arrayAt(pod, 'spec', 'volumes')) {
    const names = pluginOf(stringAt(volume, 'csi', 'driver'));
    if (names === undefined) continue;
    const bytes = inlineBytes(volume, names);
    if (typeof bytes !== 'bigint') return bytes;
    needs.push({
      names,
      deviceClass: DEFAULT_DEVICE_CLASS,
      writtenBytes: bytes,
      createdBytes: bytes,
      claim: undefined,
    });
  }
  return needs;
}
