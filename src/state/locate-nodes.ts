import { COLLECTION_STYLE, EVENT_ID, SCALAR_STYLE } from 'js-yaml';
import type { AliasEvent, MappingEvent, ScalarEvent, SequenceEvent } from 'js-yaml';
import type { ParsedText } from './parse-text.ts';
import { isMergeKey, keyOf } from './scalar-event.ts';
import { endOfBlockSign, endOfBlockText, skipBetween, skipBetweenFlow } from './source-scan.ts';
import { resolveAlias } from './source-node.ts';
import type {
  AliasNode,
  MappingNode,
  ScalarNode,
  ScalarStyle,
  SequenceNode,
  SourceEntry,
  SourceItem,
  SourceNode,
  SourceRange,
} from './source-node.ts';

type NodeEvent = ScalarEvent | MappingEvent | SequenceEvent;

const STYLES = {
  [SCALAR_STYLE.PLAIN]: 'plain',
  [SCALAR_STYLE.SINGLE_QUOTED]: 'single-quoted',
  [SCALAR_STYLE.DOUBLE_QUOTED]: 'double-quoted',
  [SCALAR_STYLE.LITERAL_BLOCK]: 'block',
  [SCALAR_STYLE.FOLDED_BLOCK]: 'block',
} as const satisfies Readonly<Record<number, ScalarStyle>>;

function propertiesEnd(event: NodeEvent, cursor: number): number {
  return Math.max(cursor, event.tagEnd, event.anchorEnd);
}

function mergedInto(value: SourceNode): readonly MappingNode[] {
  const source = resolveAlias(value);
  const sources = source.kind === 'sequence' ? source.items.map(item => resolveAlias(item.node)) : [source];
  return sources.filter(node => node.kind === 'mapping').toReversed();
}

/** Later entries win, merged ones too. */
function membersOf(entries: readonly SourceEntry[]): ReadonlyMap<string, SourceEntry> {
  const members = new Map<string, SourceEntry>();
  for (const entry of entries) {
    const sources = entry.isMerge
      ? mergedInto(entry.value).map(source => source.members)
      : [[[entry.name, entry] as const]];
    for (const source of sources) for (const [name, member] of source) members.set(name, member);
  }
  return members;
}

/** Makes the tree of nodes of a document that composes; its offsets are those of the whole file. */
class NodeLocator {
  readonly #parsed: ParsedText;
  readonly #base: number;
  readonly #anchors = new Map<string, { readonly event: NodeEvent; readonly node: SourceNode } | undefined>();
  #next = 1;
  /** The end of the last token, in the parsed text. */
  #cursor = 0;

  constructor(parsed: ParsedText, base: number) {
    this.#parsed = parsed;
    this.#base = base;
  }

  node(): SourceNode {
    return this.#located(this.#take());
  }

  #take(): NodeEvent | AliasEvent {
    const event = this.#parsed.events[this.#next++];
    if (event === undefined || event.type === EVENT_ID.DOCUMENT || event.type === EVENT_ID.POP) {
      throw new RangeError('only documents that compose can be located');
    }
    return event;
  }

  #located(event: NodeEvent | AliasEvent): SourceNode {
    if (event.type === EVENT_ID.ALIAS) return this.#alias(event);
    if (event.anchorStart < 0) return this.#content(event);
    const name = this.#parsed.text.slice(event.anchorStart, event.anchorEnd);
    this.#anchors.set(name, undefined);
    const node = this.#content(event);
    // An anchor of the same name further inside has replaced this one.
    if (this.#anchors.get(name) === undefined) this.#anchors.set(name, { event, node });
    return node;
  }

  #content(event: NodeEvent): SourceNode {
    this.#cursor = propertiesEnd(event, this.#cursor);
    if (event.type === EVENT_ID.SCALAR) return this.#scalar(event);
    return event.type === EVENT_ID.MAPPING ? this.#mapping(event) : this.#sequence(event);
  }

  #scalar(event: ScalarEvent): ScalarNode {
    const [start, end] = this.#scalarRange(event);
    this.#cursor = end;
    const style = event.valueStart < 0 ? 'empty' : STYLES[event.style];
    const block =
      style === 'block' ? { indent: event.indent, end: this.#at(Math.max(end, event.valueEnd)) } : undefined;
    return { kind: 'scalar', style, block, ...this.#range(start, end) };
  }

  #scalarRange(event: ScalarEvent): readonly [number, number] {
    const { valueStart, valueEnd, style } = event;
    if (valueStart < 0) return [this.#cursor, this.#cursor];
    if (style === SCALAR_STYLE.PLAIN) return [valueStart, valueEnd];
    if (style === SCALAR_STYLE.SINGLE_QUOTED || style === SCALAR_STYLE.DOUBLE_QUOTED) {
      return [valueStart - 1, valueEnd + 1];
    }
    const { text } = this.#parsed;
    const start = skipBetween(text, this.#cursor);
    const end = endOfBlockText(text, valueStart, valueEnd, event.indent);
    return [start, end ?? endOfBlockSign(text, start)];
  }

  #mapping(event: MappingEvent): MappingNode {
    const isFlow = event.style === COLLECTION_STYLE.FLOW;
    // A pair in a list, `[a: b]`, has no brackets of its own.
    const isBracketed = isFlow && this.#parsed.text.charAt(event.start) === '{';
    this.#cursor = isBracketed ? event.start + 1 : event.start;
    const entries: SourceEntry[] = [];
    while (this.#isOpen()) entries.push(this.#entry());
    const range = this.#collectionRange(event.start, isBracketed);
    return { kind: 'mapping', isFlow, entries, members: membersOf(entries), ...range };
  }

  #entry(): SourceEntry {
    const event = this.#take();
    const keyEvent = event.type === EVENT_ID.ALIAS ? this.#anchor(event).event : event;
    const key = this.#located(event);
    if (keyEvent.type !== EVENT_ID.SCALAR) throw new RangeError('only documents that compose can be located');
    const isMerge = event === keyEvent && isMergeKey(this.#parsed.text, keyEvent);
    const name = isMerge ? '<<' : keyOf(this.#parsed.text, keyEvent);
    const colon = skipBetween(this.#parsed.text, this.#cursor);
    if (this.#parsed.text.charAt(colon) === ':') this.#cursor = colon + 1;
    return { name, key, value: this.node(), isMerge };
  }

  #sequence(event: SequenceEvent): SequenceNode {
    const isFlow = event.style === COLLECTION_STYLE.FLOW;
    this.#cursor = isFlow ? event.start + 1 : event.start;
    const items: SourceItem[] = [];
    while (this.#isOpen()) items.push(isFlow ? this.#flowItem() : this.#blockItem());
    return { kind: 'sequence', isFlow, items, ...this.#collectionRange(event.start, isFlow) };
  }

  #flowItem(): SourceItem {
    const start = this.#at(skipBetweenFlow(this.#parsed.text, this.#cursor));
    return { start, node: this.node() };
  }

  #blockItem(): SourceItem {
    const dash = skipBetween(this.#parsed.text, this.#cursor);
    this.#cursor = dash + 1;
    return { start: this.#at(dash), node: this.node() };
  }

  #collectionRange(start: number, isBracketed: boolean): SourceRange {
    if (isBracketed) this.#cursor = skipBetweenFlow(this.#parsed.text, this.#cursor) + 1;
    this.#next++;
    return this.#range(start, this.#cursor);
  }

  #alias(event: AliasEvent): AliasNode {
    const target = this.#anchor(event).node;
    this.#cursor = event.anchorEnd;
    return { kind: 'alias', target, ...this.#range(event.anchorStart - 1, event.anchorEnd) };
  }

  #anchor(event: AliasEvent): { readonly event: NodeEvent; readonly node: SourceNode } {
    const anchor = this.#anchors.get(this.#parsed.text.slice(event.anchorStart, event.anchorEnd));
    if (anchor === undefined) throw new RangeError('only documents that compose can be located');
    return anchor;
  }

  #isOpen(): boolean {
    return this.#parsed.events[this.#next]?.type !== EVENT_ID.POP;
  }

  #at(offset: number): number {
    return this.#base + this.#parsed.originalOffset(offset);
  }

  #range(start: number, end: number): SourceRange {
    return { start: this.#at(start), end: this.#at(end) };
  }
}

/**
 * Makes the tree of nodes of the first document of a text.
 * @param base where the text begins in its file; the tree's offsets are those of the file
 * @throws RangeError when the document does not compose, which the caller has to know
 */
export function locateNodes(parsed: ParsedText, base: number): SourceNode {
  return new NodeLocator(parsed, base).node();
}
