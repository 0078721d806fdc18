interface ErrorEntry {
  /** What went wrong, one sentence; `{name}` stands for a detail. */
  readonly message: string;
  /** What the operator can do about it, one sentence or two. */
  readonly fix: string;
  /** The process's exit code when nothing can be saved: 2 usage or unreadable input, 3 could not find out. */
  readonly exitCode: 2 | 3;
}

/**
 * Operational failures, `ERR_AREA_REASON`; docs/errors.md is made from this table. Mistakes of users in their manifests
 * are findings, bugs are plain exceptions.
 */
export const ERRORS = {
  ERR_CERT_CA_EXPIRED: {
    message:
      'The certificate authority has been expired since {notAfter}, so it cannot sign a serving certificate.',
    fix: "Check the node's clock. A self-issued authority is replaced within a minute; any other has to be renewed by its owner.",
    exitCode: 3,
  },
  ERR_CERT_CA_UNUSABLE: {
    message: 'The certificate authority cannot sign: {reason}.',
    fix: 'Delete the Secret of the certificate authority; a new one is issued within a minute.',
    exitCode: 3,
  },
  ERR_CERT_NAME_INVALID: {
    message: 'No serving certificate can be issued for the name "{name}".',
    fix: 'Give the Service and the cluster domain as lower-case DNS names.',
    exitCode: 2,
  },
  ERR_CERT_PAIR_UNUSABLE: {
    message: 'The serving certificate cannot be used: {reason}.',
    fix: 'Give a PEM certificate and the PEM private key that belongs to it. The certificate before it, if any, stays in use.',
    exitCode: 2,
  },
  ERR_SERVER_LISTEN: {
    message: 'Cannot listen on {address}: {reason}.',
    fix: 'Choose another port or address, or stop the process that holds it.',
    exitCode: 3,
  },
} as const satisfies Readonly<Record<string, ErrorEntry>>;

/** The code of an operational failure; users and tests match on it, never on the prose. */
export type ErrorCode = keyof typeof ERRORS;

type DetailsIn<Template extends string> = Template extends `${string}{${infer Name}}${infer Rest}`
  ? Name | DetailsIn<Rest>
  : never;

/** The details that the message of a code asks for. */
export type ErrorDetails<Code extends ErrorCode> = Readonly<
  Record<DetailsIn<(typeof ERRORS)[Code]['message']>, string>
>;

function fill(template: string, details: ReadonlyMap<string, string>): string {
  return template.replaceAll(/\{(\w+)\}/g, (placeholder, name: string) => details.get(name) ?? placeholder);
}

/** An operational failure: something outside the program is not as it must be. */
export class AppError<Code extends ErrorCode = ErrorCode> extends Error {
  override readonly name = 'AppError';
  readonly code: Code;
  readonly fix: string;
  readonly exitCode: number;

  constructor(code: Code, details: ErrorDetails<Code>, options?: ErrorOptions) {
    super(fill(ERRORS[code].message, new Map(Object.entries<string>(details))), options);
    this.code = code;
    this.fix = ERRORS[code].fix;
    this.exitCode = ERRORS[code].exitCode;
  }
}
