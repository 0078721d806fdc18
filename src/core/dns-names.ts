const DNS_LABEL = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/;
const MAX_LABEL_LENGTH = 63;
const MAX_SUBDOMAIN_LENGTH = 253;

/**
 * Says whether a text is a DNS-1123 label: lower-case letters, digits and inner `-`, at most 63 characters.
 */
export function isDnsLabel(text: string): boolean {
  return text.length <= MAX_LABEL_LENGTH && DNS_LABEL.test(text);
}

/**
 * Says whether a text is a DNS-1123 subdomain as Kubernetes reads it: labels joined by `.`, at most 253
 * characters.
 */
export function isDnsSubdomain(text: string): boolean {
  return text.length <= MAX_SUBDOMAIN_LENGTH && text.split('.').every(label => DNS_LABEL.test(label));
}
