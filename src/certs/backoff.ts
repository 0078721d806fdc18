const FIRST_MS = 1_000;
const LONGEST_MS = 30_000;
const JITTER_SHARE = 0.2;

/** How long to wait after so many failures in a row, in ms: 1 s, doubled up to 30 s, a little less by chance. */
export function backoffMs(failures: number, random: () => number): number {
  const longest = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.max(0, failures - 1));
  return longest * (1 - JITTER_SHARE * random());
}
