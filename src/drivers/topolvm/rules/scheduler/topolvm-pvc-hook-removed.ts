import { arrayAt, stringAt } from '../../../../core/json.ts';
import { defineRule } from '../../../../core/rule.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { PLUGINS } from '../../names.ts';

const HOOKS = PLUGINS.map(names => `pvc-hook.${names.plugin}`);

/** Reports the webhook for claims that TopoLVM does not serve any more. */
export const topolvmPvcHookRemoved = defineRule({
  id: 'topolvm-pvc-hook-removed',
  kinds: ['MutatingWebhookConfiguration'],
  severity: 'warning',
  summary: "The configuration does not name TopoLVM's removed webhook for claims.",
  help: 'Remove the entry: TopoLVM 0.40 and later do not serve it, and then no claim can be created.',
  source: SOURCES.topolvmPvcHook,
  examples: {
    valid: [
      {
        yaml: `
apiVersion: admissionregistration.k8s.io/v1
kind: MutatingWebhookConfiguration
metadata: { name: topolvm-hook }
webhooks:
  - { name: pod-hook.topolvm.io }
`,
      },
    ],
    invalid: [
      {
        yaml: `
apiVersion: admissionregistration.k8s.io/v1
kind: MutatingWebhookConfiguration
metadata: { name: topolvm-hook }
webhooks:
  - { name: pvc-hook.topolvm.cybozu.com }
  - { name: pod-hook.topolvm.cybozu.com }
`,
        findings: [{ path: '/webhooks/0' }],
      },
    ],
  },
  check(object) {
    return [...arrayAt(object, 'webhooks').entries()]
      .filter(([, webhook]) => HOOKS.includes(stringAt(webhook, 'name') ?? ''))
      .map(([index, webhook]) => ({
        path: ['webhooks', index],
        message: `"${stringAt(webhook, 'name') ?? ''}" is left over from an older release of TopoLVM`,
        edit: { type: 'remove' as const, path: ['webhooks', index] },
      }));
  },
});
