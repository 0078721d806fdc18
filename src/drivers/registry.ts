import type { Driver } from '../core/driver.ts';
import { iomeshLocalpv } from './iomesh-localpv/index.ts';
import { iomesh } from './iomesh/index.ts';
import { topolvm } from './topolvm/index.ts';

/** The drivers served, in the order in which they are asked. */
export const DRIVERS: readonly Driver[] = [topolvm, iomesh, iomeshLocalpv];
