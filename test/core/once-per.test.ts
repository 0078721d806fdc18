import { expect, test } from 'vitest';
import { latestPer, oncePer } from '../../src/core/once-per.ts';

test('oncePer computes once for each object, whatever else it was asked in between', () => {
  const computed: string[] = [];
  const lengthOf = oncePer(({ name }: { readonly name: string }) => {
    computed.push(name);
    return name.length;
  });
  const [one, two] = [{ name: 'a' }, { name: 'bb' }];
  expect([lengthOf(one), lengthOf(two), lengthOf(one), lengthOf({ name: 'a' })]).toEqual([1, 2, 1, 1]);
  expect(computed).toEqual(['a', 'bb', 'a']);
});

test('latestPer remembers one answer for each owner', () => {
  const computed: string[] = [];
  const join = latestPer((owner: { readonly name: string }, key: string): string | undefined => {
    computed.push(owner.name + key);
    return key === '' ? undefined : owner.name + key;
  });
  const [one, two] = [{ name: 'a' }, { name: 'b' }];
  expect([join(one, 'x'), join(two, 'x'), join(one, 'x'), join(one, ''), join(one, '')]).toEqual([
    'ax',
    'bx',
    'ax',
    undefined,
    undefined,
  ]);
  expect(join(one, 'x')).toBe('ax');
  expect(computed).toEqual(['ax', 'bx', 'a', 'ax']);
});
