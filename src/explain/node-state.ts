import { arrayAt, at, objectAt, stringAt } from '../core/json.ts';
import type { JsonObject, JsonValue } from '../core/json.ts';
import { decodeNode } from '../core/node.ts';
import type { Node } from '../core/node.ts';
import { timeOf } from './words.ts';

/** A taint of a node. */
export interface Taint {
  readonly key: string;
  readonly value: string;
  /** NoSchedule, PreferNoSchedule or NoExecute. */
  readonly effect: string;
}

/** A node with the fields that decide whether pods are placed there at all. */
export interface NodeState extends Node {
  /** False when the kubelet says so or has fallen silent; a node that says nothing of it counts as ready. */
  readonly isReady: boolean;
  /** Since when it is (not) ready. */
  readonly readySince: Date | undefined;
  readonly taints: readonly Taint[];
  /** `status.allocatable`, as it is written. */
  readonly allocatable: JsonObject | undefined;
  /** `metadata.managedFields`, which say when a figure was last changed. */
  readonly managedFields: readonly JsonValue[];
}

function decodeTaint(taint: JsonValue): Taint {
  return {
    key: stringAt(taint, 'key') ?? '',
    value: stringAt(taint, 'value') ?? '',
    effect: stringAt(taint, 'effect') ?? '',
  };
}

/** Reads a Node. */
export function decodeNodeState(object: JsonObject): NodeState {
  const ready = arrayAt(object, 'status', 'conditions').find(
    condition => stringAt(condition, 'type') === 'Ready',
  );
  return {
    ...decodeNode(object),
    isReady: ready === undefined || at(ready, 'status') === 'True',
    readySince: timeOf(stringAt(ready, 'lastTransitionTime')),
    taints: arrayAt(object, 'spec', 'taints').map(decodeTaint),
    allocatable: objectAt(object, 'status', 'allocatable'),
    managedFields: arrayAt(object, 'metadata', 'managedFields'),
  };
}
