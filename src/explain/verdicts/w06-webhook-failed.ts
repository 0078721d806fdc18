import { defineVerdict } from '../verdict.ts';
import type { Cause } from '../verdict.ts';

const FAILED_CALL = /failed calling webhook "([^"]+)"/;
const DENIED = /admission webhook "([^"]+)" denied the request: ?(.*)/s;

function failedCall(message: string): Cause | undefined {
  const [, webhook] = FAILED_CALL.exec(message) ?? [];
  if (webhook === undefined) return undefined;
  return {
    summary: `no pod was created: the call of webhook ${webhook} fails`,
    proof: [message],
    fixes: [
      {
        text: 'see why the webhook does not answer',
        command: 'kubectl get pods -A -l app.kubernetes.io/component=webhook',
      },
      {
        text: 'in need, let pods through while it is down',
        command: 'kubectl label namespace NAMESPACE stowage.dev/webhook=ignore',
      },
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
      const cause = failedCall(message) ?? denied(message);
      if (cause === undefined) continue;
      return {
        ...cause,
        fixes: cause.fixes.map(fix =>
          fix.command === undefined ? fix : { ...fix, command: fix.command.replace('NAMESPACE', namespace) },
        ),
      };
    }
    return undefined;
  },
});
