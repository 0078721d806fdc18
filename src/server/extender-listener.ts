import type { CertificatePair } from '../certs/types.ts';
import { createExtenderApp } from './extender-app.ts';
import type { ExtenderEndpointOptions } from './extender-endpoint.ts';
import { EXTENDER_LIMITS } from './extender-limits.ts';
import { Intake } from './intake.ts';
import type { ServerLimits } from './limits.ts';
import { createPlainListener, createSecureListener } from './listener.ts';
import type { Listener } from './listener.ts';

/** What the extender's listener is made from. */
export interface ExtenderListenerOptions extends Omit<
  ExtenderEndpointOptions,
  'intake' | 'limits' | 'onGoodCall'
> {
  /** Serves HTTPS when given; plain HTTP, as topolvm-scheduler does, otherwise. */
  readonly certificate?: CertificatePair | undefined;
  /** Limits that differ from {@link EXTENDER_LIMITS}. */
  readonly limits?: Partial<ServerLimits> | undefined;
}

/**
 * Makes the listener of the scheduler extender; it does not listen yet.
 * @throws AppError when the certificate cannot serve.
 */
export function createExtenderListener({ certificate, ...options }: ExtenderListenerOptions): Listener {
  const limits = { ...EXTENDER_LIMITS, ...options.limits };
  const app = createExtenderApp({
    ...options,
    limits,
    intake: new Intake(limits),
    onGoodCall: socket => listener.connections.trust(socket),
  });
  const listener: Listener =
    certificate === undefined
      ? createPlainListener(app, limits)
      : createSecureListener(app, certificate, limits);
  return listener;
}
