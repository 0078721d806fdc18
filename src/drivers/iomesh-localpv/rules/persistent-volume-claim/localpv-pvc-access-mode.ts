import { arrayAt } from '../../../../core/json.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { defineClaimRule } from '../../claim-rule.ts';
import { claim, hostpathClass } from '../../examples.ts';

const ONE_NODE = 'ReadWriteOnce';

/** Warns of claims that expect their volume on several nodes. */
export const localpvPvcAccessMode = defineClaimRule({
  id: 'localpv-pvc-access-mode',
  severity: 'warning',
  summary: 'A claim of a LocalPV class asks for ReadWriteOnce only.',
  help: 'Use ReadWriteOnce; for volumes on several nodes use another driver.',
  source: SOURCES.iomeshLocalpv,
  examples: {
    valid: [{ yaml: claim('data', 'local-hostpath', '2Gi'), state: hostpathClass() }],
    invalid: [
      {
        yaml: claim('data', 'local-hostpath', '2Gi').replace('ReadWriteOnce', 'ReadWriteMany'),
        state: hostpathClass(),
        findings: [{ path: '/spec/accessModes/0' }],
      },
      {
        yaml: claim('data', 'local-hostpath', '2Gi').replace('ReadWriteOnce', 'ReadWriteMany'),
        findings: [{ path: '/spec/storageClassName', severity: 'unknown' }],
      },
    ],
  },
  concerns: ({ accessModes }) => accessModes.some(mode => mode !== ONE_NODE),
  check({ path, json }) {
    return arrayAt(json, 'spec', 'accessModes').flatMap((mode, index) => {
      if (typeof mode !== 'string' || mode === ONE_NODE) return [];
      const message = `a LocalPV volume lives on one node; ${mode} is not documented for it`;
      return [{ path: [...path, 'spec', 'accessModes', index], message }];
    });
  },
});
