import { gzipSync } from 'node:zlib';
import { Connection } from '../connection.ts';
import { memoryOf } from '../machine.ts';
import { SERVER_NAME } from '../reviews.ts';
import type { ServiceProcess } from '../service-process.ts';
import type { Fault, Finding } from './fault.ts';

const MEGABYTE = 1_000_000;
const TIMES = 30;
const MOST_MS = 100;
/** What a garbage collection more or less makes. */
const MOST_GROWTH_MB = 16;

function request(headers: readonly string[], body: Buffer): Buffer {
  const head = ['POST /pod/mutate HTTP/1.1', `Host: ${SERVER_NAME}`, ...headers];
  return Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), body]);
}

function chunked(body: Buffer, size: number): Buffer {
  const pieces: Buffer[] = [];
  for (let start = 0; start < body.length; start += size) {
    const piece = body.subarray(start, start + size);
    pieces.push(Buffer.from(`${piece.length.toString(16)}\r\n`), piece, Buffer.from('\r\n'));
  }
  return Buffer.concat([...pieces, Buffer.from('0\r\n\r\n')]);
}

const JSON_TYPE = 'Content-Type: application/json';
const LARGE = Buffer.alloc(8 * MEGABYTE, ' ');
const BOMB = gzipSync(Buffer.alloc(100 * MEGABYTE, ' '));

const BODIES = [
  {
    what: 'a body of 8 MB',
    code: 413,
    bytes: request([JSON_TYPE, `Content-Length: ${LARGE.length}`], LARGE),
  },
  {
    what: 'a chunked body of 8 MB without a length',
    code: 413,
    bytes: request([JSON_TYPE, 'Transfer-Encoding: chunked'], chunked(LARGE, 65_536)),
  },
  {
    what: 'a gzip bomb of 100 MB',
    code: 415,
    bytes: request([JSON_TYPE, 'Content-Encoding: gzip', `Content-Length: ${BOMB.length}`], BOMB),
  },
] as const;

async function tryBody(
  service: ServiceProcess,
  { what, code, bytes }: (typeof BODIES)[number],
): Promise<Finding> {
  let slowest = 0;
  const codes = new Set<number | string>();
  for (let time = 0; time < TIMES; time += 1) {
    const connection = await Connection.open(service.target);
    const start = performance.now();
    const answer = await connection.send(bytes).catch((error: unknown) => String(error));
    slowest = Math.max(slowest, performance.now() - start);
    codes.add(typeof answer === 'string' ? answer : answer.code);
    connection.close();
  }
  return {
    what,
    goal: `${code} within ${MOST_MS} ms`,
    measured: `${[...codes].join(', ')} within ${slowest.toFixed(0)} ms, ${TIMES} times`,
    isMet: codes.size === 1 && codes.has(code) && slowest <= MOST_MS,
  };
}

/** Bodies that would fill the memory. */
export const badBodies: Fault = {
  id: '18',
  title: 'bodies of 8 MB, without a length, and compressed',
  async run({ start }) {
    const service = await start();
    for (const body of BODIES) await tryBody(service, body);
    const before = memoryOf(service.pid).resident;
    const findings: Finding[] = [];
    for (const body of BODIES) findings.push(await tryBody(service, body));
    const growth = memoryOf(service.pid).resident - before;
    await service.kill();
    return [
      ...findings,
      {
        what: `growth of the memory after the first ${TIMES} of each`,
        goal: `≤ ${MOST_GROWTH_MB} MB`,
        measured: `${growth.toFixed(0)} MB from ${before.toFixed(0)} MB`,
        isMet: growth <= MOST_GROWTH_MB,
      },
    ];
  },
};
