import type { Lookup } from '../../../core/lookup.ts';
import type { Settings } from '../../../core/settings.ts';
import { decodeStorageClass } from '../../../core/storage-class.ts';
import type { StorageClass } from '../../../core/storage-class.ts';
import { iomeshProvisioners } from '../names.ts';

/** The StorageClasses in the state whose provisioner is the IOMesh CSI driver. */
export function ownClasses(lookup: Lookup, settings: Settings): readonly StorageClass[] {
  return iomeshProvisioners(settings)
    .flatMap(provisioner => lookup.indexed('StorageClass/provisioner', provisioner))
    .map(decodeStorageClass);
}
