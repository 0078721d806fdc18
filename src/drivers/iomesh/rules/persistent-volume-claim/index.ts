import type { ObjectRule } from '../../../../core/rule.ts';
import { iomeshPvcAccessModeNeedsBlock } from './iomesh-pvc-access-mode-needs-block.ts';
import { iomeshPvcAuthAnnotationMissing } from './iomesh-pvc-auth-annotation-missing.ts';
import { iomeshPvcAuthAnnotationUnused } from './iomesh-pvc-auth-annotation-unused.ts';
import { iomeshPvcAuthSecretMissing } from './iomesh-pvc-auth-secret-missing.ts';
import { iomeshPvcDefaultClassMultiCluster } from './iomesh-pvc-default-class-multi-cluster.ts';
import { iomeshPvcExternalUseInvalid } from './iomesh-pvc-external-use-invalid.ts';
import { iomeshPvcExternalUseNoInitiator } from './iomesh-pvc-external-use-no-initiator.ts';
import { iomeshPvcIqnAllowAll } from './iomesh-pvc-iqn-allow-all.ts';
import { iomeshPvcIqnFormat } from './iomesh-pvc-iqn-format.ts';
import { iomeshPvcIqnListBlocksDelete } from './iomesh-pvc-iqn-list-blocks-delete.ts';
import { iomeshPvcIqnListRwo } from './iomesh-pvc-iqn-list-rwo.ts';
import { iomeshPvcIqnWithoutExternalUse } from './iomesh-pvc-iqn-without-external-use.ts';
import { iomeshPvcReadOnlyManyWritable } from './iomesh-pvc-read-only-many-writable.ts';
import { iomeshPvcReadWriteOncePod } from './iomesh-pvc-read-write-once-pod.ts';

/** The rules on claims of IOMesh classes, in the order in which they report. */
export const RULES: readonly ObjectRule[] = [
  iomeshPvcAccessModeNeedsBlock,
  iomeshPvcReadWriteOncePod,
  iomeshPvcReadOnlyManyWritable,
  iomeshPvcDefaultClassMultiCluster,
  iomeshPvcAuthAnnotationMissing,
  iomeshPvcAuthSecretMissing,
  iomeshPvcAuthAnnotationUnused,
  iomeshPvcExternalUseInvalid,
  iomeshPvcIqnListRwo,
  iomeshPvcIqnFormat,
  iomeshPvcIqnWithoutExternalUse,
  iomeshPvcExternalUseNoInitiator,
  iomeshPvcIqnAllowAll,
  iomeshPvcIqnListBlocksDelete,
];
