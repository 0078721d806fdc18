import { objectAt, stringAt } from '../../../core/json.ts';
import type { JsonObject, JsonPath } from '../../../core/json.ts';

/** Members that only the values of the IOMesh charts have. */
const MARKS = ['iomesh', 'csi-driver', 'diskDeploymentMode', 'blockdevice-monitor'] as const;

/** Says whether a values file is for the chart `iomesh/iomesh`: others have an `edition` or a `platform` too. */
export function isIomeshValues(values: JsonObject): boolean {
  return MARKS.some(mark => Object.hasOwn(values, mark));
}

/** Where the editions stand: in the chart's own values, and in those that are merged for an upgrade. */
export const EDITION_PATHS: readonly JsonPath[] = [['edition'], ['iomesh', 'edition']];

/** Says whether the values choose the Community edition. */
export function isCommunityEdition(values: JsonObject): boolean {
  return EDITION_PATHS.some(path => stringAt(values, ...path) === 'community');
}

/** Where the values of the CSI driver stand: in its own chart, and below `csi-driver` in the chart of IOMesh. */
export const DRIVER_PATHS: readonly JsonPath[] = [['driver'], ['csi-driver', 'driver']];

/** The values of the CSI driver and where they stand. */
export interface DriverValues {
  readonly path: JsonPath;
  readonly driver: JsonObject;
}

/** The values of the CSI driver in a values file. */
export function driverValues(values: JsonObject): readonly DriverValues[] {
  return DRIVER_PATHS.flatMap(path => {
    const driver = objectAt(values, ...path);
    return driver === undefined ? [] : [{ path, driver }];
  });
}
