import type { Driver } from '../core/driver.ts';

/** The drivers served, in the order in which they are asked. */
export const DRIVERS: readonly Driver[] = [];
