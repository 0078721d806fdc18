import { isJsonObject, member, stringAt } from './json.ts';
import type { JsonObject, JsonValue } from './json.ts';
import { isKubernetesObject } from './kubernetes-object.ts';

type Field = JsonValue | undefined;

/** kube-apiserver sends a UUID; this is only there to bound what a stranger makes us echo. */
const MAX_UID_LENGTH = 256;

function isAbsent(value: Field): value is null | undefined {
  return value === undefined || value === null;
}

/** Says whether a value can be a request's uid. */
export function isUid(value: Field): value is string {
  return typeof value === 'string' && value !== '' && value.length <= MAX_UID_LENGTH;
}

function isOptionalString(value: Field): boolean {
  return isAbsent(value) || typeof value === 'string';
}

function isOptionalObject(value: Field): boolean {
  return isAbsent(value) || isJsonObject(value);
}

function isOptionalKubernetesObject(value: Field): boolean {
  return isAbsent(value) || isKubernetesObject(value);
}

function hasStrings(...keys: readonly string[]): (value: Field) => boolean {
  return value => keys.every(key => stringAt(value, key) !== undefined);
}

function isUserInfo(value: Field): boolean {
  if (isAbsent(value)) return true;
  const groups = member(value, 'groups');
  const hasGroups =
    isAbsent(groups) || (Array.isArray(groups) && groups.every(group => typeof group === 'string'));
  return isJsonObject(value) && isOptionalString(member(value, 'username')) && hasGroups;
}

interface Check {
  readonly field: string;
  readonly holds: (value: Field) => boolean;
  readonly demand: string;
}

/** The fields of k8s.io/api/admission/v1 AdmissionRequest that we read, but for the operation; others are passed over. */
const CHECKS: readonly Check[] = [
  { field: 'uid', holds: isUid, demand: 'a non-empty string' },
  {
    field: 'kind',
    holds: hasStrings('group', 'version', 'kind'),
    demand: 'an object with the strings group, version and kind',
  },
  {
    field: 'resource',
    holds: hasStrings('group', 'version', 'resource'),
    demand: 'an object with the strings group, version and resource',
  },
  { field: 'subResource', holds: isOptionalString, demand: 'a string' },
  { field: 'name', holds: isOptionalString, demand: 'a string' },
  { field: 'namespace', holds: isOptionalString, demand: 'a string' },
  {
    field: 'userInfo',
    holds: isUserInfo,
    demand: 'an object with the string username and the strings groups',
  },
  {
    field: 'object',
    holds: isOptionalKubernetesObject,
    demand: 'null or an object with apiVersion and kind',
  },
  {
    field: 'oldObject',
    holds: isOptionalKubernetesObject,
    demand: 'null or an object with apiVersion and kind',
  },
  { field: 'dryRun', holds: value => isAbsent(value) || typeof value === 'boolean', demand: 'true or false' },
  { field: 'options', holds: isOptionalObject, demand: 'null or an object' },
];

/** The first field of a raw request that has a wrong type, as a sentence; `undefined` when all are right. */
export function wrongFieldIn(request: JsonObject): string | undefined {
  const failed = CHECKS.find(check => !check.holds(member(request, check.field)));
  return failed && `request.${failed.field} must be ${failed.demand}`;
}
