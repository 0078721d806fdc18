import { join } from 'node:path';
import { load } from 'js-yaml';
import { expect, test } from 'vitest';
import { stowage } from '../support/cli.ts';

const FULL = join(import.meta.dirname, '../../examples/pending/no-space.yaml');

test('a row for each node and class, the sums in front, numbers at the right', async () => {
  const { code, stdout } = await stowage(['capacity', '--state', FULL]);
  expect(code).toBe(0);
  const lines = stdout.split('\n');
  expect(lines[0]).toBe('NODE       CLASS          FREE   RESERVED      SIZE   USED   AGE');
  expect(lines[2]).toBe('*          ssd         512.1Gi          0     2.0Ti    75%   -');
  expect(lines.at(-2)).toBe(
    'worker-4   -                 -          -         -      -   -   agent not ready',
  );
});

test('--by class', async () => {
  const { stdout } = await stowage(['capacity', '--by', 'class', '--state', FULL]);
  expect(stdout.split('\n')).toEqual([
    'CLASS       NODES      FREE   LARGEST   RESERVED    SIZE   USED',
    '00default       3   512.1Gi   412.0Gi          0       -      -',
    'ssd             3   512.1Gi   412.0Gi          0   2.0Ti    75%',
    '',
  ]);
});

test('json has bytes, yaml the same', async () => {
  const json: unknown = JSON.parse((await stowage(['capacity', '-o', 'json', '--state', FULL])).stdout);
  expect(load((await stowage(['capacity', '-o', 'yaml', '--state', FULL])).stdout)).toEqual(json);
  expect(json).toMatchObject({ apiVersion: 'stowage.dev/v1', kind: 'Capacity', context: `state ${FULL}` });
  expect(json).toHaveProperty('nodes.3', {
    node: 'worker-2',
    class: 'ssd',
    driver: 'topolvm',
    freeBytes: 442_381_631_488,
    reservedBytes: 0,
    sizeBytes: 1_099_511_627_776,
    usedPercent: 60,
    reportedAt: null,
    trouble: null,
  });
  expect(json).toHaveProperty('classes.1.nodes', 3);
});

test('--by class -o json leaves the nodes out', async () => {
  const { stdout } = await stowage(['capacity', '--by', 'class', '-o', 'json', '--state', FULL]);
  expect(JSON.parse(stdout)).not.toHaveProperty('nodes');
});

test('without a state it is wrong usage', async () => {
  const { code, stderr } = await stowage(['capacity']);
  expect(code).toBe(2);
  expect(stderr).toContain('--state is missing');
});
