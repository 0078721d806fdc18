import type { AdmissionRequest, AdmissionResponse } from '../core/admission.ts';
import type { HookContext } from './context.ts';

/** One admission hook: the row from which its webhook configuration is rendered, and its function. */
export interface Hook {
  /** The URL path. */
  readonly path: string;
  /** The webhook's name in its configuration, a fully qualified domain name. */
  readonly name: string;
  readonly type: 'mutating' | 'validating';
  /** The kind of the objects it takes; a request with another is refused. */
  readonly kind: string;
  readonly apiGroup: string;
  readonly apiVersions: readonly string[];
  /** The resource in its plural, lower-case spelling. */
  readonly resource: string;
  readonly scope: 'Cluster' | 'Namespaced';
  readonly operations: readonly ('CREATE' | 'UPDATE' | 'DELETE')[];
  readonly failurePolicy: 'Fail' | 'Ignore';
  readonly timeoutSeconds: number;
  /** CEL conditions, all of which must hold for the hook to be called. */
  readonly matchConditions?: readonly { readonly name: string; readonly expression: string }[];
  readonly handle: (request: AdmissionRequest, context: HookContext) => AdmissionResponse;
}
