/**
 * What the manifest reader found wrong with the text itself. Lines and columns count from 1, in UTF-16 units.
 */
export interface SourceProblem {
  readonly type:
    | 'parse-error'
    | 'tab-indentation'
    | 'duplicate-key'
    | 'document-end-marker'
    | 'not-a-manifest'
    | 'helm-template'
    | 'invalid-suppression';
  readonly line: number;
  readonly column: number;
  readonly endColumn: number;
  /**
   * The parser's reason, the key concerned, the number of lines indented with tabs, the first words behind
   * `...`, the first keys of what is no manifest, the template's action, or what a suppression lacks.
   */
  readonly detail: string;
  /** For a duplicate key: the line of its first occurrence. */
  readonly firstLine?: number;
}
