const LINE_BREAK = 0x0a;

/** An event carries one object, which has at most 3 MiB. */
const MAX_BYTES = 8 * 1024 * 1024;

/** Takes a stream of lines apart while it comes in. */
export class LineSplitter {
  #pieces: Buffer[] = [];
  #bytes = 0;

  /**
   * Takes the next bytes and gives back the lines that end in them, without their breaks.
   * @throws SyntaxError when a line is far too long.
   */
  write(chunk: Buffer): readonly string[] {
    const lines: string[] = [];
    let start = 0;
    for (let end = chunk.indexOf(LINE_BREAK); end >= 0; end = chunk.indexOf(LINE_BREAK, start)) {
      lines.push(this.#take(chunk.subarray(start, end)));
      start = end + 1;
    }
    this.#keep(chunk.subarray(start));
    return lines;
  }

  #take(last: Buffer): string {
    const line = this.#pieces.length === 0 ? last : Buffer.concat([...this.#pieces, last]);
    this.#pieces = [];
    this.#bytes = 0;
    return line.toString('utf8');
  }

  #keep(rest: Buffer): void {
    if (rest.length === 0) return;
    this.#bytes += rest.length;
    if (this.#bytes > MAX_BYTES) throw new SyntaxError('a line is too long');
    this.#pieces.push(rest);
  }
}
