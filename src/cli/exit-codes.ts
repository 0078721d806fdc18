/** What the exit code says; the same in every command. */
export const EXIT = {
  /** The answer is yes: no findings, not blocked, no differences. */
  yes: 0,
  /** The answer is no: findings, blocked, differences. */
  no: 1,
  /** Wrong usage, or input that cannot be read. */
  usage: 2,
  /** It could not be found out. */
  unknown: 3,
} as const;
