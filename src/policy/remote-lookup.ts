import { receiveMessageOnPort } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';
import type { KubernetesObject } from '../core/kubernetes-object.ts';
import type { IndexName, Lookup } from '../core/lookup.ts';

/** Between the thread that asks and the one that has the state. */
export interface LookupLine {
  readonly port: MessagePort;
  /** One number that says whether the reply is there: the one who asks sleeps on it. */
  readonly bell: Int32Array<SharedArrayBuffer>;
}

type Question =
  | {
      readonly type: 'get';
      readonly kind: string;
      readonly namespace: string | undefined;
      readonly name: string;
    }
  | { readonly type: 'list'; readonly kind: string; readonly namespace: string | undefined }
  | { readonly type: 'indexed'; readonly index: IndexName; readonly key: string }
  | { readonly type: 'isComplete'; readonly kind: string };

interface Reply {
  readonly objects: readonly KubernetesObject[];
  readonly isComplete: boolean;
}

const SILENT = 0;
const RUNG = 1;

function objectsFor(question: Question, lookup: Lookup): readonly KubernetesObject[] {
  switch (question.type) {
    case 'get':
      return [lookup.get(question.kind, question.namespace, question.name)].filter(
        object => object !== undefined,
      );
    case 'list':
      return lookup.list(question.kind, question.namespace);
    case 'indexed':
      return lookup.indexed(question.index, question.key);
    case 'isComplete':
      return [];
    default:
      return question satisfies never;
  }
}

function replyTo(question: Question, lookup: Lookup): Reply {
  const isComplete = question.type === 'isComplete' && lookup.isComplete(question.kind);
  return { objects: objectsFor(question, lookup), isComplete };
}

/**
 * Replies to what the other thread asks, for as long as the port is open.
 * @param onFailure told of what the lookup throws, which is a bug
 */
export function replyToLookups(
  { port, bell }: LookupLine,
  lookup: Lookup,
  onFailure: (error: unknown) => void,
): void {
  port.on('message', (question: Question) => {
    try {
      port.postMessage(replyTo(question, lookup));
    } catch (error) {
      onFailure(error);
      port.postMessage(undefined);
    }
    Atomics.store(bell, 0, RUNG);
    Atomics.notify(bell, 0);
  });
  port.unref();
}

function ask({ port, bell }: LookupLine, question: Question): Reply {
  Atomics.store(bell, 0, SILENT);
  port.postMessage(question);
  Atomics.wait(bell, 0, SILENT);
  const reply: Reply | undefined = receiveMessageOnPort(port)?.message;
  if (reply === undefined) throw new Error(`the state cannot be asked for ${question.type}`);
  return reply;
}

/**
 * The state of another thread. Every question puts this thread to sleep until the other one has replied, so none is asked
 * twice: what was replied once holds for as long as this lookup is used.
 */
export function remoteLookup(line: LookupLine): Lookup {
  const replies = new Map<string, Reply>();
  function reply(question: Question): Reply {
    const key = JSON.stringify(question);
    let known = replies.get(key);
    if (known === undefined) replies.set(key, (known = ask(line, question)));
    return known;
  }
  return {
    get: (kind, namespace, name) => reply({ type: 'get', kind, namespace, name }).objects[0],
    list: (kind, namespace) => reply({ type: 'list', kind, namespace }).objects,
    indexed: (index, key) => reply({ type: 'indexed', index, key }).objects,
    isComplete: kind => reply({ type: 'isComplete', kind }).isComplete,
  };
}
