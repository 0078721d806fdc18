/** Fields of claims that several rules look at, as paths from the claim. */
export const CLAIM_PATHS = {
  storageRequest: ['spec', 'resources', 'requests', 'storage'],
  accessModes: ['spec', 'accessModes'],
  volumeMode: ['spec', 'volumeMode'],
  storageClassName: ['spec', 'storageClassName'],
  selector: ['spec', 'selector'],
} as const;
