import { isDnsSubdomain } from './dns-names.ts';

const NAME = /^[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?$/;
const MAX_NAME_LENGTH = 63;

function isName(text: string): boolean {
  return text.length <= MAX_NAME_LENGTH && NAME.test(text);
}

/**
 * Says whether a text may be the key of a label or annotation: `name` or `prefix/name`, the prefix a DNS
 * subdomain, the name at most 63 characters
 * (https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/).
 */
export function isLabelKey(text: string): boolean {
  const slash = text.indexOf('/');
  if (slash < 0) return isName(text);
  return isDnsSubdomain(text.slice(0, slash)) && isName(text.slice(slash + 1));
}

/**
 * Says whether a text may be the value of a label: empty, or at most 63 letters, digits and inner `-`, `_`,
 * `.`.
 */
export function isLabelValue(text: string): boolean {
  return text === '' || isName(text);
}
