import type { JsonObject } from '../../core/json.ts';
import { openCluster } from '../../explain/cluster.ts';
import { bytesJson } from '../../explain/explanation-json.ts';
import type { Environment } from '../environment.ts';
import { EXIT } from '../exit-codes.ts';
import { fitText } from '../fit/fit-text.ts';
import { fitWorkload } from '../fit/fit-workload.ts';
import type { Fit } from '../fit/fit-workload.ts';
import { openLedger } from '../fit/ledger.ts';
import type { FilledNode } from '../fit/placement.ts';
import { wantedReplicas } from '../fit/replica.ts';
import { loadInputs, refuseUnreadable } from '../inputs.ts';
import type { InputFlags } from '../inputs.ts';
import { explainContext } from '../scheduler-view.ts';
import { UsageError } from '../usage-error.ts';
import { requireState } from '../why/require-state.ts';
import { formatData } from '../write-data.ts';

/** Flags of `fit`. */
export interface FitFlags extends InputFlags {
  readonly replicas?: string;
  readonly output: 'text' | 'json' | 'yaml';
}

const MAX_REPLICAS = 10_000;

function parseReplicas(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const count = Number(text);
  if (Number.isInteger(count) && count > 0 && count <= MAX_REPLICAS) return count;
  throw new UsageError(`--replicas: "${text}" is not a whole number from 1 to ${MAX_REPLICAS}`);
}

function nodeJson({ name, replicas, left }: FilledNode): JsonObject {
  return {
    name,
    replicas,
    left: left.map(({ class: pool, freeBytes }) => ({ class: pool, freeBytes: bytesJson(freeBytes) })),
  };
}

function fitJson({ workload, wanted, placed, nodes, next }: Fit): JsonObject {
  return {
    workload: { ...workload },
    wanted,
    placed,
    nodes: nodes.map(nodeJson),
    next:
      next === undefined
        ? null
        : {
            id: next.verdict.id ?? null,
            blocked: next.verdict.blocked ?? null,
            summary: next.verdict.summary,
          },
  };
}

function exitCodeOf(found: readonly Fit[]): number {
  const open = found.flatMap(({ next }) => next ?? []);
  if (open.some(({ verdict }) => verdict.blocked !== undefined)) return EXIT.no;
  return open.length > 0 ? EXIT.unknown : EXIT.yes;
}

/** `stowage fit`: counts how many replicas of workloads fit. Exit code 1 when not all do, 3 when it could not be found out. */
export async function fitCommand(environment: Environment, flags: FitFlags): Promise<number> {
  const state = requireState(flags);
  const replicas = parseReplicas(flags.replicas);
  const { given, context, unreadable } = await loadInputs(environment, [], flags);
  refuseUnreadable(unreadable, given);
  const now = environment.now();
  const ledger = openLedger(context);
  const cluster = openCluster(explainContext(ledger.context, now, ledger.freeSpace));
  const scene = { cluster, ledger, namespace: flags.namespace };
  const found = given.manifests
    .map(({ written }) => fitWorkload(written, replicas ?? wantedReplicas(written), scene))
    .filter(fit => fit !== undefined);
  if (found.length === 0)
    throw new UsageError('the files given make no pod', 'Name a Pod or a workload with -f.');
  const data = {
    apiVersion: 'stowage.dev/v1',
    kind: 'Fit',
    items: found.map(fitJson),
    readAt: now.toISOString(),
    context: `state ${state.join(', ')}`,
  };
  const text = flags.output === 'text' ? found.map(fitText).join('\n') : formatData(data, flags.output);
  environment.stdout.write(text);
  return exitCodeOf(found);
}
