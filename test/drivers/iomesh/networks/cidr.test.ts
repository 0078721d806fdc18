import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  formatCidr,
  networkOf,
  overlaps,
  parseAddress,
  parseCidr,
} from '../../../../src/drivers/iomesh/networks/cidr.ts';
import type { Cidr } from '../../../../src/drivers/iomesh/networks/cidr.ts';

function cidr(text: string): Cidr {
  const parsed = parseCidr(text);
  if (parsed === undefined) throw new Error(`${text} is no CIDR`);
  return parsed;
}

describe('parseCidr', () => {
  test.each([
    ['an IPv4 network', '10.234.1.0/24', { family: 4, address: 0x0aea0100n, prefix: 24 }],
    ['everything', '0.0.0.0/0', { family: 4, address: 0n, prefix: 0 }],
    ['one address', '255.255.255.255/32', { family: 4, address: 0xffffffffn, prefix: 32 }],
    ['an IPv6 network', 'fd00:10::/64', { family: 6, address: 0xfd000010n << 96n, prefix: 64 }],
    [
      'IPv6 written out',
      '1:2:3:4:5:6:7:8/128',
      { family: 6, address: 0x10002000300040005000600070008n, prefix: 128 },
    ],
    ['IPv6 in capitals', 'FD00::1/8', { family: 6, address: (0xfdn << 120n) + 1n, prefix: 8 }],
    ['a mapped IPv4 address', '::ffff:10.0.0.1/96', { family: 6, address: 0xffff0a000001n, prefix: 96 }],
  ])('reads %s', (_reason, text, expected) => {
    expect(parseCidr(text)).toEqual(expected);
  });

  test.each([
    ['a bare address', '10.234.1.0'],
    ['nothing', ''],
    ['only a prefix', '/24'],
    ['a prefix that is too long for IPv4', '10.0.0.0/33'],
    ['a prefix that is too long for IPv6', 'fd00::/129'],
    ['a prefix with a leading zero', '10.0.0.0/08'],
    ['no prefix after the slash', '10.0.0.0/'],
    ['two prefixes', '10.0.0.0/8/8'],
    ['an octet above 255', '10.0.256.0/24'],
    ['a leading zero, which some read as octal', '10.010.0.0/16'],
    ['three octets', '10.0.0/24'],
    ['blanks', ' 10.0.0.0/8'],
    ['a netmask', '10.0.0.0/255.0.0.0'],
    ['a placeholder', '<your-data-cidr-here>'],
    ['two double colons', 'fd00::1::/64'],
    ['nine groups', '1:2:3:4:5:6:7:8:9/64'],
    ['seven groups', '1:2:3:4:5:6:7/64'],
    ['a double colon that stands for nothing', '1:2:3:4:5:6:7:8::/64'],
    ['a group of five digits', 'fd000::/64'],
    ['a zone', 'fe80::1%eth0/64'],
    ['an empty group', 'fd00:::1/64'],
    ['a dotted tail that is no address', '::ffff:10.0.0/96'],
  ])('refuses %s', (_reason, text) => {
    expect(parseCidr(text)).toBeUndefined();
  });
});

test('parseAddress reads an address as a network of its own', () => {
  expect(parseAddress('10.96.0.1')).toEqual({ family: 4, address: 0x0a600001n, prefix: 32 });
  expect(parseAddress('::1')).toEqual({ family: 6, address: 1n, prefix: 128 });
  expect(parseAddress('None')).toBeUndefined();
});

test.each([
  ['clears host bits', '10.234.1.17/24', '10.234.1.0/24'],
  ['leaves a network alone', '10.234.1.0/24', '10.234.1.0/24'],
  ['clears everything under /0', '10.234.1.0/0', '0.0.0.0/0'],
  ['clears host bits of IPv6', 'fd00:10::1/64', 'fd00:10::/64'],
])('networkOf %s', (_reason, text, expected) => {
  expect(formatCidr(networkOf(cidr(text)))).toBe(expected);
});

test.each([
  ['the first of two equal runs of zeros', '1:0:0:2:0:0:3:4/128', '1::2:0:0:3:4/128'],
  ['the longest run of zeros', '1:0:0:2:0:0:0:4/128', '1:0:0:2::4/128'],
  ['no single zero', '1:0:2:3:4:5:6:7/128', '1:0:2:3:4:5:6:7/128'],
  ['zeros at the beginning', '0:0:0:0:0:0:0:1/128', '::1/128'],
  ['zeros at the end', 'fd00:0:0:0:0:0:0:0/8', 'fd00::/8'],
  ['nothing but zeros', '0:0:0:0:0:0:0:0/0', '::/0'],
  ['no zero inside a group', '10:100:0:0:5:6:7:8/128', '10:100::5:6:7:8/128'],
])('formatCidr shortens %s', (_reason, text, expected) => {
  expect(formatCidr(cidr(text))).toBe(expected);
});

test.each([
  ['equal networks', '10.0.0.0/8', '10.0.0.0/8', true],
  ['one inside the other', '10.0.0.0/8', '10.244.3.0/24', true],
  ['an address inside', '10.96.0.0/12', '10.96.0.1/32', true],
  ['neighbours', '10.234.1.0/24', '10.234.2.0/24', false],
  ['host bits set', '10.234.1.17/24', '10.234.1.200/32', true],
  ['IPv4 and IPv6', '0.0.0.0/0', '::/0', false],
  ['IPv6 inside', 'fd00::/8', 'fd12:3456::/32', true],
])('overlaps knows %s', (_reason, left, right, expected) => {
  expect(overlaps(cidr(left), cidr(right))).toBe(expected);
  expect(overlaps(cidr(right), cidr(left))).toBe(expected);
});

test('what formatCidr writes, parseCidr reads back', () => {
  const ipv4 = fc.record({ address: fc.bigInt(0n, 2n ** 32n - 1n), prefix: fc.nat(32) });
  const ipv6 = fc.record({
    address: fc.array(fc.constantFrom(0n, 0n, 0n, 1n, 0x10n, 0xffffn), { minLength: 8, maxLength: 8 }),
    prefix: fc.nat(128),
  });
  const any = fc.oneof(
    ipv4.map((one): Cidr => ({ family: 4, ...one })),
    ipv6.map(({ address, prefix }): Cidr => ({
      family: 6,
      address: address.reduce<bigint>((sum, group) => sum * 65_536n + group, 0n),
      prefix,
    })),
  );
  fc.assert(
    fc.property(any, one => {
      expect(parseCidr(formatCidr(one))).toEqual(one);
    }),
  );
});
