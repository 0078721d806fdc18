import { arrayAt, stringAt } from '../../core/json.ts';
import type { JsonValue } from '../../core/json.ts';
import { NOT_FOUND } from '../api/failure.ts';
import type { Asking, Failure } from '../api/failure.ts';
import { readJson } from '../api/read-json.ts';
import type { Outcome } from './after-outcome.ts';
import { failureOf, openStream, refusalOf } from './request-tools.ts';
import type { RequestTools } from './request-tools.ts';
import { versionPath } from './served.ts';
import type { Served } from './served.ts';

function pluralIn(resources: JsonValue | undefined, kind: string): string | undefined {
  const names = arrayAt(resources, 'resources')
    .filter(resource => stringAt(resource, 'kind') === kind)
    .map(resource => stringAt(resource, 'name'));
  // The others are subresources: `iomeshclusters/status`.
  return names.find(name => name !== undefined && !name.includes('/'));
}

async function locateIn(apiVersion: string, tools: RequestTools): Promise<Served | Failure | undefined> {
  const asking: Asking = { verb: 'get', resource: `the resources of ${apiVersion}` };
  const stream = await openStream({ path: versionPath(apiVersion) }, tools.times.listSilenceMs, tools);
  if (stream.status !== 200) {
    const failure = await refusalOf(stream, asking);
    return failure.status === NOT_FOUND ? undefined : failure;
  }
  const plural = pluralIn(await readJson(stream.chunks), tools.target.kind);
  return plural === undefined ? undefined : { apiVersion, plural };
}

/** Finds out where a kind is served: from its row when that is certain, else from API discovery. */
export async function locate(tools: RequestTools): Promise<Outcome> {
  const { kind, group, versions, plural } = tools.target;
  const apiVersions = versions.map(version => (group === '' ? version : `${group}/${version}`));
  if (plural !== undefined) return { type: 'located', served: { apiVersion: apiVersions[0] ?? '', plural } };
  try {
    for (const apiVersion of apiVersions) {
      const found = await locateIn(apiVersion, tools);
      if (found === undefined) continue;
      return 'reason' in found ? { type: 'failed', failure: found } : { type: 'located', served: found };
    }
  } catch (error) {
    return { type: 'failed', failure: failureOf(error, { verb: 'get', resource: `the place of ${kind}` }) };
  }
  tools.onHeard();
  return { type: 'absent' };
}
