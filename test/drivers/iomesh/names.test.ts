import { expect, test } from 'vitest';
import { DEFAULT_SETTINGS } from '../../../src/core/settings.ts';
import { isIomeshProvisioner } from '../../../src/drivers/iomesh/names.ts';

const SETTINGS = { ...DEFAULT_SETTINGS, iomeshProvisioners: ['storage.example.com'] };

test.each([
  ['the current name', 'com.iomesh.csi-driver', true],
  ['the legacy name', 'zbs-csi-driver.iomesh.com', true],
  ['a name of the configuration', 'storage.example.com', true],
  ['the other driver of IOMesh', 'com.iomesh.iomesh-localpv-manager', false],
  ['another case', 'com.iomesh.CSI-driver', false],
  ['no name', '', false],
])('knows the driver by %s', (_reason, provisioner, expected) => {
  expect(isIomeshProvisioner(provisioner, SETTINGS)).toBe(expected);
});
