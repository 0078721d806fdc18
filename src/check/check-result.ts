import type { Finding } from '../core/finding.ts';
import type { Manifest } from '../state/manifest.ts';

/** A finding with its place in a file. Lines and columns count from 1, in UTF-16 units. */
export interface LocatedFinding extends Finding {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** Column after the last character, on the line where the value starts. */
  readonly endColumn: number;
  /** The manifest it is in; absent for mistakes of the text itself. */
  readonly manifest?: Manifest;
}

/** A finding that was passed over, and why. */
export interface SuppressedFinding {
  readonly finding: LocatedFinding;
  readonly reason: string;
  /** Whether the manifest itself says so, or the configuration. */
  readonly origin: 'manifest' | 'configuration';
}

/** What one run of the checker counted. */
export interface Summary {
  readonly files: number;
  readonly objects: number;
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
  readonly unknown: number;
  readonly suppressed: number;
}

/** What one run of the checker found; every output format is made from it. */
export interface CheckResult {
  readonly findings: readonly LocatedFinding[];
  readonly suppressed: readonly SuppressedFinding[];
  /** Suppressions that matched nothing, as sentences. */
  readonly unusedSuppressions: readonly string[];
  readonly summary: Summary;
}
