import { arrayAt, stringAt } from '../../core/json.ts';
import { namespaceOf } from '../../core/kubernetes-object.ts';
import { POD_KINDS, podTemplateOf } from '../../core/pod-template.ts';
import { defineRule } from '../../core/rule.ts';
import { SOURCES } from '../../core/sources.ts';
import { mustExist } from '../../core/resolve.ts';

/** Warns of pods whose claim does not exist; a pod may legitimately come before its claim. */
export const podPvcMissing = defineRule({
  id: 'pod-pvc-missing',
  kinds: POD_KINDS,
  severity: 'warning',
  summary: 'The claims that a pod names exist.',
  help: 'Create the claim, or correct claimName.',
  source: SOURCES.topolvmWebhook,
  examples: {
    valid: [
      {
        yaml: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  volumes:
    - name: data
      persistentVolumeClaim: { claimName: data }
`,
        state: `
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: data
  namespace: default
`,
      },
    ],
    invalid: [
      {
        yaml: `
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  volumes:
    - name: data
      persistentVolumeClaim: { claimName: data }
`,
        live: true,
        findings: [{ path: '/spec/volumes/0/persistentVolumeClaim/claimName' }],
      },
      {
        yaml: `
apiVersion: batch/v1
kind: CronJob
metadata:
  name: nightly
  namespace: shop
spec:
  jobTemplate:
    spec:
      template:
        spec:
          volumes:
            - name: data
              persistentVolumeClaim: { claimName: data }
`,
        findings: [
          {
            path: '/spec/jobTemplate/spec/template/spec/volumes/0/persistentVolumeClaim/claimName',
            severity: 'unknown',
          },
        ],
      },
    ],
  },
  check(object, { lookup }) {
    const pod = podTemplateOf(object);
    const namespace = namespaceOf(object) ?? 'default';
    return arrayAt(pod?.template, 'spec', 'volumes').flatMap((volume, index) => {
      const name = stringAt(volume, 'persistentVolumeClaim', 'claimName');
      if (pod === undefined || name === undefined) return [];
      const path = [...pod.path, 'spec', 'volumes', index, 'persistentVolumeClaim', 'claimName'];
      return mustExist(lookup, { kind: 'PersistentVolumeClaim', namespace, name }, path);
    });
  },
});
