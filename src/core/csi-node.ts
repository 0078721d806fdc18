import { arrayAt, stringAt } from './json.ts';
import type { JsonObject, JsonValue } from './json.ts';

/** What a CSINode says of a driver; `undefined` when the driver does not run on the node. */
export function csiNodeDriver(csiNode: JsonObject, driver: string): JsonValue | undefined {
  return arrayAt(csiNode, 'spec', 'drivers').find(entry => stringAt(entry, 'name') === driver);
}
