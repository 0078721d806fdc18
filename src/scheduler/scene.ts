import type { DriverContext } from '../core/driver.ts';
import type { Lookup } from '../core/lookup.ts';
import { bareNode, decodeNode } from '../core/node.ts';
import type { Node } from '../core/node.ts';
import { overlayLookup } from '../core/overlay-lookup.ts';
import type { Candidates } from './extender-arguments.ts';

/** The nodes of a call, and what is known besides. */
export interface Scene {
  readonly nodes: readonly Node[];
  readonly context: DriverContext;
}

function nodeNamed(name: string, lookup: Lookup): Node {
  const object = lookup.get('Node', undefined, name);
  return object === undefined ? bareNode(name) : decodeNode(object);
}

/** Nodes given as objects are the truth for this call; of named ones that are not known only the name is. */
export function sceneOf(candidates: Candidates, context: DriverContext): Scene {
  if (candidates.form === 'objects') {
    const lookup = overlayLookup(candidates.objects, context.lookup);
    return { nodes: candidates.objects.map(decodeNode), context: { ...context, lookup } };
  }
  return { nodes: candidates.names.map(name => nodeNamed(name, context.lookup)), context };
}
