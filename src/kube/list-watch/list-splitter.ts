import type { JsonValue } from '../../core/json.ts';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;

/** Only a key can stand before an array with nothing but a colon between them. */
const ITEMS_KEY = /"items"\s*:\s*$/;
/** The depth inside the array of items, and inside one of them. */
const ITEMS_DEPTH = 2;

/**
 * Takes a Kubernetes list apart while it comes in, so that it is never in memory as a whole: with `resourceVersion=0`
 * kube-apiserver ignores `limit`, and all pods of a large cluster are hundreds of megabytes of JSON.
 */
export class ListSplitter {
  #depth = 0;
  #isInString = false;
  #isEscaped = false;
  #isInItems = false;
  /** Pieces of the item that is coming in. */
  #item: Buffer[] = [];
  /** Everything but the items. */
  #envelope: Buffer[] = [];

  /** Takes the next bytes and hands out the text of each item that ends in them. */
  write(chunk: Buffer, onItem: (text: string) => void): void {
    let start = 0;
    let index = this.#isInString ? this.#skipString(chunk, 0) : 0;
    for (; index < chunk.length; index += 1) {
      const byte = chunk[index];
      if (byte === QUOTE) index = this.#skipString(chunk, index + 1) - 1;
      else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) start = this.#open(chunk, start, index);
      else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) {
        start = this.#close(chunk, start, index, onItem);
      }
    }
    this.#keep(chunk.subarray(start));
  }

  /**
   * The list without its items, once all bytes have come.
   * @throws SyntaxError when it is cut short or no JSON.
   */
  end(): JsonValue {
    if (this.#depth !== 0 || this.#isInString) throw new SyntaxError('it breaks off');
    const envelope: JsonValue = JSON.parse(Buffer.concat(this.#envelope).toString('utf8'));
    return envelope;
  }

  /** Most bytes are in strings: this loop decides how fast lists are read. Returns the place after the string. */
  #skipString(chunk: Buffer, from: number): number {
    let isEscaped = this.#isEscaped;
    this.#isInString = true;
    for (let index = from; index < chunk.length; index += 1) {
      const byte = chunk[index];
      if (isEscaped) isEscaped = false;
      else if (byte === BACKSLASH) isEscaped = true;
      else if (byte === QUOTE) {
        this.#isInString = false;
        this.#isEscaped = false;
        return index + 1;
      }
    }
    this.#isEscaped = isEscaped;
    return chunk.length;
  }

  #open(chunk: Buffer, start: number, index: number): number {
    this.#depth += 1;
    if (this.#isInItems) return this.#depth === ITEMS_DEPTH + 1 ? index : start;
    if (this.#depth !== ITEMS_DEPTH || chunk[index] !== OPEN_BRACKET) return start;
    this.#envelope.push(chunk.subarray(start, index + 1));
    this.#isInItems = ITEMS_KEY.test(Buffer.concat(this.#envelope).toString('latin1').slice(0, -1));
    return index + 1;
  }

  #close(chunk: Buffer, start: number, index: number, onItem: (text: string) => void): number {
    this.#depth -= 1;
    if (!this.#isInItems) return start;
    if (this.#depth === ITEMS_DEPTH) {
      onItem(this.#takeItem(chunk.subarray(start, index + 1)));
      return index + 1;
    }
    if (this.#depth > ITEMS_DEPTH) return start;
    this.#isInItems = false;
    return index;
  }

  #takeItem(last: Buffer): string {
    if (this.#item.length === 0) return last.toString('utf8');
    const text = Buffer.concat([...this.#item, last]).toString('utf8');
    this.#item = [];
    return text;
  }

  /** What is between two items is nothing but commas. */
  #keep(rest: Buffer): void {
    if (!this.#isInItems) this.#envelope.push(rest);
    else if (this.#depth > ITEMS_DEPTH) this.#item.push(rest);
  }
}
