import { resolve } from 'node:path';
import type { ControlPlane } from './control-plane.ts';
import { addKinds, VENDOR_KINDS } from './custom-kinds.ts';

/** The example manifests of the repository. */
export const EXAMPLES = resolve(import.meta.dirname, '../../../examples');

/** Makes a control plane the example cluster: TopoLVM, two IOMesh clusters and LocalPV on six nodes; claims go into `shop`. */
export async function applyExampleCluster(controlPlane: ControlPlane): Promise<void> {
  await addKinds(controlPlane, VENDOR_KINDS);
  for (const name of ['iomesh-system', 'iomesh-cluster-1', 'shop']) await controlPlane.createNamespace(name);
  await controlPlane.kubectl(['apply', '--server-side', '-f', `${EXAMPLES}/cluster`]);
}
