import { WEBHOOK_IGNORE, WEBHOOK_LABELS } from '../../core/names.ts';
import type { Fix } from '../explanation.ts';
import { defineVerdict } from '../verdict.ts';
import type { Cause } from '../verdict.ts';

const FAILED_CALL = /failed calling webhook "([^"]+)"/;
const DENIED = /admission webhook "([^"]+)" denied the request: ?(.*)/s;

/** A namespace opts out of the webhooks of those who made them by their own labels. */
function optOut(webhook: string, namespace: string): readonly Fix[] {
  const label = WEBHOOK_LABELS.find(key => webhook.endsWith(key.slice(0, key.indexOf('/'))));
  if (label === undefined) return [];
  return [
    {
      text: 'in need, let pods of the namespace through while it is down',
      command: `kubectl label namespace ${namespace} ${label}=${WEBHOOK_IGNORE}`,
    },
  ];
}

function failedCall(message: string, namespace: string): Cause | undefined {
  const [, webhook] = FAILED_CALL.exec(message) ?? [];
  if (webhook === undefined) return undefined;
  return {
    summary: `no pod was created: the call of webhook ${webhook} fails`,
    proof: [message],
    fixes: [
      {
        text: 'see which Service it calls and why that does not answer',
        command: 'kubectl get mutatingwebhookconfigurations,validatingwebhookconfigurations -o wide',
      },
      ...optOut(webhook, namespace),
    ],
  };
}

function denied(message: string): Cause | undefined {
  const [, webhook, reason = ''] = DENIED.exec(message) ?? [];
  if (webhook === undefined) return undefined;
  return {
    summary: `no pod was created: webhook ${webhook} refuses it`,
    proof: [reason],
    fixes: [{ text: 'mend what it says; the controller tries again by itself' }],
  };
}

/** There is no pod to look at: its controller cannot make it. */
export const webhookFailed = defineVerdict({
  id: 'W06',
  summary: 'There is no pod at all: a webhook fails or refuses it.',
  help: `The controller of the workload cannot create the pod, and its events say why. When a webhook with failurePolicy Fail
does not answer, no pod that it selects is created, in the worst case not even its own. Bring the webhook back; in need, label
a namespace with stowage.dev/webhook=ignore, or delete the webhook configuration until it runs again.`,
  source: 'https://github.com/topolvm/topolvm/issues/57',
  withoutPod: true,
  find({ failures, namespace }) {
    for (const { message } of failures) {
      const cause = failedCall(message, namespace) ?? denied(message);
      if (cause !== undefined) return cause;
    }
    return undefined;
  },
});
