import type { X509Certificate } from 'node:crypto';
import type { AppError } from '../core/errors.ts';
import { writeApi } from './api-call.ts';
import type { KeeperContext } from './authority-keeper.ts';
import { announcedAuthorities, caBundleOf, differingFrom } from './ca-bundle.ts';
import type { CaContent } from './ca-secret.ts';
import { pemOf } from './certificate-facts.ts';
import { Pace } from './pace.ts';
import type { ObservedConfiguration, WebhookConfigurationsPort } from './ports.ts';
import { asProblem } from './source.ts';

/** What came of writing the caBundles. */
export interface AnnounceOutcome {
  /** Whether some configuration has another caBundle than was observed, by us or by another. */
  readonly hasChanged: boolean;
  readonly problems: readonly AppError[];
}

const RESOURCES = {
  MutatingWebhookConfiguration: 'mutatingwebhookconfigurations',
  ValidatingWebhookConfiguration: 'validatingwebhookconfigurations',
} as const;

/** A fight over a caBundle is not fought faster. */
const WRITES = { limit: 30, windowMs: 60_000 } as const;

/** Keeps the caBundle of our webhook configurations what it has to be. */
export class BundleWriter {
  readonly #port: WebhookConfigurationsPort;
  readonly #context: KeeperContext;
  readonly #pace = new Pace(WRITES.limit, WRITES.windowMs);

  constructor(port: WebhookConfigurationsPort, context: KeeperContext) {
    this.#port = port;
    this.#context = context;
  }

  /** Writes the caBundles that are not what the Secret asks for; `servedIssuer` has signed what this replica serves. */
  async announce(
    content: CaContent,
    configurations: readonly ObservedConfiguration[],
    servedIssuer: X509Certificate | undefined,
  ): Promise<AnnounceOutcome> {
    const { clock, policy } = this.#context;
    const now = clock.now();
    const others = [
      ...announcedAuthorities(configurations, now),
      ...(servedIssuer === undefined ? [] : [servedIssuer]),
    ];
    const caBundle = caBundleOf(content, others, policy, now);
    if (caBundle.length === 0) return { hasChanged: false, problems: [] };
    return await this.#writeAll(differingFrom(configurations, caBundle), pemOf(caBundle));
  }

  async #writeAll(
    configurations: readonly ObservedConfiguration[],
    caBundle: string,
  ): Promise<AnnounceOutcome> {
    const problems: AppError[] = [];
    let hasChanged = false;
    for (const configuration of configurations) {
      if (!this.#pace.allows(this.#context.clock.now())) break;
      try {
        await this.#write(configuration, caBundle);
        hasChanged = true;
      } catch (error) {
        problems.push(asProblem(error));
      }
    }
    return { hasChanged, problems };
  }

  async #write(configuration: ObservedConfiguration, caBundle: string): Promise<void> {
    const { kind, name } = configuration;
    const call = { verb: 'patch', resource: RESOURCES[kind], name } as const;
    const outcome = await writeApi(call, this.#context.clock, () =>
      this.#port.applyCaBundle(configuration, caBundle),
    );
    if (outcome !== 'written') return;
    this.#pace.note(this.#context.clock.now());
    this.#context.log.info({ kind, configuration: name }, 'wrote the caBundle');
  }
}
