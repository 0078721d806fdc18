import type { Node } from '../core/node.ts';

/** Says why a pod must not run on a node; `undefined` when nothing speaks against it. */
export type NodeCheck = (node: Node) => string | undefined;
