/** Where this part of the program writes its log; `telemetry/log.ts` fits. */
export interface KubeLog {
  readonly debug: (fields: object, sentence: string) => void;
  readonly info: (fields: object, sentence: string) => void;
  readonly warn: (fields: object, sentence: string) => void;
  readonly error: (fields: object, sentence: string) => void;
}
