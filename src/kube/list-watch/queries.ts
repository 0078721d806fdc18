import type { ApiRequest } from '../api/api-request.ts';
import type { Random } from '../clock.ts';
import type { ListWatchState } from './list-watch-state.ts';
import { collectionPath } from './served.ts';
import type { Served } from './served.ts';
import type { Target } from './target.ts';
import type { ListWatchTimes } from './times.ts';

const PAGE_SIZE = 500;

/** For kinds of which only the metadata are wanted; without them in the server, the whole object comes. */
function metadataAs(kind: 'PartialObjectMetadata' | 'PartialObjectMetadataList'): string {
  return `application/json;as=${kind};g=meta.k8s.io;v=v1,application/json`;
}

function selectorOf({ fieldSelector }: Target): Readonly<Record<string, string>> {
  return fieldSelector === undefined ? {} : { fieldSelector };
}

function versionQuery({ freshness, version }: ListWatchState): Readonly<Record<string, string>> {
  if (freshness === 'latest') return {};
  if (freshness === 'cached') return { resourceVersion: '0' };
  return { resourceVersion: version, resourceVersionMatch: 'NotOlderThan' };
}

/** Asks for a list, or for its next page: https://kubernetes.io/docs/reference/using-api/api-concepts/#retrieving-large-results-sets-in-chunks */
export function listRequest(
  target: Target,
  served: Served,
  state: ListWatchState,
  continueToken: string | undefined,
): ApiRequest {
  return {
    path: collectionPath(served, target.namespace),
    query: {
      ...selectorOf(target),
      ...(state.isPaged && { limit: String(target.pageSize ?? PAGE_SIZE) }),
      ...(continueToken === undefined ? versionQuery(state) : { continue: continueToken }),
    },
    ...(target.isMetadataOnly === true && { accept: metadataAs('PartialObjectMetadataList') }),
  };
}

/** Asks for all events after a version. */
export function watchRequest(
  target: Target,
  served: Served,
  version: string,
  { watchSeconds: [shortest, longest] }: ListWatchTimes,
  random: Random,
): ApiRequest {
  return {
    path: collectionPath(served, target.namespace),
    query: {
      ...selectorOf(target),
      watch: '1',
      allowWatchBookmarks: 'true',
      resourceVersion: version,
      timeoutSeconds: String(Math.round(shortest + random() * (longest - shortest))),
    },
    ...(target.isMetadataOnly === true && { accept: metadataAs('PartialObjectMetadata') }),
  };
}
