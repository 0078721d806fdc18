import type { AppError } from '../core/errors.ts';
import type { AuthoritySecret } from './authority-secret.ts';
import { announcedAuthorities, isAnnouncedBy } from './ca-bundle.ts';
import { readCaSecret } from './ca-secret.ts';
import type { CaContent, CaSecret } from './ca-secret.ts';
import { isValidAt } from './certificate-facts.ts';
import { issueCertificateAuthority } from './issue.ts';
import { Pace } from './pace.ts';
import type {
  CertificateClock,
  CertificateLog,
  CertificateMetrics,
  ObservedConfiguration,
  StoredSecret,
} from './ports.ts';
import { caStateOf, decideCa, issuedContent, stagedContent } from './renewal.ts';
import type { CaDecision, CaSurroundings, SecretWrite } from './renewal.ts';
import type { RotationPolicy } from './rotation-policy.ts';
import { readAuthority, unusable } from './signing-authority.ts';
import type { SigningAuthority } from './signing-authority.ts';
import { DAY_MS } from './validity.ts';

/** What every part of the self-issued mode takes. */
export interface KeeperContext {
  readonly policy: RotationPolicy;
  readonly clock: CertificateClock;
  readonly metrics: CertificateMetrics;
  readonly log: CertificateLog;
}

/** How the Secret was left: `changed` has to be read again; `unsettled` cannot be used, and nothing can be done now. */
export type SecretOutcome =
  | { readonly outcome: 'settled'; readonly content: CaContent }
  | { readonly outcome: 'changed' }
  | { readonly outcome: 'unsettled'; readonly problem?: AppError };

const CHANGED: SecretOutcome = { outcome: 'changed' };
/** Whoever spoils the Secret again and again: it is not replaced or mended more often. */
const REPAIRS = { limit: 3, windowMs: 60_000 } as const;

/** Brings the Secret of the authority forward, one decision at a time, together with the other replicas. */
export class AuthorityKeeper {
  readonly #secret: AuthoritySecret;
  readonly #context: KeeperContext;
  readonly #replacements = new Pace(REPAIRS.limit, REPAIRS.windowMs);
  readonly #mends = new Pace(REPAIRS.limit, REPAIRS.windowMs);
  #remembered: SigningAuthority | undefined;
  #withoutSince: Date | undefined;
  #lastExpired = '';

  constructor(secret: AuthoritySecret, context: KeeperContext) {
    this.#secret = secret;
    this.#context = context;
  }

  /** The authority that was last read from the Secret, whatever has become of the Secret since. */
  get remembered(): SigningAuthority | undefined {
    return this.#remembered;
  }

  /**
   * Reads the Secret and does the next thing that it needs.
   * @throws AppError when the API server fails us; a race that another replica won is none.
   */
  async advance(configurations: readonly ObservedConfiguration[] | undefined): Promise<SecretOutcome> {
    const stored = await this.#secret.read();
    const now = this.#context.clock.now();
    const found = readCaSecret(stored, now);
    this.#takeNotice(found, now);
    const surroundings = this.#surroundings(configurations, now);
    const decision = decideCa(found, surroundings);
    if (decision.action !== 'none') return await this.#execute(decision, stored, surroundings);
    return found.kind === 'readable'
      ? { outcome: 'settled', content: found.content }
      : { outcome: 'unsettled' };
  }

  #takeNotice(found: CaSecret, now: Date): void {
    if (found.kind !== 'readable' || !isValidAt(found.content.signing.certificate, now)) {
      this.#withoutSince ??= now;
      this.#countExpired(found, now);
      return;
    }
    this.#withoutSince = undefined;
    this.#remembered = found.content.signing;
    this.#context.metrics.expires('ca', this.#remembered.certificate.validToDate);
  }

  #countExpired(found: CaSecret, now: Date): void {
    if (found.kind !== 'readable' || caStateOf(found, now) !== 'expired') return;
    const { fingerprint256 } = found.content.signing.certificate;
    if (fingerprint256 !== this.#lastExpired) this.#context.metrics.caExpired();
    this.#lastExpired = fingerprint256;
  }

  #surroundings(configurations: readonly ObservedConfiguration[] | undefined, now: Date): CaSurroundings {
    return {
      now,
      policy: this.#context.policy,
      announced: announcedAuthorities(configurations ?? [], now),
      isAnnounced: certificate => configurations !== undefined && isAnnouncedBy(configurations, certificate),
      remembered: this.#remembered,
      withoutSince: this.#withoutSince,
    };
  }

  async #execute(
    decision: CaDecision,
    stored: StoredSecret | undefined,
    surroundings: CaSurroundings,
  ): Promise<SecretOutcome> {
    switch (decision.action) {
      case 'leave-alone':
        return { outcome: 'unsettled', problem: this.#secret.foreign() };
      case 'issue':
      case 'restore':
        return await this.#replace(decision, stored, surroundings);
      case 'stage':
        return await this.#stage(decision.content, stored);
      case 'rewrite':
        return await this.#rewrite(decision, stored, surroundings.now);
      case 'none':
      case 'wait':
        break;
    }
    return { outcome: 'unsettled' };
  }

  async #replace(
    decision: CaDecision & { readonly action: 'issue' | 'restore' },
    stored: StoredSecret | undefined,
    surroundings: CaSurroundings,
  ): Promise<SecretOutcome> {
    if (!this.#replacements.allows(surroundings.now)) return { outcome: 'unsettled' };
    const authority = decision.action === 'restore' ? decision.authority : await this.#newAuthority();
    const content = issuedContent(authority, surroundings);
    return await this.#write(decision.write, content, stored, decision.reason, this.#replacements);
  }

  async #rewrite(
    { content, reason }: CaDecision & { readonly action: 'rewrite' },
    stored: StoredSecret | undefined,
    now: Date,
  ): Promise<SecretOutcome> {
    if (reason !== 'mended') return await this.#write('update', content, stored, reason);
    if (!this.#mends.allows(now)) return { outcome: 'settled', content };
    return await this.#write('update', content, stored, reason, this.#mends);
  }

  async #stage(content: CaContent, stored: StoredSecret | undefined): Promise<SecretOutcome> {
    const next = await this.#newAuthority();
    const staged = stagedContent(content, next, this.#context.clock.now());
    return await this.#write('update', staged, stored, 'staged');
  }

  async #newAuthority(): Promise<SigningAuthority> {
    const { clock, policy } = this.#context;
    const pair = await issueCertificateAuthority({ now: clock.now(), days: policy.caMs / DAY_MS });
    const authority = readAuthority(pair);
    if (typeof authority === 'string') throw unusable(authority);
    return authority;
  }

  async #write(
    how: SecretWrite,
    content: CaContent,
    stored: StoredSecret | undefined,
    reason: string,
    pace?: Pace,
  ): Promise<SecretOutcome> {
    const outcome = await this.#secret.write(how, content, stored);
    if (outcome !== 'written') return CHANGED;
    pace?.note(this.#context.clock.now());
    this.#context.metrics.renewed('ca', reason);
    this.#context.log.info({ reason, phase: content.phase }, 'wrote the Secret of the certificate authority');
    return CHANGED;
  }
}
