import type { AppError, ErrorCode } from '../core/errors.ts';
import { SelfIssuedAuthority } from './authority.ts';
import { backoffMs } from './backoff.ts';
import { CertManagerSource } from './cert-manager-source.ts';
import { CertificateLoop } from './certificate-loop.ts';
import type { Pause } from './certificate-loop.ts';
import { FileSource } from './file-source.ts';
import { CertificateHealth } from './health.ts';
import { decideMode } from './mode.ts';
import type { CertMode } from './mode.ts';
import { Observer } from './observer.ts';
import { issuePlaceholder } from './placeholder.ts';
import type {
  CertificateClock,
  CertificateFilesPort,
  CertificateLog,
  CertificateMetrics,
  SecretsPort,
  ServingPort,
  WebhookConfigurationsPort,
} from './ports.ts';
import type { RotationPolicy } from './rotation-policy.ts';
import { ServedCertificate } from './served-certificate.ts';
import type { CertificateSource, PassReport } from './source.ts';
import type { CertificatePair } from './types.ts';

/** What the certificates are looked after with. */
export interface CertificateSettings {
  readonly mode: CertMode | 'auto';
  /** Name of the Secret of the self-issued authority. */
  readonly caSecretName: string;
  /** Name of the Secret that cert-manager writes. */
  readonly certSecretName: string;
  /** The names that a serving certificate is issued for; see `serviceDnsNames`. */
  readonly dnsNames: readonly string[];
  /** The one of them that kube-apiserver uses: `<service>.<namespace>.svc`. */
  readonly hostName: string;
  readonly policy: RotationPolicy;
  readonly secrets: SecretsPort;
  readonly configurations: WebhookConfigurationsPort;
  /** The files of the mode `files`, when they are given. */
  readonly files?: CertificateFilesPort;
  readonly serving: ServingPort;
  readonly clock: CertificateClock;
  readonly metrics: CertificateMetrics;
  readonly log: CertificateLog;
}

const API_CODES: ReadonlySet<ErrorCode> = new Set(['ERR_CERT_API_FAILED', 'ERR_CERT_API_FORBIDDEN']);

const NO_FILES: CertificateFilesPort = {
  read: async () => await Promise.reject(new Error('no files are given')),
};

function sourcesOf(
  settings: CertificateSettings,
  served: ServedCertificate,
  observer: Observer,
): Readonly<Record<CertMode, CertificateSource>> {
  const { files = NO_FILES, caSecretName, certSecretName, policy, clock, metrics, log } = settings;
  const context = { policy, clock, metrics, log };
  const shared = { ...settings, served, observer, context };
  return {
    self: new SelfIssuedAuthority({ ...shared, secretName: caSecretName }),
    'cert-manager': new CertManagerSource({ ...shared, secretName: certSecretName }),
    files: new FileSource({ ...shared, files }),
  };
}

/** Looks after the serving certificate: chooses where it comes from, keeps it renewed, and says what is wrong. */
export class Certificates {
  readonly #settings: CertificateSettings;
  readonly #served: ServedCertificate;
  readonly #observer: Observer;
  readonly #health: CertificateHealth;
  readonly #sources: Readonly<Record<CertMode, CertificateSource>>;
  readonly #loop: CertificateLoop;
  #hasFiles: boolean | undefined;
  #mode: CertMode | undefined;
  #failures = 0;
  #pause: Pause = { milliseconds: 0, canBeWoken: true };

  constructor(settings: CertificateSettings) {
    const { serving, configurations, clock, metrics, log } = settings;
    this.#settings = settings;
    this.#served = new ServedCertificate(serving, clock, metrics);
    this.#observer = new Observer(configurations, clock);
    this.#health = new CertificateHealth(this.#served, clock, metrics, log);
    this.#sources = sourcesOf(settings, this.#served, this.#observer);
    this.#loop = new CertificateLoop(async () => await this.pass(), clock, log);
  }

  /** Where the certificate comes from; `undefined` while that is not known. */
  get mode(): CertMode | undefined {
    return this.#mode;
  }

  /** All that is wrong, whether it keeps us from serving or not. */
  get problems(): readonly AppError[] {
    return this.#health.problems;
  }

  /** Reasons for /readyz to say no; none when kube-apiserver can be served. */
  notReady(): readonly string[] {
    return this.#health.notReady();
  }

  /**
   * Looks after the certificate once, and returns a pair to begin to listen with: the one to be served, or when there is
   * none yet one that nobody trusts, so that probes get an answer.
   */
  async start(): Promise<CertificatePair> {
    this.#pause = await this.pass();
    const { dnsNames, clock } = this.#settings;
    return this.#served.pair ?? (await issuePlaceholder(dnsNames, clock.now()));
  }

  /** Looks after the certificate until the signal aborts; nothing is thrown. */
  async run(signal: AbortSignal): Promise<void> {
    await this.#loop.run(signal, this.#pause);
  }

  /** A Secret, a webhook configuration or a file has changed: the next pass is due. */
  wake(): void {
    this.#loop.wake();
  }

  /** Looks after the certificate once, and says when to do it again. Never two at a time. */
  async pass(): Promise<Pause> {
    const report = await this.#work();
    const problems = [this.#observer.problem, ...report.problems].filter(problem => problem !== undefined);
    await this.#health.judge({ mode: this.#mode, configurations: this.#observer.last, problems });
    return this.#pauseAfter({ ...report, problems });
  }

  async #work(): Promise<PassReport> {
    const isInFiles = await this.#isInFiles();
    const observed = isInFiles ? undefined : await this.#observer.look();
    const mode = this.#modeNow(isInFiles);
    return mode === undefined ? { problems: [] } : await this.#sources[mode].pass(observed);
  }

  /** Whether files are used is found out once: their absence for a moment must not change who issues. */
  async #isInFiles(): Promise<boolean> {
    const { mode, files } = this.#settings;
    if (mode !== 'auto') return mode === 'files';
    this.#hasFiles ??= files !== undefined && (await isReadable(files));
    return this.#hasFiles;
  }

  #modeNow(hasFiles: boolean): CertMode | undefined {
    const { mode: configured, log } = this.#settings;
    const mode = decideMode({ configured, hasFiles, configurations: this.#observer.last });
    if (mode !== this.#mode) log.info({ mode }, 'the serving certificate comes from another source');
    this.#mode = mode;
    return mode;
  }

  #pauseAfter({ problems, againMs = Infinity }: PassReport): Pause {
    const { clock, policy } = this.#settings;
    const hasFailed = problems.some(problem => API_CODES.has(problem.code));
    this.#failures = hasFailed ? this.#failures + 1 : 0;
    if (!hasFailed) return { milliseconds: Math.min(againMs, policy.tickMs), canBeWoken: true };
    return { milliseconds: backoffMs(this.#failures, clock.random), canBeWoken: false };
  }
}

async function isReadable(files: CertificateFilesPort): Promise<boolean> {
  return await files.read().then(
    () => true,
    () => false,
  );
}
