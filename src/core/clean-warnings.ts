import { cleanLine, runeCount } from './clean-text.ts';

/** kube-apiserver cuts longer warnings to this many characters once they are too many. */
const WARNING_LIMIT = 256;
/** All warnings of a request together; kube-apiserver counts the same. */
const TOTAL_LIMIT = 4096;
/** Kept free for the line that says how many warnings are left out. */
const TAIL_LENGTH = 32;

/**
 * Makes warnings fit for the wire: kube-apiserver silently drops those with control characters or broken text and all
 * duplicates, and shortens them when they are too long together
 * (https://github.com/kubernetes/apiserver/blob/master/pkg/endpoints/filters/warning.go).
 */
export function cleanWarnings(warnings: readonly string[]): readonly string[] {
  const lines = new Set(
    warnings.map(warning => cleanLine(warning, WARNING_LIMIT)).filter(line => line !== ''),
  );
  const kept: string[] = [];
  let room = TOTAL_LIMIT - TAIL_LENGTH;
  for (const line of lines) {
    room -= runeCount(line);
    if (room < 0) return [...kept, `${lines.size - kept.length} more warnings left out`];
    kept.push(line);
  }
  return kept;
}
