import { defineRule } from '../../../../core/rule.ts';
import { SOURCES } from '../../../../core/sources.ts';

/** Reports webhook configurations of a version that is gone. */
export const webhookApiVersionRemoved = defineRule({
  id: 'webhook-api-version-removed',
  kinds: ['MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration'],
  severity: 'error',
  summary: 'A webhook configuration has a version that is still served.',
  help: 'Use admissionregistration.k8s.io/v1, which also demands sideEffects and admissionReviewVersions.',
  source: SOURCES.kubernetesDeprecations,
  examples: {
    valid: [
      {
        yaml: `
apiVersion: admissionregistration.k8s.io/v1
kind: MutatingWebhookConfiguration
metadata: { name: topolvm-hook }
webhooks: []
`,
      },
    ],
    invalid: [
      {
        yaml: `
apiVersion: admissionregistration.k8s.io/v1beta1
kind: MutatingWebhookConfiguration
metadata: { name: topolvm-hook }
webhooks: []
`,
        findings: [{ path: '/apiVersion' }],
      },
    ],
  },
  check(object) {
    if (object.apiVersion !== 'admissionregistration.k8s.io/v1beta1') return [];
    return [{ path: ['apiVersion'], message: 'Kubernetes 1.22 and later do not serve this version' }];
  },
});
