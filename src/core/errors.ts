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
  ERR_CERT_API_FAILED: {
    message: 'The API server does not let us {verb} {resource} {name}: {reason}.',
    fix: 'It is tried again within half a minute, and the certificate in use stays. Check that the API server can be reached.',
    exitCode: 3,
  },
  ERR_CERT_API_FORBIDDEN: {
    message: 'The service account may not {verb} {resource} {name}.',
    fix: 'Grant the verb in the Role or ClusterRole of the service account; the manifests of this version do.',
    exitCode: 3,
  },
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
  ERR_CERT_DURATION_INVALID: {
    message:
      'A certificate authority that lives {ca} is too short for serving certificates of {leaf} and an overlap of {overlap}.',
    fix: 'Let it live ten times as long as each of them, or longer.',
    exitCode: 2,
  },
  ERR_CERT_FILES_UNREADABLE: {
    message: 'The certificate files cannot be read: {reason}.',
    fix: 'Give --cert-file and --key-file readable PEM files. The certificate before, if any, stays in use.',
    exitCode: 2,
  },
  ERR_CERT_HANDSHAKE_FAILED: {
    message: 'A TLS handshake with our own server failed: {reason}.',
    fix: 'The certificate before it, if still valid, is served again. Look for the cause in the log.',
    exitCode: 3,
  },
  ERR_CERT_NAME_INVALID: {
    message: 'No serving certificate can be issued for the name "{name}".',
    fix: 'Give the Service and the cluster domain as lower-case DNS names.',
    exitCode: 2,
  },
  ERR_CERT_NONE: {
    message: 'There is no serving certificate yet.',
    fix: 'It is issued as soon as the Secret of the certificate authority, or that of cert-manager, or the files can be read.',
    exitCode: 3,
  },
  ERR_CERT_NOT_VALID: {
    message: 'The serving certificate is valid from {notBefore} to {notAfter} only, and that is not now.',
    fix: "Check the node's clock. A self-issued certificate is replaced within a minute; any other has to be renewed by its owner.",
    exitCode: 3,
  },
  ERR_CERT_NO_ROTATION: {
    message: 'A rotation of the certificate authority cannot begin now: {reason}.',
    fix: 'Look with stowage certs show, and come back when the authority is active.',
    exitCode: 3,
  },
  ERR_CERT_PAIR_UNUSABLE: {
    message: 'The serving certificate cannot be used: {reason}.',
    fix: 'Give a PEM certificate and the PEM private key that belongs to it. The certificate before it, if any, stays in use.',
    exitCode: 2,
  },
  ERR_CERT_SECRET_FOREIGN: {
    message: 'The Secret {name} is not ours: it lacks the label app.kubernetes.io/managed-by=stowage.',
    fix: 'Give another name with --ca-secret-name, or delete the Secret or label it if nobody else needs it; until then it is not touched.',
    exitCode: 3,
  },
  ERR_CERT_SECRET_MISSING: {
    message: 'There is no Secret {name}, in which cert-manager is to put the serving certificate.',
    fix: "Give the Certificate's spec.secretName with --cert-secret-name, and see why cert-manager does not write it: kubectl describe certificate.",
    exitCode: 3,
  },
  ERR_CERT_UNTRUSTED: {
    message: 'The serving certificate is not trusted by the caBundle of {webhooks}.',
    fix: "A self-issued authority is written there within a minute. Otherwise look at what else writes caBundle: cert-manager's cainjector or a GitOps tool.",
    exitCode: 3,
  },
  ERR_EXTENDER_CONFIG: {
    message: 'The configuration file of the extender, {file}, cannot be used: {reason}.',
    fix: 'Give --extender-config a readable YAML file; docs/guide/topolvm.md names its keys.',
    exitCode: 2,
  },
  ERR_KUBE_CONFIG: {
    message: 'The way to the API server cannot be told from the kubeconfig: {reason}.',
    fix: 'Give a kubeconfig file by KUBECONFIG, or run in a pod with a ServiceAccount token.',
    exitCode: 2,
  },
  ERR_POLICY_NO_TOKEN_REVIEW: {
    message: 'The policy API cannot ask for tokens: there is no API server to review them.',
    fix: 'With --state, set --policy-api to on, or to off.',
    exitCode: 2,
  },
  ERR_SERVER_CLIENT_CA: {
    message: 'The authorities of client certificates cannot be read from {file}: {reason}.',
    fix: 'Give --client-ca-file a file with one PEM certificate or several.',
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
