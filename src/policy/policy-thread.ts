import { once } from 'node:events';
import { extname } from 'node:path';
import { MessageChannel, Worker } from 'node:worker_threads';
import type { Config } from '../config/config.ts';
import type { Lookup } from '../core/lookup.ts';
import type { Settings } from '../core/settings.ts';
import { SEND_LESS } from './given.ts';
import type { PolicyLimits } from './limits.ts';
import { refusal } from './policy.ts';
import type { Policy, PolicyAnswer, PolicyJob } from './policy.ts';
import { replyToLookups } from './remote-lookup.ts';
import type { LookupLine } from './remote-lookup.ts';

/** What the thread that works on questions is started with. */
export interface WorkerData {
  readonly line: LookupLine;
  readonly settings: Settings;
  readonly ignore: Config['ignore'];
  readonly limits: PolicyLimits;
}

/** What a {@link PolicyThread} answers from. */
export interface PolicyThreadOptions extends Omit<WorkerData, 'line'> {
  /** The state that is asked about what the manifests name. */
  readonly lookup: Lookup;
  /** Told of what is a bug. */
  readonly onFailure: (error: unknown) => void;
}

const CLOSED = refusal(503, 'the server is shutting down', 'Try again in a second.');

/** Loading the rules takes a fraction of a second. */
const START_MS = 10_000;

/** Beside this file: a source in development, a part of the bundle otherwise. */
const ENTRY = new URL(`./policy-worker${extname(import.meta.url)}`, import.meta.url);

async function endOf(worker: Worker, signal: AbortSignal): Promise<never> {
  await once(worker, 'exit', { signal });
  throw new Error('the thread ended');
}

/** Waits for one message; rejects when the thread fails, ends or takes too long. */
async function messageOf(worker: Worker, milliseconds: number): Promise<PolicyAnswer> {
  const over = new AbortController();
  const signal = AbortSignal.any([over.signal, AbortSignal.timeout(milliseconds)]);
  try {
    const [message] = await Promise.race([once(worker, 'message', { signal }), endOf(worker, signal)]);
    return message;
  } finally {
    over.abort();
  }
}

/** The first message of a thread says that it has loaded the rules. */
async function whenReady(worker: Worker): Promise<Worker> {
  try {
    await messageOf(worker, START_MS);
    return worker;
  } catch (error) {
    await worker.terminate();
    throw new Error('the thread did not start', { cause: error });
  }
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined;
}

/**
 * Answers questions one after another in a thread of its own, which is started for the first one. A question that takes too
 * long or too much memory costs the thread, and the next one gets a new one; the event loop of the webhooks only looks objects
 * up for it.
 */
export class PolicyThread implements Policy {
  readonly #options: PolicyThreadOptions;
  #jobs = 0;
  #last: Promise<unknown> = Promise.resolve();
  #worker: Promise<Worker> | undefined;
  #isClosed = false;

  constructor(options: PolicyThreadOptions) {
    this.#options = options;
  }

  async answer(job: PolicyJob): Promise<PolicyAnswer> {
    if (this.#jobs >= this.#options.limits.maxJobs)
      return refusal(503, 'too many questions are being worked on', 'Try again in a second.');
    this.#jobs += 1;
    const turn = this.#last.then(() => this.#work(job));
    this.#last = turn;
    try {
      return await turn;
    } finally {
      this.#jobs -= 1;
    }
  }

  /** Ends the thread for good; whoever waits for it, or asks later, is refused. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#end();
  }

  async #end(): Promise<void> {
    const ending = this.#worker;
    this.#worker = undefined;
    const worker = await ending?.catch(() => undefined);
    await worker?.terminate();
  }

  async #work(job: PolicyJob): Promise<PolicyAnswer> {
    if (this.#isClosed) return CLOSED;
    try {
      const worker = await (this.#worker ??= this.#start());
      worker.postMessage(job);
      return await messageOf(worker, this.#options.limits.maxWorkMs);
    } catch (error) {
      await this.#end();
      return this.#isClosed ? CLOSED : this.#explain(error);
    }
  }

  async #start(): Promise<Worker> {
    const { lookup, settings, ignore, limits, onFailure } = this.#options;
    const { port1, port2 } = new MessageChannel();
    const bell = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
    replyToLookups({ port: port1, bell }, lookup, onFailure);
    const workerData: WorkerData = { settings, ignore, limits, line: { port: port2, bell } };
    const worker = new Worker(ENTRY, {
      workerData,
      transferList: [port2],
      resourceLimits: { maxOldGenerationSizeMb: limits.maxHeapMib },
      execArgv: [],
    });
    worker.unref();
    worker
      .on('error', () => undefined)
      .once('exit', () => {
        port1.close();
        this.#worker = undefined;
      });
    return await whenReady(worker);
  }

  #explain(error: unknown): PolicyAnswer {
    const { maxWorkMs } = this.#options.limits;
    if (codeOf(error) === 'ABORT_ERR')
      return refusal(413, `the answer takes longer than ${maxWorkMs / 1000} s`, SEND_LESS);
    if (codeOf(error) === 'ERR_WORKER_OUT_OF_MEMORY')
      return refusal(413, 'the answer takes too much memory', SEND_LESS);
    this.#options.onFailure(error);
    return refusal(500, 'stowage failed on this question', 'Its log has the details; please report it.');
  }
}
