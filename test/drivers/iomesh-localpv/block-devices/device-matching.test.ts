import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  assignDevices,
  closestFit,
  isSafeInEveryOrder,
} from '../../../../src/drivers/iomesh-localpv/block-devices/device-matching.ts';
import type {
  DeviceClaim,
  FreeDevice,
} from '../../../../src/drivers/iomesh-localpv/block-devices/device-matching.ts';

function device(name: string, bytes: number): FreeDevice {
  return { name, bytes: BigInt(bytes) };
}

function claim(name: string, bytes: number, eligible: readonly FreeDevice[]): DeviceClaim {
  return { name, bytes: BigInt(bytes), eligible };
}

const GB = 1_000_000_000;

function devices(...sizes: readonly number[]): readonly FreeDevice[] {
  return sizes.map((size, index) => device(`bd-${index}`, size * GB));
}

function sizes(claims: readonly DeviceClaim[]): Record<string, bigint> | undefined {
  const assignment = assignDevices(claims);
  return assignment && Object.fromEntries([...assignment.devices].map(([name, { bytes }]) => [name, bytes]));
}

describe('the documented examples', () => {
  test('10 GB takes the 15 GB device of 9, 15 and 20', () => {
    const any = devices(9, 15, 20);
    expect(closestFit(claim('p', 10 * GB, any), new Set())?.name).toBe('bd-1');
    expect(sizes([claim('p', 10 * GB, any)])).toEqual({ p: 15n * BigInt(GB) });
  });

  test('10 GB and 14 GB fit on 12 and 15', () => {
    const any = devices(12, 15);
    const claims = [claim('p', 10 * GB, any), claim('q', 14 * GB, any)];
    expect(sizes(claims)).toEqual({ p: 12n * BigInt(GB), q: 15n * BigInt(GB) });
    expect(isSafeInEveryOrder(claims)).toBe(true);
  });

  test('10 GB and 14 GB do not fit on 15 alone', () => {
    const any = devices(15);
    const claims = [claim('p', 10 * GB, any), claim('q', 14 * GB, any)];
    expect(assignDevices(claims)).toBeUndefined();
    expect(isSafeInEveryOrder(claims)).toBe(false);
  });

  test('any 10 GB and SSD 10 GB fit on SSD-15 and HDD-20 in one order only', () => {
    const ssd = device('ssd', 15 * GB);
    const hdd = device('hdd', 20 * GB);
    const claims = [claim('any', 10 * GB, [ssd, hdd]), claim('fast', 10 * GB, [ssd])];
    expect(sizes(claims)).toEqual({ any: 20n * BigInt(GB), fast: 15n * BigInt(GB) });
    expect(isSafeInEveryOrder(claims)).toBe(false);
  });

  test('10Gi does not fit on a device of 10 GB', () => {
    expect(assignDevices([claim('p', 10 * 1024 ** 3, devices(10))])).toBeUndefined();
  });
});

describe('the closest fit', () => {
  test('is the first by name among devices of one size', () => {
    const any = [device('bd-b', 15), device('bd-a', 15)];
    expect(closestFit(claim('p', 10, any), new Set())?.name).toBe('bd-a');
  });

  test('passes taken devices over', () => {
    expect(closestFit(claim('p', 10 * GB, devices(9, 15)), new Set(['bd-1']))).toBeUndefined();
  });
});

describe('more claims than orders are tried for', () => {
  test('are safe with one selection', () => {
    const any = devices(1, 2, 3, 4, 5, 6);
    const claims = [6, 5, 4, 3, 2, 1].map(size => claim(`p${size}`, size * GB, any));
    expect(isSafeInEveryOrder(claims)).toBe(true);
  });

  test('are unsafe with one selection and too few devices', () => {
    const any = devices(6, 6, 6, 6);
    const claims = [1, 2, 3, 4, 5].map(size => claim(`p${size}`, size * GB, any));
    expect(isSafeInEveryOrder(claims)).toBe(false);
  });

  test('are safe when they fall into groups that share no device', () => {
    const journal = [device('nvme', 5)];
    const data = [device('d1', 9), device('d2', 9), device('d3', 9), device('d4', 9), device('d5', 9)];
    const claims = [claim('j', 1, journal), ...data.map((_, index) => claim(`d${index}`, 2, data))];
    expect(isSafeInEveryOrder(claims)).toBe(true);
  });

  test('are called unsafe when selections differ, though every order might do', () => {
    const all = [1, 2, 3, 4, 5, 6].map(index => device(`bd-${index}`, 9));
    const claims = all.slice(0, 5).map((_, index) => claim(`p${index}`, 1, index === 0 ? all.slice(1) : all));
    expect(isSafeInEveryOrder(claims)).toBe(false);
  });
});

test('no claims are always served', () => {
  expect(assignDevices([])).toEqual({ devices: new Map(), waste: 0n });
  expect(isSafeInEveryOrder([])).toBe(true);
});

/** The least waste of all ways to give devices to claims, by trying each; `undefined` when there is none. */
function bruteForce(
  claims: readonly DeviceClaim[],
  taken: ReadonlySet<string> = new Set(),
): bigint | undefined {
  const [first, ...others] = claims;
  if (first === undefined) return 0n;
  let best: bigint | undefined;
  for (const one of first.eligible) {
    if (taken.has(one.name) || one.bytes < first.bytes) continue;
    const rest = bruteForce(others, new Set([...taken, one.name]));
    const waste = rest === undefined ? undefined : rest + one.bytes - first.bytes;
    if (waste !== undefined && (best === undefined || waste < best)) best = waste;
  }
  return best;
}

function permutations<T>(items: readonly T[]): readonly (readonly T[])[] {
  if (items.length === 0) return [[]];
  return items.flatMap((item, index) =>
    permutations(items.toSpliced(index, 1)).map(others => [item, ...others]),
  );
}

function provision(claims: readonly DeviceClaim[]): boolean {
  const taken = new Set<string>();
  return claims.every(one => {
    const chosen = closestFit(one, taken);
    if (chosen !== undefined) taken.add(chosen.name);
    return chosen !== undefined;
  });
}

const SIZE = fc.integer({ min: 1, max: 8 });

/** Up to five claims on up to five devices, each claim with its own selection. */
const CLAIMS = fc
  .tuple(fc.array(SIZE, { maxLength: 5 }), fc.array(fc.tuple(SIZE, fc.nat(31)), { maxLength: 5 }))
  .map(([deviceSizes, requests]) => {
    const all = deviceSizes.map((size, index) => device(`bd-${index}`, size));
    return requests.map(([bytes, mask], index) =>
      claim(
        `p${index}`,
        bytes,
        all.filter((_, bit) => (mask >> bit) % 2 === 1),
      ),
    );
  });

/** Claims that all select the same devices. */
const ALIKE = fc
  .tuple(fc.array(SIZE, { maxLength: 6 }), fc.array(SIZE, { maxLength: 5 }))
  .map(([deviceSizes, requests]) => {
    const all = deviceSizes.map((size, index) => device(`bd-${index}`, size));
    return requests.map((bytes, index) => claim(`p${index}`, bytes, all));
  });

describe('for all claims and devices', () => {
  test('an assignment is found exactly when there is one, with the least waste', () => {
    fc.assert(
      fc.property(CLAIMS, claims => {
        expect(assignDevices(claims)?.waste).toBe(bruteForce(claims));
      }),
    );
  });

  test('an assignment gives each claim a device of its own that fits it', () => {
    fc.assert(
      fc.property(CLAIMS, claims => {
        const given = assignDevices(claims)?.devices;
        fc.pre(given !== undefined);
        expect(new Set([...given.values()].map(({ name }) => name)).size).toBe(claims.length);
        for (const one of claims) {
          const chosen = given.get(one.name);
          expect(one.eligible).toContain(chosen);
          expect(chosen?.bytes).toBeGreaterThanOrEqual(one.bytes);
        }
      }),
    );
  });

  test('with one selection the closest fit succeeds in every order whenever an assignment exists', () => {
    fc.assert(
      fc.property(ALIKE, claims => {
        const exists = bruteForce(claims) !== undefined;
        expect(permutations(claims).every(provision)).toBe(exists);
        expect(isSafeInEveryOrder(claims)).toBe(exists);
      }),
    );
  });

  test('claims called safe are served in every order', () => {
    fc.assert(
      fc.property(CLAIMS, claims => {
        fc.pre(isSafeInEveryOrder(claims));
        expect(permutations(claims).every(provision)).toBe(true);
      }),
    );
  });

  test('up to four claims are called unsafe only when some order fails', () => {
    fc.assert(
      fc.property(CLAIMS, claims => {
        const few = claims.slice(0, 4);
        expect(isSafeInEveryOrder(few)).toBe(permutations(few).every(provision));
      }),
    );
  });
});
