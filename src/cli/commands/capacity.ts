import type { JsonObject } from '../../core/json.ts';
import { capacityRows, classTotals } from '../../explain/capacity-rows.ts';
import type { CapacityRow, ClassTotal } from '../../explain/capacity-rows.ts';
import { openCluster } from '../../explain/cluster.ts';
import { bytesJson } from '../../explain/explanation-json.ts';
import type { Environment } from '../environment.ts';
import { EXIT } from '../exit-codes.ts';
import { loadContext } from '../inputs.ts';
import type { StateFlags } from '../inputs.ts';
import { explainContext } from '../scheduler-view.ts';
import { classCapacityText, nodeCapacityText, usedPercent } from '../why/capacity-text.ts';
import { requireState } from '../why/require-state.ts';
import { formatData } from '../write-data.ts';

/** Flags of `capacity`. */
export interface CapacityFlags extends StateFlags {
  readonly by: 'node' | 'class';
  readonly output: 'text' | 'json' | 'yaml';
}

function rowJson(row: CapacityRow): JsonObject {
  return {
    node: row.node,
    class: row.class === '' ? null : row.class,
    driver: row.driver,
    freeBytes: bytesJson(row.freeBytes),
    reservedBytes: bytesJson(row.reservedBytes),
    sizeBytes: bytesJson(row.sizeBytes),
    usedPercent: usedPercent(row.freeBytes, row.sizeBytes) ?? null,
    reportedAt: row.reportedAt?.toISOString() ?? null,
    trouble: row.trouble ?? null,
  };
}

function totalJson(total: ClassTotal): JsonObject {
  return {
    class: total.class,
    driver: total.driver,
    nodes: total.nodes,
    freeBytes: bytesJson(total.freeBytes),
    largestBytes: bytesJson(total.largestBytes),
    reservedBytes: bytesJson(total.reservedBytes),
    sizeBytes: bytesJson(total.sizeBytes),
    usedPercent: usedPercent(total.freeBytes, total.sizeBytes) ?? null,
  };
}

/** `stowage capacity`: lists the free space of every node and class. */
export async function capacityCommand(environment: Environment, flags: CapacityFlags): Promise<number> {
  const state = requireState(flags);
  const { context } = await loadContext(environment, flags);
  const now = environment.now();
  const rows = capacityRows(openCluster(explainContext(context, now)));
  const totals = classTotals(rows);
  const data = {
    apiVersion: 'stowage.dev/v1',
    kind: 'Capacity',
    ...(flags.by === 'node' && { nodes: rows.map(rowJson) }),
    classes: totals.map(totalJson),
    readAt: now.toISOString(),
    context: `state ${state.join(', ')}`,
  };
  if (flags.output !== 'text') environment.stdout.write(formatData(data, flags.output));
  else if (flags.by === 'class') environment.stdout.write(classCapacityText(totals));
  else environment.stdout.write(nodeCapacityText(rows, totals, now));
  return EXIT.yes;
}
