import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Demand } from '../../../src/core/driver.ts';
import { podClaims } from '../../../src/core/pod-claim.ts';
import type { Settings } from '../../../src/core/settings.ts';
import { topolvm } from '../../../src/drivers/topolvm/index.ts';
import { claim, contextOf, podWith, storageClass } from '../../support/objects.ts';

const CLASSES = ['ssd', 'hdd', '__proto__', 'constructor'].flatMap(deviceClass =>
  ['topolvm.io', 'topolvm.cybozu.com'].map(plugin =>
    storageClass(`${plugin}-${deviceClass}`, plugin, { [`${plugin}/device-class`]: deviceClass }),
  ),
);
const CLASS_NAMES = [...CLASSES.map(object => (object['metadata'] as { name: string }).name), 'gone'];

interface Wish {
  readonly bytes: bigint;
  readonly storageClassName: string;
  readonly isBound: boolean;
}

const WISHES: fc.Arbitrary<readonly Wish[]> = fc.array(
  fc.record({
    bytes: fc.bigInt({ min: 1n, max: 2n ** 66n }),
    storageClassName: fc.constantFrom(...CLASS_NAMES),
    isBound: fc.boolean(),
  }),
  { maxLength: 12 },
);

const SETTINGS: fc.Arbitrary<Partial<Settings>> = fc.record({
  topolvmCompat: fc.constantFrom('none', 'v0.40', 'v0.5', 'v0.4'),
  inject: fc.constantFrom('resource', 'affinity-only'),
  topolvmDefaultDeviceClass: fc.constantFrom(undefined, 'ssd'),
});

function demandOf(wishes: readonly Wish[], order: readonly number[], settings: Partial<Settings>): Demand {
  const claims = wishes.map(({ bytes, storageClassName, isBound }, index) =>
    claim(`c${index}`, {
      storage: String(bytes),
      storageClassName,
      ...(isBound && { phase: 'Bound', volumeName: `pv-${index}` }),
    }),
  );
  const context = contextOf([...CLASSES, ...claims], settings);
  const pod = podWith(order.map(index => `c${index}`));
  return topolvm.demand(podClaims(pod, 'shop', context.lookup), context, pod);
}

function shuffled(wishes: readonly Wish[]): fc.Arbitrary<readonly number[]> {
  return fc.shuffledSubarray([...wishes.keys()], { minLength: wishes.length });
}

const WISHES_AND_ORDER = WISHES.chain(wishes => fc.tuple(fc.constant(wishes), shuffled(wishes)));

test('the order of the volumes never shows, not even in the order of the answer', () => {
  fc.assert(
    fc.property(WISHES_AND_ORDER, SETTINGS, ([wishes, order], settings) => {
      const straight = demandOf(wishes, [...wishes.keys()], settings);
      const crooked = demandOf(wishes, order, settings);
      expect(crooked).toEqual(straight);
      expect([...crooked.annotations]).toEqual([...straight.annotations]);
    }),
  );
});

test('each annotation is the sum of the unbound claims of its class, however large', () => {
  fc.assert(
    fc.property(WISHES, wishes => {
      const expected = new Map<string, bigint>();
      for (const { bytes, storageClassName, isBound } of wishes) {
        if (isBound || storageClassName === 'gone') continue;
        const key = `capacity.${storageClassName.replace('-', '/')}`;
        expected.set(key, (expected.get(key) ?? 0n) + bytes);
      }
      const { annotations } = demandOf(wishes, [...wishes.keys()], {});
      expect(new Map([...annotations].map(([key, bytes]) => [key, BigInt(bytes)]))).toEqual(expected);
    }),
  );
});

test('a pool is never asked for less than the pod is told', () => {
  fc.assert(
    fc.property(WISHES, wishes => {
      const { annotations, pools } = demandOf(wishes, [...wishes.keys()], {});
      const told = [...annotations.values()].reduce((sum, bytes) => sum + BigInt(bytes), 0n);
      const asked = pools.reduce((sum, { bytes }) => sum + bytes, 0n);
      expect(asked).toBeGreaterThanOrEqual(told);
      expect(pools.every(({ bytes }) => bytes % 4096n === 0n)).toBe(true);
    }),
  );
});
