/** What the rest of the program says of its own state. */
export interface Readiness {
  /** Why nothing can be decided yet (`Pods are not read yet`); `undefined` when it can. Reviews wait for this. */
  readonly cannotDecide: () => string | undefined;
  /** Further reasons to send no new traffic here (a certificate that is not trusted yet); reviews are still answered. */
  readonly notReady: () => readonly string[];
}

/** All reasons for /readyz to say no; none when the server is ready. */
export function reasonsAgainst(readiness: Readiness, isLeaving: boolean): readonly string[] {
  const undecided = readiness.cannotDecide();
  return [
    ...(isLeaving ? ['the server is shutting down'] : []),
    ...(undecided === undefined ? [] : [undecided]),
    ...readiness.notReady(),
  ];
}
