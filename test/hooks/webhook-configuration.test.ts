import { describe, expect, test } from 'vitest';
import { arrayAt, at, isJsonObject, stringAt } from '../../src/core/json.ts';
import type { JsonObject } from '../../src/core/json.ts';
import { matchesLabelSelector, parseLabelSelector } from '../../src/core/label-selector.ts';
import { HOOKS } from '../../src/hooks/registry.ts';
import { webhookConfigurations } from '../../src/hooks/webhook-configuration.ts';

const PLACE = {
  service: 'stowage-webhook',
  namespace: 'storage',
  excludedNamespaces: ['kube-system', 'topolvm-system'],
};
const WEBHOOKS = webhookConfigurations(PLACE).flatMap(configuration => arrayAt(configuration, 'webhooks'));

function webhookAt(path: string): JsonObject {
  const found = WEBHOOKS.find(webhook => stringAt(webhook, 'clientConfig', 'service', 'path') === path);
  if (!isJsonObject(found)) throw new Error(`no webhook at ${path}`);
  return found;
}

function isCalled(path: string, labels: Record<string, string>): boolean {
  const selector = parseLabelSelector(at(webhookAt(path), 'namespaceSelector'));
  if ('error' in selector) throw new Error(selector.error);
  return matchesLabelSelector(selector, new Map(Object.entries(labels)));
}

const NAME = 'kubernetes.io/metadata.name';

describe('webhook configurations', () => {
  test('hold every hook once and no certificate', () => {
    const paths = WEBHOOKS.map(webhook => stringAt(webhook, 'clientConfig', 'service', 'path') ?? '');
    expect(paths.toSorted()).toEqual(HOOKS.map(hook => hook.path).toSorted());
    expect(JSON.stringify(WEBHOOKS)).not.toContain('caBundle');
  });

  test.each(WEBHOOKS.map(webhook => [stringAt(webhook, 'name'), webhook] as const))(
    '%s has no side effects and answers within 5 s',
    (_name, webhook) => {
      expect(webhook).toMatchObject({ sideEffects: 'None', timeoutSeconds: 5, matchPolicy: 'Equivalent' });
    },
  );

  test.each([
    ['a plain namespace', { [NAME]: 'shop' }, true],
    ['our own namespace', { [NAME]: 'storage' }, false],
    ['kube-system', { [NAME]: 'kube-system' }, false],
    ['the namespace of a driver', { [NAME]: 'topolvm-system' }, false],
    ['the opt-out label', { [NAME]: 'shop', 'stowage.dev/webhook': 'ignore' }, false],
    ["TopoLVM's label", { [NAME]: 'shop', 'topolvm.io/webhook': 'ignore' }, false],
    ["TopoLVM's legacy label", { [NAME]: 'shop', 'topolvm.cybozu.com/webhook': 'ignore' }, false],
    ['another value of the label', { [NAME]: 'shop', 'stowage.dev/webhook': 'off' }, true],
  ])('pods of %s: called %j', (_reason, labels, called) => {
    expect(isCalled('/pod/mutate', labels)).toBe(called);
  });

  test("a vendor's resources are judged in the driver's namespace", () => {
    expect(isCalled('/iomeshcluster/validate', { [NAME]: 'topolvm-system' })).toBe(true);
  });

  test('StorageClasses opt out by their own label', () => {
    expect(at(webhookAt('/storageclass/validate'), 'objectSelector', 'matchExpressions', 0)).toEqual({
      key: 'stowage.dev/webhook',
      operator: 'NotIn',
      values: ['ignore'],
    });
  });

  test('only mutating hooks are called again, and pods only when they use a claim', () => {
    expect(webhookAt('/pod/mutate')['reinvocationPolicy']).toBe('IfNeeded');
    expect(webhookAt('/pvc/validate')['reinvocationPolicy']).toBeUndefined();
    expect(stringAt(webhookAt('/pod/mutate'), 'matchConditions', 0, 'expression')).toContain(
      'persistentVolumeClaim',
    );
  });

  test("what Kubernetes' own controllers do to claims does not wait for us", () => {
    const [condition, ...more] = webhookAt('/pvc/validate')['matchConditions'] as JsonObject[];
    const exempt = /matches\('(.*)'\)$/.exec(stringAt(condition, 'expression') ?? '')?.[1] ?? '';
    const users = [
      'system:kube-scheduler',
      'system:kube-controller-manager',
      'system:serviceaccount:kube-system:persistent-volume-binder',
      'system:serviceaccount:shop:operator',
      'system:node:worker-1',
      'jane',
    ];
    expect(users.filter(user => new RegExp(exempt).test(user))).toEqual(users.slice(0, 3));
    expect(more).toEqual([]);
  });
});
