import { chmodSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { controlPlaneFolder } from '../../scripts/controlplane.ts';
import { helmFolder } from '../../scripts/helm.ts';
import type { Environment } from '../../scripts/go-programs.ts';

const PROGRAMS = ['etcd', 'kube-apiserver', 'kube-controller-manager', 'kube-scheduler', 'kubectl'];

/** A Go toolchain that says what it would compile and writes its arguments into what it would link. */
const GO = `#!/bin/sh
[ "$1" = version ] && exit 0
for argument; do [ "$previous" = -o ] && target=$argument; previous=$argument; done
echo "go: downloading $previous v1" >&2
[ "$previous" = "$FAIL" ] && exit 1
echo "$CGO_ENABLED $GOWORK $@" >"$target"
chmod +x "$target"
`;

let folder = '';
let lines: string[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stowage-controlplane-'));
  lines = [];
});

afterEach(() => rmSync(folder, { recursive: true }));

function writeProgram(path: string, text = ''): void {
  writeFileSync(path, text);
  chmodSync(path, 0o755);
}

function folderOf(...programs: readonly string[]): string {
  const assets = mkdtempSync(join(folder, 'assets-'));
  for (const program of programs) writeProgram(join(assets, program));
  return assets;
}

/** An environment with a Go toolchain that only pretends. */
function withGo(more: Environment = {}): Environment {
  const bin = join(folder, 'bin');
  mkdirSync(bin, { recursive: true });
  writeProgram(join(bin, 'go'), GO);
  return { PATH: `${bin}:${process.env['PATH']}`, XDG_CACHE_HOME: join(folder, 'cache'), ...more };
}

function find(env: Environment): Promise<string> {
  return controlPlaneFolder(env, line => void lines.push(line));
}

test('a complete KUBEBUILDER_ASSETS is used as it is', async () => {
  const assets = folderOf(...PROGRAMS);
  expect(await find({ KUBEBUILDER_ASSETS: assets })).toBe(assets);
  expect(lines).toEqual([]);
});

test('a KUBEBUILDER_ASSETS without all programs is passed over, and it is said why', async () => {
  const assets = folderOf('etcd', 'kube-apiserver', 'kubectl');
  expect(await find(withGo({ KUBEBUILDER_ASSETS: assets }))).not.toBe(assets);
  expect(lines[0]).toBe(
    `KUBEBUILDER_ASSETS is not used: ${assets} has no kube-scheduler, no kube-controller-manager`,
  );
});

test('everything is built once, then taken from the cache', async () => {
  const built = await find(withGo());
  expect(readdirSync(built)).toEqual(PROGRAMS);
  expect(lines).toContain('building etcd (1 of 5)');
  lines = [];
  expect(await find({ ...withGo(), PATH: '' })).toBe(built);
  expect(lines).toEqual([]);
});

test('a program that is gone from the cache is built again', async () => {
  const built = await find(withGo());
  rmSync(join(built, 'etcd'));
  expect(await find(withGo())).toBe(built);
  expect(readdirSync(built)).toEqual(PROGRAMS);
});

test('without a Go toolchain it is said what to do', async () => {
  const env = { PATH: folder, XDG_CACHE_HOME: join(folder, 'cache') };
  await expect(find(env)).rejects.toThrow(/no Go toolchain.*Install Go.*or set KUBEBUILDER_ASSETS/);
});

test('a build that fails leaves nothing behind', async () => {
  const env = withGo({ FAIL: 'k8s.io/kubernetes/cmd/kube-apiserver' });
  await expect(find(env)).rejects.toThrow('"go build k8s.io/kubernetes/cmd/kube-apiserver" failed');
  expect(readdirSync(join(folder, 'cache/stowage/controlplane'))).toEqual([]);
});

test('Helm is built beside it, and knows its version', async () => {
  const built = await helmFolder(withGo(), line => void lines.push(line));
  expect(built).toContain(join(folder, 'cache/stowage/helm'));
  expect(readFileSync(join(built, 'helm'), 'utf8')).toMatch(/^0 off build .* -X \S+\.version=v4\.\d+\.\d+ /);
});

test('without a Go toolchain Helm cannot be had', async () => {
  const env = { PATH: folder, XDG_CACHE_HOME: join(folder, 'cache') };
  await expect(helmFolder(env, () => undefined)).rejects.toThrow(
    /^Helm cannot be had.*Install Go 1.26 or newer\.$/,
  );
});
