import { annotationOf } from '../../../../core/kubernetes-object.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { certainValue } from '../../certain-value.ts';
import { defineClaimRule } from '../../claim-rule.ts';
import { blockClaim } from '../../example-manifests.ts';
import { EXTERNAL_USE_PATH } from '../../external-use.ts';
import { EXTERNAL_USE_ANNOTATION } from '../../names.ts';

const ALLOWED = ['true', 'false'];

/** Rejects values of the external-use annotation that are neither true nor false. */
export const iomeshPvcExternalUseInvalid = defineClaimRule({
  id: 'iomesh-pvc-external-use-invalid',
  severity: 'error',
  summary: 'The annotation iomesh.com/external-use is either "true" or "false".',
  help: 'Write "true" or "false".',
  source: SOURCES.iomeshExternalStorage,
  examples: {
    valid: [
      {
        yaml: blockClaim(
          'ReadWriteOnce',
          'iomesh.com/external-use: "true"',
          'iomesh.com/iscsi-lun-iqn-allow-list: iqn.2015-06.com.example:host-1',
        ),
      },
    ],
    invalid: [
      {
        yaml: blockClaim('ReadWriteOnce', 'iomesh.com/external-use: "True"'),
        findings: [{ path: '/metadata/annotations/iomesh.com~1external-use' }],
      },
    ],
  },
  check({ json }) {
    const value = annotationOf(json, EXTERNAL_USE_ANNOTATION);
    if (value === undefined || ALLOWED.includes(value)) return [];
    const path = EXTERNAL_USE_PATH;
    const certain = certainValue(value, ALLOWED);
    return [
      {
        path,
        message: `${EXTERNAL_USE_ANNOTATION} "${value}" is not valid`,
        ...(certain !== undefined && { edit: { type: 'replace-value', path, value: certain } }),
      },
    ];
  },
});
