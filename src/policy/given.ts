import { isUtf8 } from 'node:buffer';
import { stateOf } from '../state/file-state.ts';
import type { FileState } from '../state/file-state.ts';
import type { PolicyLimits } from './limits.ts';
import { refusal } from './policy.ts';
import type { PolicyAnswer } from './policy.ts';

/** What findings call the body; the name that the command line gives to standard input. */
const BODY_NAME = 'stdin';

/** What to do when there are too many objects. */
export const SEND_LESS = 'Send fewer objects at a time.';

/** The refusal of more objects than are looked at. */
export function tooManyObjects(count: number, { maxObjects }: PolicyLimits): PolicyAnswer {
  return refusal(413, `there are ${count} objects, more than ${maxObjects}`, SEND_LESS);
}

/** Reads a body as manifests, or says why it cannot be. */
export function readGiven(body: Uint8Array, limits: PolicyLimits): FileState | PolicyAnswer {
  if (body.length === 0) return refusal(400, 'the body is empty', 'Send manifests in YAML or JSON.');
  if (body.includes(0) || !isUtf8(body))
    return refusal(400, 'the body is not UTF-8 text', 'Send YAML or JSON in UTF-8.');
  const text = Buffer.from(body).toString('utf8');
  const given = stateOf([{ file: BODY_NAME, text }]);
  const [beyondLimits] = given.errors;
  if (beyondLimits !== undefined)
    return refusal(413, `the body cannot be read: ${beyondLimits.reason}`, beyondLimits.fix);
  return given.counts.objects > limits.maxObjects ? tooManyObjects(given.counts.objects, limits) : given;
}
