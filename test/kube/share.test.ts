import { expect, test } from 'vitest';
import { createShare } from '../../src/kube/kinds/share.ts';

test('equal values are one value', () => {
  const share = createShare();
  const first = share({ phase: 'Bound', capacity: { storage: '1Gi' } });
  expect(share({ phase: 'Bound', capacity: { storage: '1Gi' } })).toBe(first);
  expect(share(['ReadWriteOnce'])).toBe(share(['ReadWriteOnce']));
});

test('different values are not', () => {
  const share = createShare();
  const text = '{"phase":"Bound"}';
  expect(share({ phase: 'Bound' })).toEqual({ phase: 'Bound' });
  expect(share(text)).toBe(text);
  expect(share({ phase: 'Lost' })).toEqual({ phase: 'Lost' });
  expect(share({ __proto__: null, phase: 'x' })).toEqual({ phase: 'x' });
});

test.each([undefined, null, true, 7])('%s stays as it is', value => {
  expect(createShare()(value)).toBe(value);
});

test('what is remembered does not grow without end', () => {
  const share = createShare();
  const first = share({ index: 0 });
  for (let index = 1; index < 50_000; index += 1) share({ index });
  expect(share({ index: 0 })).toEqual(first);
  expect(share({ index: 0 })).not.toBe(first);
});
