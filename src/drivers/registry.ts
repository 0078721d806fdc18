import type { Driver } from '../core/driver.ts';
import { iomesh } from './iomesh/index.ts';

/** The drivers served, in the order in which they are asked. */
export const DRIVERS: readonly Driver[] = [iomesh];
