import { at, stringMapAt } from './json.ts';
import type { JsonObject } from './json.ts';
import { nameOf } from './kubernetes-object.ts';
import type { Lookup } from './lookup.ts';
import { oncePer } from './once-per.ts';

/** The fields of a Node that decisions need. */
export interface Node {
  readonly name: string;
  readonly labels: ReadonlyMap<string, string>;
  readonly annotations: ReadonlyMap<string, string>;
  readonly isUnschedulable: boolean;
}

/** The label that names a node's host; it may differ from the node's name. */
export const HOSTNAME_LABEL = 'kubernetes.io/hostname';

/** Every pod is matched against the same thousands of nodes. */
const decodeOnce = oncePer((object: JsonObject): Node => ({
  name: nameOf(object),
  labels: stringMapAt(object, 'metadata', 'labels'),
  annotations: stringMapAt(object, 'metadata', 'annotations'),
  isUnschedulable: at(object, 'spec', 'unschedulable') === true,
}));

const decodeAll = oncePer((objects: readonly JsonObject[]): readonly Node[] => objects.map(decodeOnce));

/** Reads a Node; the same object is read only once. */
export function decodeNode(object: JsonObject): Node {
  return decodeOnce(object);
}

/** All Nodes that are known, by name; the same array for as long as they stay the same. */
export function allNodes(lookup: Lookup): readonly Node[] {
  return decodeAll(lookup.list('Node'));
}

/** A Node of which no more is known than its name, and perhaps some labels. */
export function bareNode(name: string, labels: ReadonlyMap<string, string> = new Map()): Node {
  return { name, labels, annotations: new Map(), isUnschedulable: false };
}
