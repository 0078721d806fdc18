import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isIpAddress, parseMetaAddr } from '../../../../src/drivers/iomesh/connections/meta-addr.ts';

const SERVICE = 'iomesh-meta-client.iomesh-system.svc.cluster.local';

describe('parseMetaAddr', () => {
  test.each([
    [
      'the in-cluster service',
      `${SERVICE}:10100`,
      {
        host: SERVICE,
        port: 10100,
        cluster: 'iomesh',
        namespace: 'iomesh-system',
        domain: 'cluster.local',
      },
    ],
    [
      'a cluster with dashes in its name',
      'iomesh-cluster-1-meta-client.ns-1.svc:10100',
      {
        host: 'iomesh-cluster-1-meta-client.ns-1.svc',
        port: 10100,
        cluster: 'iomesh-cluster-1',
        namespace: 'ns-1',
      },
    ],
    [
      'a domain of its own',
      'a-meta-client.b.svc.k8s.example:10100',
      {
        host: 'a-meta-client.b.svc.k8s.example',
        port: 10100,
        cluster: 'a',
        namespace: 'b',
        domain: 'k8s.example',
      },
    ],
    ['the external address', '192.0.2.10:10206', { host: '192.0.2.10', port: 10206 }],
    ['an IPv6 address', '[2001:db8::1]:10206', { host: '[2001:db8::1]', port: 10206 }],
    ['a virtual host name', 'zbs-cluster-vip:10206', { host: 'zbs-cluster-vip', port: 10206 }],
    [
      'a service without the svc label, which names no cluster',
      'iomesh-meta-client.iomesh-system:10100',
      { host: 'iomesh-meta-client.iomesh-system', port: 10100 },
    ],
    ['the highest port', 'host:65535', { host: 'host', port: 65535 }],
  ])('reads %s', (_reason, text, expected) => {
    expect(parseMetaAddr(text)).toEqual(expected);
  });

  test.each([
    ['nothing', '', 'it is empty', undefined],
    ['a stray dot', `${SERVICE}:10100.`, 'it ends with "."', `${SERVICE}:10100`],
    ['a blank after it', `${SERVICE}:10100 `, 'it contains blanks', `${SERVICE}:10100`],
    ['a blank inside', 'host name:10100', 'it contains blanks', undefined],
    ['no port', SERVICE, 'the port is missing', undefined],
    ['an empty port', 'host:', 'the port is missing', undefined],
    ['port 0', 'host:0', 'the port is not a number from 1 to 65535', undefined],
    ['a port in words', 'host:meta', 'the port is missing', undefined],
    ['port 65536', 'host:65536', 'the port is not a number from 1 to 65535', undefined],
    ['a scheme', 'http://host:10100', 'it contains "/"', undefined],
    ['a megabyte of blanks', `${' '.repeat(1 << 20)}x`, 'it is too long', undefined],
    ['no host', ':10100', 'the host is not valid', undefined],
    ['an empty label', 'a..b:10100', 'the host is not valid', undefined],
    ['a bare IPv6 address', '2001:db8::1:10206', 'the host is not valid', undefined],
  ])('says why %s is no address', (_reason, text, error, suggestion) => {
    expect(parseMetaAddr(text)).toEqual({ error, ...(suggestion !== undefined && { suggestion }) });
  });

  test('never throws, and what it reads is what was written', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.string({ unit: fc.constantFrom('a', '1', '0', '.', '-', ':', '[', ']', '/', ' ', '%') }),
        ),
        text => {
          const parsed = parseMetaAddr(text);
          if ('error' in parsed) return parsed.error !== '';
          return parsed.port >= 1 && parsed.port <= 65_535 && text === `${parsed.host}:${parsed.port}`;
        },
      ),
    );
  });

  test('finds the cluster in every address of the documented form', () => {
    const label = fc.stringMatching(/^[a-z0-9]([-a-z0-9]{0,20}[a-z0-9])?$/);
    fc.assert(
      fc.property(label, label, fc.integer({ min: 1, max: 65_535 }), (cluster, namespace, port) => {
        const host = `${cluster}-meta-client.${namespace}.svc.cluster.local`;
        expect(parseMetaAddr(`${host}:${port}`)).toEqual({
          host,
          port,
          cluster,
          namespace,
          domain: 'cluster.local',
        });
      }),
    );
  });

  test('a suggestion is itself an address', () => {
    const address = fc.constantFrom(`${SERVICE}:10100`, '192.0.2.10:10206', 'zbs-cluster-vip:10206');
    fc.assert(
      fc.property(
        fc.constantFrom('', ' '),
        address,
        fc.constantFrom('.', ' ', '. ', '\n'),
        (before, text, after) => {
          expect(parseMetaAddr(before + text + after)).toMatchObject({ suggestion: text });
        },
      ),
    );
  });
});

test.each([
  ['192.0.2.10', true],
  ['[2001:db8::1]', true],
  ['zbs-cluster-vip', false],
  [SERVICE, false],
])('isIpAddress tells addresses from names: %s', (host, expected) => {
  expect(isIpAddress(host)).toBe(expected);
});
