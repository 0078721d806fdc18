import { AppError } from '../core/errors.ts';
import { readApi, secretCall, writeApi } from './api-call.ts';
import type { WriteOutcome } from './api-call.ts';
import { caSecretOf } from './ca-secret.ts';
import type { CaContent } from './ca-secret.ts';
import type { CertificateClock, SecretsPort, StoredSecret } from './ports.ts';
import type { SecretWrite } from './renewal.ts';

/** The one Secret that holds the authority. */
export class AuthoritySecret {
  readonly #port: SecretsPort;
  readonly #name: string;
  readonly #clock: CertificateClock;

  constructor(port: SecretsPort, name: string, clock: CertificateClock) {
    this.#port = port;
    this.#name = name;
    this.#clock = clock;
  }

  /**
   * Reads it.
   * @throws AppError when that fails.
   */
  async read(): Promise<StoredSecret | undefined> {
    return await readApi(secretCall('get', this.#name), this.#clock, () => this.#port.get(this.#name));
  }

  /**
   * Writes it over the version that was read.
   * @throws AppError when that fails; not when another replica was faster.
   */
  async write(how: SecretWrite, content: CaContent, stored: StoredSecret | undefined): Promise<WriteOutcome> {
    if (stored === undefined || how === 'create') return await this.#create(content);
    if (how === 'recreate') return await this.#recreate(content, stored);
    const secret = { ...caSecretOf(this.#name, content, stored), ...identityOf(stored) };
    const call = secretCall('update', this.#name);
    const outcome = await writeApi(call, this.#clock, () => this.#port.update(secret));
    return outcome === 'immutable' ? await this.#recreate(content, stored) : outcome;
  }

  /** The error of a Secret that is not ours. */
  foreign(): AppError {
    return new AppError('ERR_CERT_SECRET_FOREIGN', { name: this.#name });
  }

  async #create(content: CaContent): Promise<WriteOutcome> {
    const call = secretCall('create', this.#name);
    return await writeApi(call, this.#clock, () => this.#port.create(caSecretOf(this.#name, content)));
  }

  async #recreate(content: CaContent, { uid }: StoredSecret): Promise<WriteOutcome> {
    const call = secretCall('delete', this.#name);
    const outcome = await writeApi(call, this.#clock, () => this.#port.delete(this.#name, uid));
    return outcome === 'written' ? await this.#create(content) : outcome;
  }
}

function identityOf({ uid, resourceVersion }: StoredSecret) {
  return { uid, resourceVersion };
}
