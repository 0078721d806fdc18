/** Runs the review fuzzer for a given number of reviews: npm run fuzz -- [count] [seed]. */
import { fuzz } from '../test/fuzz/fuzz.ts';

const count = Number(process.argv[2] ?? 1_000_000);
const seed = Number(process.argv[3] ?? Math.floor(Math.random() * 2 ** 32));
console.log(`seed ${seed}, ${count} reviews`);
const start = performance.now();
const report = fuzz({ seed, count, milliseconds: Infinity });
console.log(
  `${JSON.stringify(report)} in ${Math.round((performance.now() - start) / 1000)} s: all answers valid`,
);
