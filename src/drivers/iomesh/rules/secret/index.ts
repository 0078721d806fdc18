import type { ObjectRule } from '../../../../core/rule.ts';
import { secretChapKeysMissing } from './secret-chap-keys-missing.ts';
import { secretChapMismatch } from './secret-chap-mismatch.ts';
import { secretChapPasswordLength } from './secret-chap-password-length.ts';
import { secretLicenseKey } from './secret-license-key.ts';

/** Rules of Secrets, in report order; they run only when Secrets may be read. */
export const RULES: readonly ObjectRule[] = [
  secretChapPasswordLength,
  secretChapKeysMissing,
  secretChapMismatch,
  secretLicenseKey,
];
