import { load, loadAll } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { VERSION } from '../../src/cli/version.ts';
import { defaultInstallation } from '../../src/manifests/default-installation.ts';
import { installationObjects } from '../../src/manifests/installation.ts';
import { stowage } from '../support/cli.ts';

async function printed(...args: readonly string[]): Promise<readonly unknown[]> {
  const { code, stdout, stderr } = await stowage(['manifests', ...args]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return loadAll(stdout);
}

describe('manifests', () => {
  it('prints an installation that issues its certificates itself', async () => {
    expect(await printed()).toEqual(
      installationObjects({ ...defaultInstallation(VERSION), certificates: 'self' }),
    );
  });

  it('takes everything that an installation is made from', async () => {
    const flags = [
      '-n',
      'storage',
      '--certificates',
      'cert-manager',
      '--image',
      'registry.example.com/stowage:2',
    ];
    expect(await printed(...flags, '--excluded-namespaces', 'a,b')).toEqual(
      installationObjects({
        name: 'stowage',
        namespace: 'storage',
        image: 'registry.example.com/stowage:2',
        certificates: 'cert-manager',
        excludedNamespaces: ['a', 'b'],
      }),
    );
  });

  it('prints a list as JSON', async () => {
    const { stdout } = await stowage(['manifests', '-o', 'json']);
    const items = await printed();
    expect(JSON.parse(stdout)).toEqual({ apiVersion: 'v1', kind: 'List', items });
  });

  it('prints YAML without anchors, which kubectl diff and reviewers would stumble over', async () => {
    const { stdout } = await stowage(['manifests']);
    expect(stdout).not.toMatch(/[&*]ref_/);
    expect(load(stdout.split('---\n')[0] ?? '')).toMatchObject({ kind: 'Namespace' });
  });

  it.each([
    [['-n', 'kube-system'], /stowage must not run in kube-system/],
    [['-n', 'Storage'], /"Storage" cannot be a namespace/],
    [['--certificates', 'files'], /Allowed choices are self, cert-manager/],
  ])('%j is refused', async (args, message) => {
    const { code, stdout, stderr } = await stowage(['manifests', ...args]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(message);
  });
});
