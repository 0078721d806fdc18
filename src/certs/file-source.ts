import { AppError } from '../core/errors.ts';
import { GivenPair } from './given-pair.ts';
import type { CertificateClock, CertificateFilesPort, CertificateMetrics } from './ports.ts';
import type { ServedCertificate } from './served-certificate.ts';
import { asProblem } from './source.ts';
import type { CertificateSource, PassReport } from './source.ts';
import type { CertificatePair } from './types.ts';

/** What the mode `files` works with. */
export interface FileSettings {
  readonly files: CertificateFilesPort;
  /** The name by which kube-apiserver reaches us. */
  readonly hostName: string;
  readonly served: ServedCertificate;
  readonly clock: CertificateClock;
  readonly metrics: CertificateMetrics;
}

/** Watches of mounted files miss changes, so the files are read as often as this too. */
const POLL_MS = 10_000;

/** A certificate in files: taken over when they change, and only when it is good. */
export class FileSource implements CertificateSource {
  readonly #settings: FileSettings;
  readonly #given: GivenPair;

  constructor(settings: FileSettings) {
    this.#settings = settings;
    this.#given = new GivenPair(settings.hostName, settings.clock, settings.metrics);
  }

  async pass(): Promise<PassReport> {
    try {
      this.#given.take(await this.#read());
      await this.#serve();
      return { problems: [], againMs: POLL_MS };
    } catch (error) {
      return { problems: [asProblem(error)], againMs: POLL_MS };
    }
  }

  async #read(): Promise<CertificatePair> {
    try {
      return await this.#settings.files.read();
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw new AppError('ERR_CERT_FILES_UNREADABLE', { reason }, { cause });
    }
  }

  async #serve(): Promise<void> {
    const { good } = this.#given;
    const { served } = this.#settings;
    if (good !== undefined && good.pair !== served.pair) await served.swap(good.pair, 'given');
  }
}
