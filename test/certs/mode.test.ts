import { expect, test } from 'vitest';
import { decideMode } from '../../src/certs/mode.ts';
import type { ModeSituation } from '../../src/certs/mode.ts';
import type { ObservedConfiguration } from '../../src/certs/ports.ts';

function configuration(annotations: Readonly<Record<string, string>> = {}): ObservedConfiguration {
  return { kind: 'MutatingWebhookConfiguration', name: 'c', resourceVersion: '1', annotations, webhooks: [] };
}

const PLAIN = [configuration()];
const INJECTED = [
  configuration(),
  configuration({ 'cert-manager.io/inject-ca-from': 'stowage-system/webhook' }),
];
const FROM_SECRET = [configuration({ 'cert-manager.io/inject-ca-from-secret': 'stowage-system/webhook' })];
const EMPTY = [configuration({ 'cert-manager.io/inject-ca-from': '' })];

test.each<[string, ModeSituation, string | undefined]>([
  ['what is configured holds', { configured: 'self', hasFiles: true, configurations: INJECTED }, 'self'],
  ['files win', { configured: 'auto', hasFiles: true, configurations: INJECTED }, 'files'],
  [
    'files need no configurations',
    { configured: 'auto', hasFiles: true, configurations: undefined },
    'files',
  ],
  [
    'the annotation means cert-manager',
    { configured: 'auto', hasFiles: false, configurations: INJECTED },
    'cert-manager',
  ],
  [
    'so does that of a Secret',
    { configured: 'auto', hasFiles: false, configurations: FROM_SECRET },
    'cert-manager',
  ],
  [
    'an empty annotation means nothing',
    { configured: 'auto', hasFiles: false, configurations: EMPTY },
    'self',
  ],
  ['else we issue', { configured: 'auto', hasFiles: false, configurations: PLAIN }, 'self'],
  [
    'also before there are configurations',
    { configured: 'auto', hasFiles: false, configurations: [] },
    'self',
  ],
  [
    'nothing is decided blindly',
    { configured: 'auto', hasFiles: false, configurations: undefined },
    undefined,
  ],
])('%s', (_name, situation, expected) => {
  expect(decideMode(situation)).toBe(expected);
});
