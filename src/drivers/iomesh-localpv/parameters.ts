import schema from './parameters.schema.json' with { type: 'json' };

/** The values of `volumeType`. */
export const VOLUME_TYPES: readonly string[] = schema.properties.volumeType.enum;

/** The values of `enableQuota`. */
export const QUOTA_VALUES: readonly string[] = schema.properties.enableQuota.enum;

/** The documented file systems; later releases may know more, so the schema does not enforce them. */
export const FILE_SYSTEMS: readonly string[] = schema.properties['csi.storage.k8s.io/fstype'].examples;

/** JSON Schema of the StorageClass parameters. */
export const PARAMETERS = schema;
