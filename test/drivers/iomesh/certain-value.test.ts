import { expect, test } from 'vitest';
import { certainValue } from '../../../src/drivers/iomesh/certain-value.ts';

const FILE_SYSTEMS = ['ext4', 'ext3', 'ext2', 'xfs'];

test.each([
  ['a missing letter', 'ex4', FILE_SYSTEMS, 'ext4'],
  ['another case', 'EXT3', FILE_SYSTEMS, 'ext3'],
  ['blanks around it', ' xfs ', FILE_SYSTEMS, 'xfs'],
  ['a capital letter', 'True', ['true', 'false'], 'true'],
  ['what could be three values', 'ext', FILE_SYSTEMS, undefined],
  ['what is near to none', 'btrfs', FILE_SYSTEMS, undefined],
  ['one digit for another', '1', ['2', '3'], undefined],
  ['a word too short to be sure', '22', ['2', '3'], undefined],
  ['nothing', '', FILE_SYSTEMS, undefined],
])('certainValue of %s', (_reason, value, allowed, expected) => {
  expect(certainValue(value, allowed)).toBe(expected);
});
