import { setTimeout as sleep } from 'node:timers/promises';
import { startBare } from '../bare-process.ts';
import type { Target } from '../connection.ts';
import { linkTo } from '../link.ts';
import { Tally, describeFailures } from '../load.ts';
import { Transport } from '../transport.ts';
import type { Fault } from './fault.ts';

const LINK_MS = 1;
const LONGEST_MS = 130_000;
const SPREAD_MS = 5_000;
/** Where others close connections: Node after 5 s, or 6 with its grace; load balancers after 60; kube-apiserver itself after 90. */
const MOMENTS_MS = [5_000, 6_000, 60_000, 90_000];
const AROUND_MS = 50;
const EVEN_GAPS = 700;
const CONTROL_GAPS = 1_000;

/** Every millisecond around the moments that matter, and evenly all the way. */
function gaps(): readonly number[] {
  const around = MOMENTS_MS.flatMap(moment =>
    Array.from({ length: 2 * AROUND_MS + 1 }, (_, index) => moment - AROUND_MS + index),
  );
  const even = Array.from({ length: EVEN_GAPS }, (_, index) => (index / EVEN_GAPS) * LONGEST_MS);
  return [...around, ...even];
}

/** Sends on one connection, is idle, and sends again, once for each gap. */
async function sendWithGaps(
  target: Target,
  requests: Iterator<Buffer, never>,
  idle: readonly number[],
  tally: Tally,
): Promise<void> {
  const transport = new Transport(() => target);
  await sleep(Math.random() * SPREAD_MS);
  await tally.send(transport, requests.next().value);
  for (const gap of idle) {
    await sleep(gap);
    await tally.send(transport, requests.next().value);
  }
  transport.close();
}

/** The same against Node's own default, to show that the client would notice. */
async function control(requests: Iterator<Buffer, never>): Promise<string> {
  const bare = await startBare(undefined, 'default');
  const link = await linkTo(bare.target, LINK_MS);
  const tally = new Tally();
  const idle = Array.from({ length: CONTROL_GAPS }, (_, index) => 5_990 + (index % 20));
  await Promise.all(idle.map(gap => sendWithGaps(link.target, requests, [gap], tally)));
  link.close();
  await bare.kill();
  return `${describeFailures(tally.result())} of ${CONTROL_GAPS}`;
}

/** Reviews on connections that were idle: when a server closes one just as it is used, kube-apiserver does not try again. */
export const idleGaps: Fault = {
  id: 'G2',
  title: 'idle gaps of 0 to 130 s on a link of 1 ms (fault 3: gap = close moment)',
  async run({ start, requests }) {
    const service = await start();
    const link = await linkTo(service.target, LINK_MS);
    const tally = new Tally();
    const source = requests();
    const swept = gaps();
    const [others] = await Promise.all([
      control(requests()),
      ...swept.map(gap => sendWithGaps(link.target, source, [gap, LONGEST_MS - gap], tally)),
    ]);
    link.close();
    await service.kill();
    const after = tally.sent - swept.length;
    return [
      {
        what: 'reviews after an idle gap that failed',
        goal: '0 of ≥ 2,000',
        measured: `${describeFailures(tally.result())} of ${after} (Node's default keepAliveTimeout, gaps of 5.99 to 6.01 s: ${others})`,
        isMet: tally.failed === 0 && after >= 2_000,
      },
    ];
  },
};
