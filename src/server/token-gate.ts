import { createHash } from 'node:crypto';

/** Asks whose a bearer token is; rejects when that cannot be found out. */
export type ReviewToken = (
  token: string,
) => Promise<{ readonly authenticated: boolean; readonly username: string }>;

/** Who calls, or why that is not known: no good token, too many questions at once, or nobody who could say. */
export type Caller = { readonly username: string } | 'unauthenticated' | 'overloaded' | 'unreachable';

interface Entry {
  readonly until: number;
  readonly caller: Promise<Caller>;
}

const KEPT_MS = 30_000;
const MAX_KEPT = 1000;
const MAX_ASKED = 4;

const BEARER = /^Bearer +([\w.~+/-]+=*)$/i;

/**
 * Lets callers in by their bearer token. What was said of a token holds for half a minute; only its hash is kept, and nothing
 * of it is ever logged.
 */
export class TokenGate {
  readonly #review: ReviewToken;
  readonly #onFailure: (error: unknown) => void;
  readonly #now: () => number;
  /** By the hash of the token, the oldest first. */
  readonly #kept = new Map<string, Entry>();
  #asked = 0;

  /**
   * @param onFailure told why a token could not be reviewed
   * @param now monotonic milliseconds
   */
  constructor(
    review: ReviewToken,
    onFailure: (error: unknown) => void,
    now: () => number = () => performance.now(),
  ) {
    this.#review = review;
    this.#onFailure = onFailure;
    this.#now = now;
  }

  /** Says who calls with the header `Authorization`. Never rejects. */
  async callerOf(authorization: string | undefined): Promise<Caller> {
    const token = BEARER.exec(authorization ?? '')?.[1];
    if (token === undefined) return 'unauthenticated';
    const key = createHash('sha256').update(token).digest('base64');
    const known = this.#kept.get(key);
    if (known !== undefined && this.#now() < known.until) return await known.caller;
    if (this.#asked >= MAX_ASKED) return 'overloaded';
    return await this.#keep(key, this.#ask(token));
  }

  async #ask(token: string): Promise<Caller> {
    this.#asked += 1;
    try {
      const { authenticated, username } = await this.#review(token);
      return authenticated ? { username } : 'unauthenticated';
    } catch (error) {
      this.#onFailure(error);
      return 'unreachable';
    } finally {
      this.#asked -= 1;
    }
  }

  async #keep(key: string, asked: Promise<Caller>): Promise<Caller> {
    this.#kept.delete(key);
    this.#kept.set(key, { until: this.#now() + KEPT_MS, caller: asked });
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > MAX_KEPT && oldest !== undefined) this.#kept.delete(oldest);
    const caller = await asked;
    if (caller === 'unreachable') this.#kept.delete(key);
    return caller;
  }
}
