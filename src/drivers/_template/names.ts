/** The name of the CSI driver, as StorageClasses write it. */
export const PROVISIONER = 'csi.example-storage.com';

/** The parameter that chooses what volumes are made of. */
export const TIER_PARAMETER = 'tier';

/** The values of {@link TIER_PARAMETER}. */
export const TIERS: readonly string[] = ['fast', 'large'];
