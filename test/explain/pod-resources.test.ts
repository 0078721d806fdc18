import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../src/core/json.ts';
import { podRequests, scarceResources, usedBy } from '../../src/explain/pod-resources.ts';

function container(cpu: string | number, fields: JsonObject = {}): JsonObject {
  return { resources: { requests: { cpu } }, ...fields };
}

function cpuOf(spec: JsonObject): bigint {
  return podRequests({ spec }).cpu;
}

describe('the CPU that a pod asks for, in thousandths', () => {
  test.each<[string, JsonObject, bigint]>([
    ['nothing', {}, 0n],
    ['thousandths', { containers: [container('1500m')] }, 1500n],
    ['whole ones', { containers: [container('2')] }, 2000n],
    ['a bare number', { containers: [container(2)] }, 2000n],
    ['a fraction', { containers: [container('0.25')] }, 250n],
    ['an exponent', { containers: [container('1e0')] }, 1000n],
    ['a fraction beyond all measure', { containers: [container(`${'9'.repeat(400)}.5`)] }, 0n],
    ['a word', { containers: [container('much')] }, 0n],
    ['containers together', { containers: [container('1'), container('500m')] }, 1500n],
    [
      'a hungry init container counts alone',
      { containers: [container('1')], initContainers: [container('3')] },
      3000n,
    ],
    [
      'sidecars count with the containers',
      { containers: [container('1')], initContainers: [container('500m', { restartPolicy: 'Always' })] },
      1500n,
    ],
    ['the overhead of the runtime class', { containers: [container('1')], overhead: { cpu: '250m' } }, 1250n],
    ['malformed containers', { containers: [null, 'main', { resources: 7 }] }, 0n],
  ])('%s', (_name, spec, cpu) => {
    expect(cpuOf(spec)).toBe(cpu);
  });
});

test('memory is counted the same way', () => {
  const requests = { memory: '1Gi' };
  expect(podRequests({ spec: { containers: [{ resources: { requests } }] } }).memory).toBe(1000n << 30n);
});

test('pods that have ended use nothing', () => {
  const spec = { containers: [container('1')] };
  const pods = ['Running', 'Pending', 'Succeeded', 'Failed'].map(phase => ({ spec, status: { phase } }));
  expect(usedBy(pods).cpu).toBe(2000n);
});

describe('what a node has too little of', () => {
  const wanted = { cpu: 1000n, memory: 1000n << 30n };
  const nothing = { cpu: 0n, memory: 0n };

  test.each<[string, JsonObject | undefined, bigint, readonly string[]]>([
    ['just enough', { cpu: '2', memory: '1Gi' }, 1000n, []],
    ['too little of one', { cpu: '2', memory: '2Gi' }, 1001n, ['cpu']],
    ['too little of both', { cpu: '500m', memory: '1Mi' }, 0n, ['cpu', 'memory']],
    ['a node that says nothing has enough', undefined, 0n, []],
  ])('%s', (_name, allocatable, cpu, scarce) => {
    expect(scarceResources(wanted, { ...nothing, cpu }, allocatable)).toEqual(scarce);
  });

  test('a pod that asks for nothing fits on an overcommitted node', () => {
    expect(scarceResources(nothing, { cpu: 9000n, memory: 0n }, { cpu: '1' })).toEqual([]);
  });
});
