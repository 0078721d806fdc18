import { OPERATIONS } from './admission.ts';
import type { AdmissionRequest, Operation } from './admission.ts';
import { isUid, wrongFieldIn } from './admission-shape.ts';
import { arrayAt, at, isJsonObject, member, objectAt, stringAt } from './json.ts';
import type { JsonObject, JsonValue } from './json.ts';
import { isKubernetesObject } from './kubernetes-object.ts';
import type { KubernetesObject } from './kubernetes-object.ts';

/** Why a body is no AdmissionReview, in one sentence. */
export interface MalformedReview {
  readonly error: string;
  /** The request's uid where it can be read, to be echoed. */
  readonly uid?: string;
}

function kubernetesObjectAt(raw: JsonObject, field: string): KubernetesObject | undefined {
  const value = member(raw, field);
  return isKubernetesObject(value) ? value : undefined;
}

/** Builds the request out of checked fields, so that the fallbacks stand for absent ones only. */
function readRequest(raw: JsonObject, operation: Operation): AdmissionRequest {
  const text = (...path: readonly string[]) => stringAt(raw, ...path) ?? '';
  const object = kubernetesObjectAt(raw, 'object');
  const oldObject = kubernetesObjectAt(raw, 'oldObject');
  const options = objectAt(raw, 'options');
  return {
    uid: text('uid'),
    kind: { group: text('kind', 'group'), version: text('kind', 'version'), kind: text('kind', 'kind') },
    resource: {
      group: text('resource', 'group'),
      version: text('resource', 'version'),
      resource: text('resource', 'resource'),
    },
    ...(text('subResource') !== '' && { subResource: text('subResource') }),
    name: text('name'),
    ...(text('namespace') !== '' && { namespace: text('namespace') }),
    operation,
    userInfo: {
      username: text('userInfo', 'username'),
      groups: arrayAt(raw, 'userInfo', 'groups').filter(group => typeof group === 'string'),
    },
    ...(object !== undefined && { object }),
    ...(oldObject !== undefined && { oldObject }),
    dryRun: at(raw, 'dryRun') === true,
    ...(options !== undefined && { options }),
  };
}

/** What is missing or contradicts itself in a request whose fields are right one by one. */
function contradictionIn(request: AdmissionRequest): string | undefined {
  const { operation, object, oldObject, kind } = request;
  if ((operation === 'CREATE' || operation === 'UPDATE') && object === undefined) {
    return `request.object is missing, although the operation is ${operation}`;
  }
  const apiVersion = kind.group === '' ? kind.version : `${kind.group}/${kind.version}`;
  const isOfKind = (one: KubernetesObject) => one.kind === kind.kind && one.apiVersion === apiVersion;
  if (object !== undefined && !isOfKind(object))
    return 'request.object is not of the kind that request.kind says';
  if (oldObject !== undefined && !isOfKind(oldObject)) {
    return 'request.oldObject is not of the kind that request.kind says';
  }
  return undefined;
}

function wrongEnvelope(review: JsonObject): string | undefined {
  if (stringAt(review, 'kind') !== 'AdmissionReview') return 'kind must be AdmissionReview';
  if (stringAt(review, 'apiVersion') !== 'admission.k8s.io/v1')
    return 'apiVersion must be admission.k8s.io/v1';
  return undefined;
}

/**
 * Reads a parsed body as an AdmissionReview with a request. Fields of a wrong type are errors, unknown fields are passed
 * over, and objects must be of the kind that the request names: crafted requests may say one thing and carry another.
 */
export function decodeAdmissionReview(body: JsonValue): AdmissionRequest | MalformedReview {
  if (!isJsonObject(body)) return { error: 'the body must be a JSON object' };
  const raw = objectAt(body, 'request');
  const uid = member(raw, 'uid');
  const malformed = (error: string): MalformedReview => ({ error, ...(isUid(uid) && { uid }) });
  const envelope = wrongEnvelope(body);
  if (envelope !== undefined) return malformed(envelope);
  if (raw === undefined) return malformed('request must be an object');
  const field = wrongFieldIn(raw);
  if (field !== undefined) return malformed(field);
  const operation = OPERATIONS.find(one => one === member(raw, 'operation'));
  if (operation === undefined) return malformed(`request.operation must be one of ${OPERATIONS.join(', ')}`);
  const request = readRequest(raw, operation);
  const contradiction = contradictionIn(request);
  return contradiction === undefined ? request : malformed(contradiction);
}
