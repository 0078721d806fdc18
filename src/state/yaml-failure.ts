/** Thrown inside the reader when a document has no meaning; never leaves this folder. */
export class YamlFailure extends Error {
  override readonly name = 'YamlFailure';
  /** `limit` when the text may be right but is more than we read. */
  readonly type: 'parse' | 'limit';
  /** Where, in UTF-16 units of the document's text; the end is exclusive. */
  readonly start: number;
  readonly end: number;

  constructor(reason: string, start: number, end = start, type: 'parse' | 'limit' = 'parse') {
    super(reason);
    this.type = type;
    this.start = start;
    this.end = end;
  }

  /** The same failure in a text with other offsets. */
  movedBy(move: (offset: number) => number): YamlFailure {
    return new YamlFailure(this.message, move(this.start), move(this.end), this.type);
  }
}
