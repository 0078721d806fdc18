import type { Finding } from './finding.ts';
import type { PatchOperation } from './json-patch.ts';
import type { JsonObject } from './json.ts';
import type { KubernetesObject } from './kubernetes-object.ts';

/** What is done to the object. */
export const OPERATIONS = ['CREATE', 'UPDATE', 'DELETE', 'CONNECT'] as const;

/** One of {@link OPERATIONS}. */
export type Operation = (typeof OPERATIONS)[number];

/** A kind as the API names it; the core group is the empty string. */
interface GroupVersionKind {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
}

/** A resource as the API names it, in its plural, lower-case spelling. */
interface GroupVersionResource {
  readonly group: string;
  readonly version: string;
  readonly resource: string;
}

/** Who asks. */
interface UserInfo {
  /** Empty for anonymous requests without a name. */
  readonly username: string;
  readonly groups: readonly string[];
}

/** The request of an AdmissionReview, `admission.k8s.io/v1`: its shape is checked, its objects are raw JSON. */
export interface AdmissionRequest {
  readonly uid: string;
  readonly kind: GroupVersionKind;
  readonly resource: GroupVersionResource;
  /** `status`, `scale`, …; absent when the object itself is meant. */
  readonly subResource?: string;
  /** Empty for objects with generateName while they are being mutated. */
  readonly name: string;
  /** Absent for cluster-scoped kinds. Objects may carry none of their own, so this one counts. */
  readonly namespace?: string;
  readonly operation: Operation;
  readonly userInfo: UserInfo;
  /** The new object; there for CREATE and UPDATE, absent for DELETE. Defaulted, not yet validated for mutating hooks. */
  readonly object?: KubernetesObject;
  /** The stored object, for UPDATE and DELETE. */
  readonly oldObject?: KubernetesObject;
  readonly dryRun: boolean;
  readonly options?: JsonObject;
}

/** Why a request is not allowed, as metav1.Status says it. */
interface AdmissionStatus {
  /** HTTP status code: 403 policy, 422 invalid, 400 malformed, 500 bug. */
  readonly code: number;
  /** CamelCase word for programs: `Forbidden`, `Invalid`. */
  readonly reason: string;
  /** Text for people; lines are kept. */
  readonly message: string;
}

/** The answer to one {@link AdmissionRequest}; how it is put on the wire is the business of `admission-review.ts`. */
export interface AdmissionResponse {
  readonly uid: string;
  readonly allowed: boolean;
  /** Says why when the request is not allowed; kube-apiserver ignores it otherwise. */
  readonly status?: AdmissionStatus;
  /** For mutating hooks that allow only. */
  readonly patch?: readonly PatchOperation[];
  /** Shown to whoever asked, one sentence each. */
  readonly warnings?: readonly string[];
  /** Facts for the audit log; keys get the webhook's name as prefix from kube-apiserver. */
  readonly auditAnnotations?: Readonly<Record<string, string>>;
  /** The findings that the answer rests on: for logs and metrics, never sent. */
  readonly findings?: readonly Pick<Finding, 'ruleId' | 'severity'>[];
}
