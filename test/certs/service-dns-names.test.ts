import { expect, test } from 'vitest';
import { serviceDnsNames } from '../../src/certs/service-dns-names.ts';

test('a Service has a short, a namespaced, a qualified and a full name', () => {
  expect(serviceDnsNames('stowage-webhook', 'stowage-system', 'example.org')).toEqual([
    'stowage-webhook',
    'stowage-webhook.stowage-system',
    'stowage-webhook.stowage-system.svc',
    'stowage-webhook.stowage-system.svc.example.org',
  ]);
});
