import { at, stringMapAt } from './json.ts';
import type { JsonObject } from './json.ts';
import { nameOf } from './kubernetes-object.ts';

/** The fields of a Node that decisions need. */
export interface Node {
  readonly name: string;
  readonly labels: ReadonlyMap<string, string>;
  readonly annotations: ReadonlyMap<string, string>;
  readonly isUnschedulable: boolean;
}

/** The label that names a node's host; it may differ from the node's name. */
export const HOSTNAME_LABEL = 'kubernetes.io/hostname';

/** Reads a Node. */
export function decodeNode(object: JsonObject): Node {
  return {
    name: nameOf(object),
    labels: stringMapAt(object, 'metadata', 'labels'),
    annotations: stringMapAt(object, 'metadata', 'annotations'),
    isUnschedulable: at(object, 'spec', 'unschedulable') === true,
  };
}

/** A Node of which no more is known than its name, and perhaps some labels. */
export function bareNode(name: string, labels: ReadonlyMap<string, string> = new Map()): Node {
  return { name, labels, annotations: new Map(), isUnschedulable: false };
}
