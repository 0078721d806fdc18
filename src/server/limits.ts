const MIB = 1024 * 1024;

/** What a listener bears. Times are milliseconds, sizes bytes. */
export interface ServerLimits {
  /** Largest body; an UPDATE carries two objects of at most 3 MiB each. */
  readonly maxBodyBytes: number;
  /** Deepest nesting of a body. */
  readonly maxDepth: number;
  /** Members of objects and elements of arrays in a body, all together. */
  readonly maxMembers: number;
  /** Reviews in flight. */
  readonly maxConcurrentReviews: number;
  /** Bytes of all bodies that are being read. */
  readonly maxBufferedBytes: number;
  /** A body that takes longer has to make room when others are waiting; kube-apiserver sends its bodies in one go. */
  readonly slowBodyMs: number;
  readonly maxConnections: number;
  /** kube-apiserver keeps idle connections for 90 s and does not retry when we close one just as it is used. */
  readonly keepAliveTimeoutMs: number;
  readonly handshakeTimeoutMs: number;
  readonly headersTimeoutMs: number;
  /** From the first byte of a request to its last. */
  readonly requestTimeoutMs: number;
  /** For connections on which nothing was ever asked. */
  readonly idleTimeoutMs: number;
  /** How often the two limits on requests are checked. */
  readonly checkingIntervalMs: number;
  readonly maxHeaderBytes: number;
}

/** The limits of a production server. */
export const DEFAULT_LIMITS: ServerLimits = {
  maxBodyBytes: 7 * MIB,
  maxDepth: 64,
  maxMembers: 100_000,
  maxConcurrentReviews: 256,
  maxBufferedBytes: 32 * MIB,
  slowBodyMs: 500,
  maxConnections: 2000,
  keepAliveTimeoutMs: 120_000,
  handshakeTimeoutMs: 5_000,
  headersTimeoutMs: 10_000,
  requestTimeoutMs: 15_000,
  idleTimeoutMs: 30_000,
  checkingIntervalMs: 2_000,
  maxHeaderBytes: 16 * 1024,
};
