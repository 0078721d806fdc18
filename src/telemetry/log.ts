import { pino } from 'pino';

/** Where log lines go: fields for programs, then one sentence that never changes, so that lines can be grouped. */
export interface Log {
  readonly debug: (fields: object, sentence: string) => void;
  readonly info: (fields: object, sentence: string) => void;
  readonly warn: (fields: object, sentence: string) => void;
  readonly error: (fields: object, sentence: string) => void;
}

/** Levels of the log, the most talkative first. */
export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent';

/** Takes finished lines, each a JSON object and a line break. */
export interface LogDestination {
  readonly write: (line: string) => void;
}

/**
 * A log of JSON lines, to standard output unless said. Lines are written at once: what was logged before a crash is there.
 * Line breaks and control characters in values are escaped, so that nobody can forge a line.
 */
export function createLog(
  level: LogLevel,
  destination: LogDestination = pino.destination({ dest: 1, sync: true }),
): Log {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: label => ({ level: label }) },
    },
    destination,
  );
}
