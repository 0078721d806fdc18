import { onTestFinished } from 'vitest';
import type { ApiClient } from '../../src/kube/api/api-request.ts';
import { startCluster } from '../../src/kube/cluster.ts';
import type { Cluster, ClusterOptions } from '../../src/kube/cluster.ts';
import { RESOURCES } from '../../src/kube/kinds/resources.ts';
import type { FakeResource } from './fake-api-server.ts';
import { keptLog, keptMetrics, SHORT_TIMES } from './list-watch.ts';

/** Everything that Kubernetes itself serves of what is read. */
export const BUILT_IN: readonly FakeResource[] = RESOURCES.flatMap(({ kind, group, versions, plural }) => {
  const apiVersion = group === '' ? versions[0] : `${group}/${versions[0]}`;
  return plural === undefined ? [] : [{ apiVersion, kind, plural }];
});

/** Reads a cluster until the test ends. */
export function readCluster(
  client: ApiClient,
  options: Partial<ClusterOptions> = {},
): Cluster & { readonly log: ReturnType<typeof keptLog>; readonly metrics: ReturnType<typeof keptMetrics> } {
  const log = keptLog();
  const metrics = keptMetrics();
  const cluster = startCluster({ client, log, metrics, times: SHORT_TIMES, ...options });
  onTestFinished(cluster.stop);
  return { ...cluster, log, metrics };
}
