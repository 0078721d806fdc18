import { arrayAt, at, stringAt } from '../../core/json.ts';
import { callForSuccess } from '../api/api-error.ts';
import type { ApiClient } from '../api/api-request.ts';

/** Whose token it is. */
export interface Authenticated {
  readonly username: string;
  readonly groups: readonly string[];
}

const PATH = '/apis/authentication.k8s.io/v1/tokenreviews';

/**
 * Asks the API server whose a bearer token is; `undefined` when it is nobody's, or not meant for any of the audiences.
 * Rejects with ApiError when the question is refused.
 */
export async function reviewToken(
  client: ApiClient,
  token: string,
  audiences: readonly string[] = [],
): Promise<Authenticated | undefined> {
  const body = {
    apiVersion: 'authentication.k8s.io/v1',
    kind: 'TokenReview',
    spec: { token, ...(audiences.length > 0 && { audiences }) },
  };
  const asking = { verb: 'create', resource: 'tokenreviews' } as const;
  const { body: review } = await callForSuccess(client, { method: 'POST', path: PATH, body }, asking);
  const username = stringAt(review, 'status', 'user', 'username');
  if (at(review, 'status', 'authenticated') !== true || username === undefined) return undefined;
  // An API server that does not know audiences leaves them out, and its answer then says nothing of them.
  const valid = arrayAt(review, 'status', 'audiences');
  if (audiences.length > 0 && !audiences.some(audience => valid.includes(audience))) return undefined;
  const groups = arrayAt(review, 'status', 'user', 'groups').filter(group => typeof group === 'string');
  return { username, groups };
}
