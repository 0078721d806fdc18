/** How long a list-watch waits for what; all in milliseconds unless said. */
export interface ListWatchTimes {
  /** Before the first request: replicas that start together do not ask together. */
  readonly startJitterMs: number;
  /** The longest wait after the first failure; doubles with each failure in a row. */
  readonly backoffMs: number;
  /** The longest wait however many failures there were. */
  readonly backoffCapMs: number;
  /** The same while nobody answers: knocking at a closed door costs nobody anything, and the door may open soon. */
  readonly unreachableCapMs: number;
  /** The longest wait after somebody else got through again. */
  readonly wokenJitterMs: number;
  /** The longest wait before the list that an expired version makes necessary; all replicas need it at once. */
  readonly expiredJitterMs: number;
  /** A watch that lasted this long was in order. */
  readonly healthyMs: number;
  /** A list is due so long after the last, and up to `relistJitterMs` later. */
  readonly relistMs: number;
  readonly relistJitterMs: number;
  /** A kind that is not served is looked for again after this, give or take a tenth. */
  readonly absentMs: number;
  /** A kind that was served until now is looked for again after this before it counts as gone. */
  readonly vanishedMs: number;
  /** Until the head of an answer. */
  readonly headMs: number;
  /** Between two pieces of a list. */
  readonly listSilenceMs: number;
  /** Between two pieces of a watch. */
  readonly watchSilenceMs: number;
  /** The shortest and the longest `timeoutSeconds` of a watch, in seconds. */
  readonly watchSeconds: readonly [number, number];
}

/**
 * The times of production. kube-apiserver sends bookmarks about once a minute (its watch cache wakes up each second or so),
 * so 90 s without a byte mean that bookmarks are off or the connection is dead; either way a new watch from the same
 * version costs little.
 */
export const LIST_WATCH_TIMES: ListWatchTimes = {
  startJitterMs: 250,
  backoffMs: 1_000,
  backoffCapMs: 30_000,
  unreachableCapMs: 3_000,
  wokenJitterMs: 500,
  expiredJitterMs: 2_500,
  healthyMs: 5_000,
  relistMs: 600_000,
  relistJitterMs: 120_000,
  absentMs: 30_000,
  vanishedMs: 2_000,
  headMs: 30_000,
  listSilenceMs: 30_000,
  watchSilenceMs: 90_000,
  watchSeconds: [240, 480],
};
