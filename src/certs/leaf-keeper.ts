import { X509Certificate } from 'node:crypto';
import type { KeeperContext } from './authority-keeper.ts';
import { issueServingCertificate } from './issue.ts';
import { leafReason } from './leaf.ts';
import type { Leaf, LeafReason } from './leaf.ts';
import type { ObservedConfiguration } from './ports.ts';
import type { ServedCertificate } from './served-certificate.ts';
import type { SigningAuthority } from './signing-authority.ts';
import { SwitchGate } from './switch-gate.ts';
import { DAY_MS } from './validity.ts';

/** This replica's own serving certificate: its key never leaves the memory. */
export class LeafKeeper {
  readonly #served: ServedCertificate;
  readonly #dnsNames: readonly string[];
  readonly #context: KeeperContext;
  readonly #gate: SwitchGate;
  #latest: Leaf | undefined;
  #latestReason: LeafReason = 'first';
  #servedIssuer: X509Certificate | undefined;

  constructor(served: ServedCertificate, dnsNames: readonly string[], context: KeeperContext) {
    this.#served = served;
    this.#dnsNames = dnsNames;
    this.#context = context;
    this.#gate = new SwitchGate(served, context.clock, context.policy.settleMs);
  }

  /** The authority that has signed what is served. */
  get servedIssuer(): X509Certificate | undefined {
    return this.#servedIssuer;
  }

  /**
   * Renews the certificate if need be, and serves it once it may be.
   * @param configurations as last observed; `undefined` when they never were.
   * @returns how long until it may be served, in ms; `undefined` when that is not a matter of time.
   * @throws AppError when the authority cannot sign or the certificate cannot be served; the one before it stays.
   */
  async renew(
    signing: SigningAuthority,
    configurations: readonly ObservedConfiguration[] | undefined,
  ): Promise<number | undefined> {
    const leaf = await this.#leafOf(signing);
    if (leaf.pair === this.#served.pair) return undefined;
    const candidate = { chain: [leaf.certificate], anchor: leaf.issuer };
    const delay = this.#gate.delayOf(candidate, configurations);
    if (delay !== 0) return delay;
    await this.#serve(leaf);
    return undefined;
  }

  async #leafOf(signing: SigningAuthority): Promise<Leaf> {
    const { clock, policy } = this.#context;
    const now = clock.now();
    const reason = leafReason(this.#latest, signing.certificate, now);
    if (reason === undefined && this.#latest !== undefined) return this.#latest;
    const pair = await issueServingCertificate({
      ca: signing.pair,
      dnsNames: this.#dnsNames,
      now,
      days: policy.leafMs / DAY_MS,
    });
    const certificate = new X509Certificate(pair.certificatePem);
    this.#latest = { pair, certificate, issuer: signing.certificate, jitter: clock.random() };
    this.#latestReason = reason ?? this.#latestReason;
    return this.#latest;
  }

  async #serve(leaf: Leaf): Promise<void> {
    try {
      await this.#served.swap(leaf.pair, this.#latestReason);
      this.#servedIssuer = leaf.issuer;
      this.#context.log.info({ reason: this.#latestReason }, 'serves a new certificate');
    } catch (error) {
      this.#latest = undefined;
      throw error;
    }
  }
}
