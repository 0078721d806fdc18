import { member } from '../../core/json.ts';
import type { JsonObject, JsonValue } from '../../core/json.ts';
import { compact, pick } from './pick.ts';
import type { Share } from './share.ts';
import { controllerReference, foreignAnnotations, metadata, metadataOf } from './trim-metadata.ts';

function sizes(resources: JsonValue | undefined): JsonObject {
  return compact({
    requests: pick(member(resources, 'requests'), 'storage'),
    limits: pick(member(resources, 'limits'), 'storage'),
  });
}

function trimSpec(spec: JsonValue | undefined, share: Share): JsonObject {
  return compact({
    accessModes: share(member(spec, 'accessModes')),
    storageClassName: share(member(spec, 'storageClassName')),
    resources: share(sizes(member(spec, 'resources'))),
    ...pick(spec, 'volumeMode', 'volumeName', 'dataSource', 'dataSourceRef', 'selector'),
  });
}

/** Keeps of a claim what it asks for, what it got and who owns it. */
export function trimClaim(claim: JsonObject, share: Share): JsonObject {
  const status = member(claim, 'status');
  const capacity = pick(member(status, 'capacity'), 'storage');
  return {
    metadata: metadata(claim, share, {
      ...pick(member(claim, 'metadata'), 'uid', 'deletionTimestamp'),
      creationTimestamp: share(metadataOf(claim, 'creationTimestamp')),
      annotations: share(foreignAnnotations(claim)),
      ownerReferences: share(controllerReference(claim)),
    }),
    spec: trimSpec(member(claim, 'spec'), share),
    status: share(compact({ ...pick(status, 'phase'), capacity })),
  };
}
