import { defineOwnClaimRule, defineOwnClassRule } from '../../../core/own-rules.ts';
import type { OwnClaimRule, OwnClassRule, ReadOwnClass } from '../../../core/own-rules.ts';
import type { ObjectRule } from '../../../core/rule.ts';
import type { StorageClass } from '../../../core/storage-class.ts';
import { PARAMETER, PROVISIONER } from '../names.ts';
import type { DEVICE, HOSTPATH } from '../names.ts';

interface OfVolumeType {
  /** The volume type of the classes that the rule is about; all unless said. */
  readonly volumeType?: typeof HOSTPATH | typeof DEVICE;
}

function readerOf(volumeType: string | undefined): ReadOwnClass<StorageClass> {
  return storageClass => {
    if (storageClass.provisioner !== PROVISIONER) return undefined;
    const own = storageClass.parameters.get(PARAMETER.volumeType);
    return volumeType === undefined || volumeType === own ? storageClass : undefined;
  };
}

/** Defines a rule on the StorageClasses of the LocalPV Manager. */
export function ownClassRule({ volumeType, ...rule }: OwnClassRule<StorageClass> & OfVolumeType): ObjectRule {
  return defineOwnClassRule(rule, readerOf(volumeType));
}

/** Defines a rule on the claims of these classes, in claims, claim templates and ephemeral volumes. */
export function ownClaimRule({ volumeType, ...rule }: OwnClaimRule<StorageClass> & OfVolumeType): ObjectRule {
  return defineOwnClaimRule(rule, readerOf(volumeType));
}
