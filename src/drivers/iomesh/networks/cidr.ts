/** An IP network, or one address when the prefix covers every bit. */
export interface Cidr {
  readonly family: 4 | 6;
  readonly address: bigint;
  /** Length of the network part in bits, 0 to 32 or 128. */
  readonly prefix: number;
}

const OCTET = /^(0|[1-9]\d{0,2})$/;
const GROUP = /^[0-9a-f]{1,4}$/i;
const PREFIX = /^(0|[1-9]\d{0,2})$/;

function widthOf(family: 4 | 6): number {
  return family === 4 ? 32 : 128;
}

function parseIpv4(text: string): bigint | undefined {
  const octets = text.split('.');
  if (octets.length !== 4 || !octets.every(octet => OCTET.test(octet) && Number(octet) < 256))
    return undefined;
  return octets.reduce((address, octet) => address * 256n + BigInt(octet), 0n);
}

/** Rewrites a dotted tail (`::ffff:10.0.0.1`) as two groups. */
function withoutDottedTail(text: string): string | undefined {
  if (!text.includes('.')) return text;
  const colon = text.lastIndexOf(':');
  const tail = parseIpv4(text.slice(colon + 1));
  if (tail === undefined) return undefined;
  return `${text.slice(0, colon + 1)}${(tail >> 16n).toString(16)}:${(tail & 0xffffn).toString(16)}`;
}

function parseIpv6(text: string): bigint | undefined {
  const halves = withoutDottedTail(text)
    ?.split('::')
    .map(half => (half === '' ? [] : half.split(':')));
  const [head, tail] = halves ?? [];
  if (halves === undefined || head === undefined || halves.length > 2) return undefined;
  const zeros = 8 - head.length - (tail?.length ?? 0);
  if (tail === undefined ? zeros !== 0 : zeros < 1) return undefined;
  const groups = [...head, ...Array.from({ length: zeros }, () => '0'), ...(tail ?? [])];
  if (!groups.every(group => GROUP.test(group))) return undefined;
  return BigInt(`0x${groups.map(group => group.padStart(4, '0')).join('')}`);
}

/** Reads one IP address as a network of that address alone; `undefined` when it is none. */
export function parseAddress(text: string): Cidr | undefined {
  const family = text.includes(':') ? 6 : 4;
  const address = family === 6 ? parseIpv6(text) : parseIpv4(text);
  return address === undefined ? undefined : { family, address, prefix: widthOf(family) };
}

/** Reads `10.234.1.0/24` or `fd00::/64`, host bits kept; `undefined` when it is no CIDR (RFC 4632, RFC 4291). */
export function parseCidr(text: string): Cidr | undefined {
  const slash = text.indexOf('/');
  const address = parseAddress(text.slice(0, Math.max(slash, 0)));
  const prefix = text.slice(slash + 1);
  if (address === undefined || !PREFIX.test(prefix) || Number(prefix) > address.prefix) return undefined;
  return { ...address, prefix: Number(prefix) };
}

/** The same network with its host bits cleared. */
export function networkOf(cidr: Cidr): Cidr {
  const hostBits = BigInt(widthOf(cidr.family) - cidr.prefix);
  return { ...cidr, address: (cidr.address >> hostBits) << hostBits };
}

/** Says whether two networks share an address. */
export function overlaps(left: Cidr, right: Cidr): boolean {
  const prefix = Math.min(left.prefix, right.prefix);
  return (
    left.family === right.family &&
    networkOf({ ...left, prefix }).address === networkOf({ ...right, prefix }).address
  );
}

function formatIpv4(address: bigint): string {
  return [24n, 16n, 8n, 0n].map(shift => (address >> shift) & 0xffn).join('.');
}

/** The longest run of zero groups becomes `::` (RFC 5952 §4.2). */
function formatIpv6(address: bigint): string {
  const digits = address.toString(16).padStart(32, '0');
  const groups = Array.from({ length: 8 }, (_, index) =>
    Number.parseInt(digits.slice(index * 4, index * 4 + 4), 16),
  );
  const text = groups.map(group => group.toString(16)).join(':');
  const runs = text.match(/\b0(:0)+\b/g) ?? [];
  const longest = runs.reduce((best, run) => (run.length > best.length ? run : best), '');
  if (longest === '') return text;
  const start = text.search(new RegExp(`\\b${longest}\\b`));
  return `${text.slice(0, start).replace(/:$/, '')}::${text.slice(start + longest.length).replace(/^:/, '')}`;
}

/** Writes a network in CIDR notation. */
export function formatCidr({ family, address, prefix }: Cidr): string {
  return `${family === 4 ? formatIpv4(address) : formatIpv6(address)}/${prefix}`;
}
