import { once } from 'node:events';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readFiles } from '../../src/state/read-files.ts';
import { readState } from '../../src/state/read-state.ts';

let root = '';

const NODE = 'apiVersion: v1\nkind: Node\nmetadata: {name: n}\n';

async function put(path: string, content: string | Uint8Array = NODE): Promise<void> {
  const full = join(root, path);
  await mkdir(join(full, '..'), { recursive: true });
  await writeFile(full, content);
}

/** Paths below the test's folder that were read, and the errors. */
async function read(...paths: readonly string[]) {
  const { sources, errors } = await readFiles(paths.map(path => join(root, path)));
  return {
    files: sources.map(({ file }) => relative(root, file)),
    errors: errors.map(({ file, reason }) => `${relative(root, file)}: ${reason}`),
  };
}

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'stowage-state-'));
});

afterAll(async () => {
  await rm(root, { recursive: true, force: true });
});

describe('folders', () => {
  test('are read with everything beneath, by name, manifests only', async () => {
    for (const path of [
      'b.yaml',
      'a/z.yml',
      'a/b/c.json',
      'a/B.YAML',
      'é.yaml',
      'README.md',
      'x.txt',
      'yaml',
    ]) {
      await put(`tree/${path}`);
    }
    for (const path of ['.git/a.yaml', '.hidden.yaml', 'node_modules/a/b.yaml']) await put(`tree/${path}`);
    expect(await read('tree')).toEqual({
      files: ['tree/a/B.YAML', 'tree/a/b/c.json', 'tree/a/z.yml', 'tree/b.yaml', 'tree/é.yaml'],
      errors: [],
    });
  });

  test('and files given as well are read once, in the order given', async () => {
    expect((await read('tree/b.yaml', 'tree/a', 'tree', 'tree/README.md')).files).toEqual([
      'tree/b.yaml',
      'tree/a/B.YAML',
      'tree/a/b/c.json',
      'tree/a/z.yml',
      'tree/é.yaml',
      'tree/README.md',
    ]);
  });

  test('follow links, but never in circles or twice', async () => {
    await put('links/real/a.yaml');
    await put('elsewhere/b.yaml');
    await symlink('..', join(root, 'links/real/up'));
    await symlink('real', join(root, 'links/again'));
    await symlink('../elsewhere', join(root, 'links/other'));
    await symlink('real/a.yaml', join(root, 'links/z.yaml'));
    expect(await read('links')).toEqual({
      files: ['links/again/a.yaml', 'links/other/b.yaml'],
      errors: [],
    });
  });

  test('as Kubernetes mounts them are read through their links', async () => {
    await put('mount/..2026/state.yaml');
    await symlink('..2026', join(root, 'mount/..data'));
    await symlink('..data/state.yaml', join(root, 'mount/state.yaml'));
    expect(await read('mount')).toEqual({ files: ['mount/state.yaml'], errors: [] });
  });

  test('leave sockets and pipes alone', async () => {
    await put('sockets/a.yaml');
    const server = createServer().listen(join(root, 'sockets/s.yaml'));
    await once(server, 'listening');
    expect(await read('sockets')).toEqual({ files: ['sockets/a.yaml'], errors: [] });
    server.close();
  });

  test('that are empty give nothing', async () => {
    await mkdir(join(root, 'empty'));
    expect(await read('empty')).toEqual({ files: [], errors: [] });
  });
});

describe('what cannot be read does not stop the others', () => {
  test.each([
    ['a path that does not exist', 'nope.yaml', undefined, 'it does not exist'],
    ['a path through a file', 'good.yaml/x', undefined, 'it does not exist'],
    ['bytes', 'binary.yaml', Buffer.from([0x61, 0x3a, 0x20, 0x00, 0x62]), 'it is not UTF-8 text'],
    ['half of a character', 'half.yaml', Buffer.from('a: é').subarray(0, 4), 'it is not UTF-8 text'],
    [
      'UTF-16 as PowerShell writes it',
      'wide.yaml',
      Buffer.from('\uFEFFa: 1', 'utf16le'),
      'it is UTF-16 text',
    ],
    ['more than 8 MiB', 'large.yaml', Buffer.alloc(8 * 1024 * 1024 + 1, '#'), 'it is larger than 8 MiB'],
  ])('%s', async (_name, path, content, reason) => {
    await put('good.yaml');
    if (content !== undefined) await put(path, content);
    expect(await read(path, 'good.yaml')).toEqual({ files: ['good.yaml'], errors: [`${path}: ${reason}`] });
  });

  test('links that lead nowhere or to themselves', async () => {
    await put('dangling/a.yaml');
    await symlink('nowhere.yaml', join(root, 'dangling/b.yaml'));
    await symlink('c.yaml', join(root, 'dangling/c.yaml'));
    expect(await read('dangling')).toEqual({
      files: ['dangling/a.yaml'],
      errors: [
        'dangling/b.yaml: it does not exist',
        'dangling/c.yaml: its symbolic links lead back to themselves',
      ],
    });
  });
});

test('a file of 8 MiB is read whole', async () => {
  const text = `${NODE}#${'x'.repeat(8 * 1024 * 1024 - NODE.length - 1)}`;
  await put('limit.yaml', text);
  const { sources } = await readFiles([join(root, 'limit.yaml')]);
  expect(sources.map(source => source.text === text)).toEqual([true]);
});

test('a truncated file is a parse error at what it leaves open', async () => {
  await put('cut.yaml', NODE.slice(0, -2));
  const { problems } = await readState([join(root, 'cut.yaml')]);
  expect(problems).toMatchObject([
    { type: 'parse-error', line: 3, column: 11, detail: 'a bracket is not closed' },
  ]);
});

test('what is no regular file is read to its end, but not without end', async () => {
  const { sources, errors } = await readFiles(['/dev/null', '/dev/zero']);
  expect(sources).toEqual([{ file: '/dev/null', text: '' }]);
  expect(errors.map(({ message }) => message)).toEqual(['/dev/zero: it is larger than 8 MiB']);
});

describe('readState', () => {
  test('reads files, stdin and Helm values', async () => {
    await put('state/node.yaml');
    await put('values.yaml', 'a: 1\n');
    const state = await readState([join(root, 'state'), '-'], {
      stdin: { file: '<stdin>', text: NODE.replace('n}', 'm}') },
      helmValues: [join(root, 'values.yaml')],
    });
    expect(
      state.manifests.map(({ file, object }) => [relative(root, file).replace(/.*</, '<'), object.kind]),
    ).toEqual([
      ['<stdin>', 'Node'],
      ['state/node.yaml', 'Node'],
      ['values.yaml', 'HelmValues'],
    ]);
    expect([...state.files.keys()]).toHaveLength(3);
  });

  test('leaves stdin alone unless it is asked for', async () => {
    const state = await readState([join(root, 'nope')], { stdin: { file: '<stdin>', text: NODE } });
    expect([state.manifests.length, state.errors.length]).toEqual([0, 1]);
  });
});
