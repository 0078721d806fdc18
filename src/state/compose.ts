import { EVENT_ID } from 'js-yaml';
import type { AliasEvent, Event, MappingEvent, ScalarEvent, SequenceEvent } from 'js-yaml';
import type { JsonValue } from '../core/json.ts';
import { isExcessiveAliasing } from './alias-budget.ts';
import { MAX_DEPTH, TOO_DEEP } from './limits.ts';
import { isMergeKey, keyOf, scalarValue } from './scalar-event.ts';
import { YamlFailure } from './yaml-failure.ts';

/** What one document means. */
export interface Composition {
  readonly value: JsonValue;
  /** Whether some key may stand twice in one mapping; a merge looks the same from here. */
  readonly mayRepeatKeys: boolean;
}

type NodeEvent = ScalarEvent | MappingEvent | SequenceEvent;
type MutableObject = Record<string, JsonValue>;

interface Anchor {
  readonly event: NodeEvent;
  /** Absent while the value is being read. */
  value?: JsonValue;
  /** Nodes it stands for, aliases written out. */
  nodes: number;
  /** Levels beneath it. */
  height: number;
}

function setMember(object: MutableObject, key: string, value: JsonValue): void {
  if (key !== '__proto__') object[key] = value;
  else Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true });
}

function mergeMembers(object: MutableObject, source: JsonValue): void {
  for (const [key, value] of Object.entries(source ?? {})) setMember(object, key, value);
}

function startOf(event: NodeEvent | AliasEvent): number {
  if (event.type === EVENT_ID.ALIAS) return event.anchorStart - 1;
  return event.type === EVENT_ID.SCALAR ? Math.max(event.valueStart, 0) : event.start;
}

function aliasFailure(reason: string, event: AliasEvent, type: 'parse' | 'limit' = 'parse'): YamlFailure {
  return new YamlFailure(reason, event.anchorStart - 1, event.anchorEnd, type);
}

/** Turns the events of one document into its JSON value. */
class Composer {
  mayRepeatKeys = false;
  readonly #text: string;
  readonly #events: readonly Event[];
  readonly #anchors = new Map<string, Anchor>();
  /** The event before the first node opens the document. */
  #next = 1;
  #nodes = 0;
  #nodesFromAliases = 0;
  #depth = 0;
  #deepest = 0;

  constructor(text: string, events: readonly Event[]) {
    this.#text = text;
    this.#events = events;
  }

  node(): JsonValue {
    const event = this.#take();
    return event.type === EVENT_ID.ALIAS ? this.#alias(event)[1] : this.#value(event);
  }

  #take(): NodeEvent | AliasEvent {
    const event = this.#events[this.#next++];
    if (event === undefined || event.type === EVENT_ID.DOCUMENT || event.type === EVENT_ID.POP) {
      throw new YamlFailure('a value is missing', this.#text.length);
    }
    this.#nodes++;
    return event;
  }

  #value(event: NodeEvent): JsonValue {
    return event.anchorStart < 0 ? this.#content(event) : this.#anchored(event);
  }

  #content(event: NodeEvent): JsonValue {
    return event.type === EVENT_ID.SCALAR ? scalarValue(this.#text, event) : this.#collection(event);
  }

  #collection(event: MappingEvent | SequenceEvent): JsonValue {
    this.#depth++;
    if (this.#depth > MAX_DEPTH) throw new YamlFailure(TOO_DEEP, event.start, event.start, 'limit');
    if (this.#depth > this.#deepest) this.#deepest = this.#depth;
    const value = event.type === EVENT_ID.MAPPING ? this.#mapping() : this.#sequence();
    this.#next++;
    this.#depth--;
    return value;
  }

  #isOpen(): boolean {
    return this.#events[this.#next]?.type !== EVENT_ID.POP;
  }

  #sequence(): JsonValue {
    const items: JsonValue[] = [];
    while (this.#isOpen()) items.push(this.node());
    return items;
  }

  #mapping(): JsonValue {
    const object: MutableObject = {};
    while (this.#isOpen()) {
      const event = this.#take();
      if (event.type === EVENT_ID.SCALAR && isMergeKey(this.#text, event)) this.#merge(object);
      else this.#member(object, this.#key(event));
    }
    return object;
  }

  #member(object: MutableObject, key: string): void {
    if (Object.hasOwn(object, key)) this.mayRepeatKeys = true;
    setMember(object, key, this.node());
  }

  #key(event: NodeEvent | AliasEvent): string {
    if (event.type === EVENT_ID.ALIAS) {
      const [target] = this.#alias(event);
      if (target.type === EVENT_ID.SCALAR) return keyOf(this.#text, target);
    } else if (event.type === EVENT_ID.SCALAR) {
      if (event.anchorStart >= 0) this.#anchored(event);
      return keyOf(this.#text, event);
    }
    throw new YamlFailure('a key must be text, not a mapping or a list', startOf(event));
  }

  /** Later members win, merged ones too: kubectl does not let a key stand against a merge that follows it. */
  #merge(object: MutableObject): void {
    const event = this.#take();
    if (event.type !== EVENT_ID.SEQUENCE) {
      mergeMembers(object, this.#mergeSource(event));
      return;
    }
    const sources: JsonValue[] = [];
    while (this.#isOpen()) sources.push(this.#mergeSource(this.#take()));
    this.#next++;
    for (const source of sources.toReversed()) mergeMembers(object, source);
  }

  #mergeSource(event: NodeEvent | AliasEvent): JsonValue {
    const [target, value] =
      event.type === EVENT_ID.ALIAS ? this.#alias(event) : ([event, this.#value(event)] as const);
    if (target.type === EVENT_ID.MAPPING) return value;
    throw new YamlFailure('"<<" takes a mapping or a list of mappings', startOf(event));
  }

  #anchored(event: NodeEvent): JsonValue {
    const anchor: Anchor = { event, nodes: 0, height: 0 };
    this.#anchors.set(this.#text.slice(event.anchorStart, event.anchorEnd), anchor);
    const nodesBefore = this.#nodes - 1;
    const deepestBefore = this.#deepest;
    this.#deepest = this.#depth;
    const value = this.#content(event);
    anchor.value = value;
    anchor.nodes = this.#nodes - nodesBefore;
    anchor.height = this.#deepest - this.#depth;
    this.#deepest = Math.max(this.#deepest, deepestBefore);
    return value;
  }

  #alias(event: AliasEvent): readonly [NodeEvent, JsonValue] {
    const name = this.#text.slice(event.anchorStart, event.anchorEnd);
    const anchor = this.#anchors.get(name);
    if (anchor === undefined) throw aliasFailure(`the anchor "${name}" is not defined above`, event);
    if (anchor.value === undefined) throw aliasFailure(`the anchor "${name}" contains itself`, event);
    this.#nodes += anchor.nodes;
    this.#nodesFromAliases += anchor.nodes;
    if (isExcessiveAliasing(this.#nodes, this.#nodesFromAliases)) {
      throw aliasFailure('the document is mostly repeated aliases', event);
    }
    this.#deepest = Math.max(this.#deepest, this.#depth + anchor.height);
    if (this.#deepest > MAX_DEPTH) throw aliasFailure(TOO_DEEP, event, 'limit');
    return [anchor.event, anchor.value];
  }
}

/**
 * Makes the JSON value of the first document of a text from its events.
 * @throws YamlFailure when the events have no JSON meaning.
 */
export function compose(text: string, events: readonly Event[]): Composition {
  const composer = new Composer(text, events);
  const value = composer.node();
  return { value, mayRepeatKeys: composer.mayRepeatKeys };
}
