import type { AppError } from '../core/errors.ts';
import { AuthorityKeeper } from './authority-keeper.ts';
import type { KeeperContext } from './authority-keeper.ts';
import { AuthoritySecret } from './authority-secret.ts';
import { BundleWriter } from './bundle-writer.ts';
import { LeafKeeper } from './leaf-keeper.ts';
import { isInjected } from './mode.ts';
import type { Observer } from './observer.ts';
import type { ObservedConfiguration, SecretsPort, WebhookConfigurationsPort } from './ports.ts';
import type { ServedCertificate } from './served-certificate.ts';
import { asProblem } from './source.ts';
import type { CertificateSource, PassReport } from './source.ts';

/** What the self-issued mode works with. */
export interface AuthoritySettings {
  /** Name of the Secret of the authority. */
  readonly secretName: string;
  /** The names that the serving certificate is issued for. */
  readonly dnsNames: readonly string[];
  readonly secrets: SecretsPort;
  readonly configurations: WebhookConfigurationsPort;
  readonly observer: Observer;
  readonly served: ServedCertificate;
  readonly context: KeeperContext;
}

/** Reads and writes until nothing is left to do, but not for ever: others write too. */
const MAX_ROUNDS = 6;
/** How soon to come back after losing every round, at least. */
const CONTENDED_MS = 500;

type Configurations = readonly ObservedConfiguration[] | undefined;

/**
 * The self-issued authority: one Secret that all replicas bring forward by optimistic concurrency, without a leader, and a
 * serving certificate of its own for each.
 */
export class SelfIssuedAuthority implements CertificateSource {
  readonly #settings: AuthoritySettings;
  readonly #keeper: AuthorityKeeper;
  readonly #bundles: BundleWriter;
  readonly #leaf: LeafKeeper;

  constructor(settings: AuthoritySettings) {
    const { secrets, secretName, configurations, served, dnsNames, context } = settings;
    this.#settings = settings;
    this.#keeper = new AuthorityKeeper(new AuthoritySecret(secrets, secretName, context.clock), context);
    this.#bundles = new BundleWriter(configurations, context);
    this.#leaf = new LeafKeeper(served, dnsNames, context);
  }

  /** Brings Secret and caBundles forward as far as they go now, then this replica's own certificate. */
  async pass(observed: Configurations): Promise<PassReport> {
    const problems: AppError[] = [];
    const wait = await this.#reconcile(observed, problems);
    const delay = await this.#renewLeaf(problems);
    const againMs = [wait, delay].filter(time => time !== undefined);
    return { problems, ...(againMs.length > 0 && { againMs: Math.min(...againMs) }) };
  }

  /**
   * The configurations are observed before the Secret is read in every round, so that what a caBundle has because of the
   * Secret is never taken for a leftover.
   */
  async #reconcile(observed: Configurations, problems: AppError[]): Promise<number | undefined> {
    let configurations = observed;
    try {
      for (let round = 0; round < MAX_ROUNDS; round += 1) {
        if (!(await this.#advance(configurations?.filter(isOurs), problems))) return undefined;
        configurations = await this.#settings.observer.look();
      }
    } catch (error) {
      problems.push(asProblem(error));
      return undefined;
    }
    const { clock } = this.#settings.context;
    return CONTENDED_MS * (1 + clock.random());
  }

  /** Does one thing; says whether something has changed, so that all has to be looked at again. */
  async #advance(configurations: Configurations, problems: AppError[]): Promise<boolean> {
    const secret = await this.#keeper.advance(configurations);
    if (secret.outcome === 'changed') return true;
    if (secret.outcome === 'unsettled') {
      if (secret.problem !== undefined) problems.push(secret.problem);
      return false;
    }
    if (configurations === undefined) return false;
    const announced = await this.#bundles.announce(secret.content, configurations, this.#leaf.servedIssuer);
    problems.push(...announced.problems);
    return announced.hasChanged && announced.problems.length === 0;
  }

  async #renewLeaf(problems: AppError[]): Promise<number | undefined> {
    const { remembered } = this.#keeper;
    if (remembered === undefined) return undefined;
    try {
      return await this.#leaf.renew(remembered, this.#settings.observer.last?.filter(isOurs));
    } catch (error) {
      problems.push(asProblem(error));
      return undefined;
    }
  }
}

/** Only what cert-manager does not write is written and waited for. */
function isOurs(configuration: ObservedConfiguration): boolean {
  return !isInjected(configuration);
}
