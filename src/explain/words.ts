import { formatBytes } from '../core/quantity.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Writes a size with one decimal, as tables of Kubernetes tools do: `100.0Gi`, `61.9Gi`, below 1Ki `512B`. */
export function size(bytes: bigint): string {
  if (bytes !== 0n && bytes > -1024n && bytes < 1024n) return `${bytes}B`;
  return formatBytes(bytes).replace(/^(-?\d+)([KMGTPE]i)$/, '$1.0$2');
}

function withRest(whole: number, unit: string, rest: number, restUnit: string): string {
  return rest === 0 ? `${whole}${unit}` : `${whole}${unit}${rest}${restUnit}`;
}

/** Writes a time span as kubectl does: `22s`, `14m`, `3h12m`, `2d4h`. */
export function span(milliseconds: number): string {
  const time = Math.max(0, milliseconds);
  if (time < 2 * MINUTE) return `${Math.floor(time / SECOND)}s`;
  if (time < 2 * HOUR) return `${Math.floor(time / MINUTE)}m`;
  if (time < 2 * DAY) return withRest(Math.floor(time / HOUR), 'h', Math.floor((time % HOUR) / MINUTE), 'm');
  return withRest(Math.floor(time / DAY), 'd', Math.floor((time % DAY) / HOUR), 'h');
}

/** Reads a timestamp of the API; `undefined` for anything else. */
export function timeOf(text: string | undefined): Date | undefined {
  const date = new Date(text ?? '');
  return Number.isNaN(date.getTime()) ? undefined : date;
}

/** A count with its noun: `1 node`, `2 nodes`. */
export function counted(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
