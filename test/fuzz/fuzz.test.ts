import { expect, test } from 'vitest';
import { fuzz } from './fuzz.ts';

const SECONDS = 15;
const SEED = Number(process.env['FUZZ_SEED'] ?? Math.floor(Math.random() * 2 ** 32));

test(`every answer to mutated reviews is valid (FUZZ_SEED=${SEED} repeats it)`, { timeout: 60_000 }, () => {
  const report = fuzz({ seed: SEED, count: Infinity, milliseconds: SECONDS * 1000 });
  expect(report.decided).toBeGreaterThan(report.reviews / 4);
  expect(report.patched).toBeGreaterThan(0);
  expect(report.denied).toBeGreaterThan(0);
});
