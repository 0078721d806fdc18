import type { ApiAnswer, ApiClient, ApiRequest } from './api-request.ts';
import { refusal } from './failure.ts';
import type { Asking } from './failure.ts';

/** The API server refused; `status` is its HTTP status code: 403 without the permission, 409 when another was faster. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: number;
  /** What was asked for, in the words of RBAC. */
  readonly asking: Asking;

  constructor(status: number, asking: Asking, message: string) {
    super(message);
    this.status = status;
    this.asking = asking;
  }
}

/**
 * Sends a request that must succeed.
 * @throws ApiError when it is refused; other errors when nobody answers.
 */
export async function callForSuccess(
  client: ApiClient,
  request: ApiRequest,
  asking: Asking,
  signal?: AbortSignal,
): Promise<ApiAnswer> {
  const answer = await client.call(request, signal);
  if (answer.status >= 200 && answer.status < 300) return answer;
  throw new ApiError(answer.status, asking, refusal(answer, answer.body, asking).reason);
}
