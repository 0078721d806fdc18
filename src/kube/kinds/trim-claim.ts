import { member } from '../../core/json.ts';
import type { JsonObject } from '../../core/json.ts';
import { compact, pick } from './pick.ts';
import { controllerReference, foreignAnnotations, IDENTITY, metadata } from './trim-metadata.ts';

const SPEC = [
  'accessModes',
  'storageClassName',
  'volumeMode',
  'volumeName',
  'dataSource',
  'dataSourceRef',
  'selector',
] as const;

/** Keeps of a claim what it asks for, what it got and who owns it. */
export function trimClaim(claim: JsonObject): JsonObject {
  const spec = member(claim, 'spec');
  const status = member(claim, 'status');
  const resources = member(spec, 'resources');
  const sizes = {
    requests: pick(member(resources, 'requests'), 'storage'),
    limits: pick(member(resources, 'limits'), 'storage'),
  };
  return {
    metadata: metadata(claim, [...IDENTITY, 'uid', 'creationTimestamp', 'deletionTimestamp'], {
      annotations: foreignAnnotations(claim),
      ownerReferences: controllerReference(claim),
    }),
    spec: compact({ ...pick(spec, ...SPEC), resources: compact(sizes) }),
    status: compact({
      ...pick(status, 'phase'),
      capacity: pick(member(status, 'capacity'), 'storage'),
    }),
  };
}
