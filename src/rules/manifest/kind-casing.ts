import { defineRule } from '../../core/rule.ts';
import { SOURCES } from '../../core/sources.ts';
import { knownKinds } from '../shared/known-kinds.ts';

/** Reports a kind in the wrong case, which the API server does not know and the other rules would pass by. */
export const kindCasing = defineRule({
  id: 'kind-casing',
  kinds: ['*'],
  when: 'manifest',
  severity: 'error',
  summary: 'A kind is written in the case that the API serves.',
  help: 'Write the kind as the API does, for example StorageClass.',
  source: SOURCES.kubernetesObjects,
  examples: {
    valid: [
      {
        yaml: `
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata:
  name: fast
provisioner: topolvm.io
`,
      },
      {
        yaml: `
apiVersion: example.com/v1
kind: Storageclass
metadata:
  name: of-another-api
`,
      },
    ],
    invalid: [
      {
        yaml: `
apiVersion: storage.k8s.io/v1
kind: Storageclass
metadata:
  name: fast
provisioner: topolvm.io
`,
        findings: [{ path: '/kind' }],
      },
    ],
  },
  check({ apiVersion, kind }) {
    const known = knownKinds(apiVersion);
    const hint = known.find(candidate => candidate.toLowerCase() === kind.toLowerCase());
    if (hint === undefined || hint === kind) return [];
    return [
      {
        path: ['kind'],
        message: `kind "${kind}" is not served`,
        fix: `Write "${hint}".`,
        edit: { type: 'replace-value', path: ['kind'], value: hint },
      },
    ];
  },
});
