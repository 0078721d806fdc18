import { AppError } from '../core/errors.ts';
import { readApi, secretCall } from './api-call.ts';
import type { KeeperContext } from './authority-keeper.ts';
import { certificatesIn } from './certificate-facts.ts';
import { GivenPair } from './given-pair.ts';
import type { Observer } from './observer.ts';
import type { SecretsPort, StoredSecret } from './ports.ts';
import type { ServedCertificate } from './served-certificate.ts';
import { asProblem } from './source.ts';
import type { CertificateSource, PassReport } from './source.ts';
import { SwitchGate } from './switch-gate.ts';

/** What the mode `cert-manager` works with. */
export interface CertManagerSettings {
  /** Name of the Secret that cert-manager writes. */
  readonly secretName: string;
  /** The name by which kube-apiserver reaches us. */
  readonly hostName: string;
  readonly secrets: Pick<SecretsPort, 'get'>;
  readonly observer: Observer;
  readonly served: ServedCertificate;
  readonly context: KeeperContext;
}

/** A certificate by cert-manager: its Secret is read, and neither that nor any caBundle is ever written. */
export class CertManagerSource implements CertificateSource {
  readonly #settings: CertManagerSettings;
  readonly #given: GivenPair;
  readonly #gate: SwitchGate;

  constructor(settings: CertManagerSettings) {
    const { hostName, served, context } = settings;
    this.#settings = settings;
    this.#given = new GivenPair(hostName, context.clock, context.metrics);
    this.#gate = new SwitchGate(served, context.clock, context.policy.settleMs);
  }

  async pass(): Promise<PassReport> {
    const problems: AppError[] = [];
    try {
      this.#take(await this.#read());
    } catch (error) {
      problems.push(asProblem(error));
    }
    try {
      const againMs = await this.#serve();
      return { problems, ...(againMs !== undefined && { againMs }) };
    } catch (error) {
      return { problems: [...problems, asProblem(error)] };
    }
  }

  async #read(): Promise<StoredSecret> {
    const { secrets, secretName: name, context } = this.#settings;
    const secret = await readApi(secretCall('get', name), context.clock, () => secrets.get(name));
    if (secret === undefined) throw new AppError('ERR_CERT_SECRET_MISSING', { name });
    return secret;
  }

  #take({ data }: StoredSecret): void {
    const [authority] = certificatesIn(data['ca.crt'] ?? '');
    if (authority !== undefined) this.#settings.context.metrics.expires('ca', authority.validToDate);
    this.#given.take({ certificatePem: data['tls.crt'] ?? '', privateKeyPem: data['tls.key'] ?? '' });
  }

  async #serve(): Promise<number | undefined> {
    const { good } = this.#given;
    const { served, observer } = this.#settings;
    if (good === undefined || good.pair === served.pair) return undefined;
    const candidate = { chain: good.chain, anchor: good.certificate };
    const delay = this.#gate.delayOf(candidate, observer.last);
    if (delay !== 0) return delay;
    await served.swap(good.pair, 'given');
    return undefined;
  }
}
