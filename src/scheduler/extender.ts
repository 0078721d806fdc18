import type { DriverContext } from '../core/driver.ts';
import type { Lookup } from '../core/lookup.ts';
import { bareNode, decodeNode } from '../core/node.ts';
import type { Node } from '../core/node.ts';
import { overlayLookup } from '../core/overlay-lookup.ts';
import type { Candidates, ExtenderArguments } from './extender-arguments.ts';
import { DEFAULT_EXTENDER_CONFIG } from './extender-config.ts';
import type { ExtenderConfig } from './extender-config.ts';
import { predicate } from './predicate.ts';
import type { Verdict } from './predicate.ts';
import { prioritize } from './prioritize.ts';
import type { NodeScore } from './prioritize.ts';

/** Answers kube-scheduler's calls, at once and without side effects. */
export interface Extender {
  readonly predicate: (call: ExtenderArguments) => Verdict;
  readonly prioritize: (call: ExtenderArguments) => readonly NodeScore[] | null;
}

interface Scene {
  readonly nodes: readonly Node[];
  readonly context: DriverContext;
}

function nodeNamed(name: string, lookup: Lookup): Node {
  const object = lookup.get('Node', undefined, name);
  return object === undefined ? bareNode(name) : decodeNode(object);
}

/** Nodes given as objects are the truth for this call; of named ones that are not known only the name is. */
function sceneOf(candidates: Candidates, context: DriverContext): Scene {
  if (candidates.form === 'objects') {
    const lookup = overlayLookup(candidates.objects, context.lookup);
    return { nodes: candidates.objects.map(decodeNode), context: { ...context, lookup } };
  }
  const nodes = candidates.names.map(name => nodeNamed(name, context.lookup));
  return { nodes, context };
}

/** Makes the extender that decides on a state. */
export function createExtender(
  context: DriverContext,
  config: ExtenderConfig = DEFAULT_EXTENDER_CONFIG,
): Extender {
  return {
    predicate({ pod, candidates }) {
      const scene = sceneOf(candidates, context);
      return predicate(pod, scene.nodes, scene.context);
    },
    prioritize({ pod, candidates }) {
      const scene = sceneOf(candidates, context);
      return prioritize(pod, scene.nodes, scene.context, config);
    },
  };
}
