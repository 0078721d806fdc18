import { X509Certificate } from 'node:crypto';
import { Certificates } from '../../../src/certs/certificates.ts';
import type { CertificateSettings } from '../../../src/certs/certificates.ts';
import type { ServingPort } from '../../../src/certs/ports.ts';
import { rotationPolicy } from '../../../src/certs/rotation-policy.ts';
import { serviceDnsNames } from '../../../src/certs/service-dns-names.ts';
import { isTrustedBy } from '../../../src/certs/trust.ts';
import type { CertificatePair } from '../../../src/certs/types.ts';
import type { MemoryCluster } from '../../support/memory-cluster.ts';
import type { ManualClock } from './manual-clock.ts';

export const HOST_NAME = 'stowage-webhook.stowage-system.svc';
export const DNS_NAMES = serviceDnsNames('stowage-webhook', 'stowage-system', 'cluster.local');
export const CA_SECRET = 'stowage-webhook-ca';
export const POLICY = rotationPolicy({ caDurationDays: 365, leafDurationDays: 7, caOverlapHours: 24 });

/** A server that presents what it is told to. */
class FakeServer {
  pair: CertificatePair | undefined;
  /** All that was ever presented. */
  readonly history: CertificatePair[] = [];
  /** When said, handshakes fail for these pairs. */
  refuses: (pair: CertificatePair) => boolean = () => false;

  /** A real server, if there is to be one. */
  real: ServingPort | undefined;

  readonly setCertificate = (pair: CertificatePair): void => {
    this.real?.setCertificate(pair);
    this.pair = pair;
    this.history.push(pair);
  };

  readonly handshake = async (pair: CertificatePair): Promise<void> => {
    await this.real?.handshake(pair);
    if (this.refuses(pair)) throw new Error('handshake failure');
    if (this.pair?.certificatePem !== pair.certificatePem)
      throw new Error('another certificate is presented');
  };
}

/** What was counted and logged. */
interface Recorded {
  readonly renewals: string[];
  readonly expiries: Map<string, Date>;
  readonly log: string[];
  caExpired: number;
  rejected: number;
  untrusted: number;
}

/** One replica of the service, as far as certificates go. */
export interface Replica {
  readonly certificates: Certificates;
  readonly server: FakeServer;
  readonly recorded: Recorded;
  /** The certificate that clients are presented. */
  readonly served: () => X509Certificate | undefined;
  /** Whether every API server trusts what is presented now. */
  readonly isTrusted: () => boolean;
}

function recorder(): { recorded: Recorded; settings: Pick<CertificateSettings, 'metrics' | 'log'> } {
  const recorded: Recorded = {
    renewals: [],
    expiries: new Map(),
    log: [],
    caExpired: 0,
    rejected: 0,
    untrusted: 0,
  };
  const write = (fields: object, sentence: string) => {
    recorded.log.push(`${sentence} ${JSON.stringify(fields)}`);
  };
  return {
    recorded,
    settings: {
      log: { info: write, warn: write },
      metrics: {
        expires: (certificate, notAfter) => recorded.expiries.set(certificate, notAfter),
        caExpired: () => (recorded.caExpired += 1),
        renewed: (certificate, reason) => recorded.renewals.push(`${certificate} ${reason}`),
        rejected: () => (recorded.rejected += 1),
        untrustedBy: webhooks => (recorded.untrusted = webhooks),
      },
    },
  };
}

/** Makes a replica on a cluster; it does nothing before it is told to. */
export function newReplica(
  cluster: MemoryCluster,
  clock: ManualClock,
  change: Partial<CertificateSettings> & { readonly client?: string } = {},
): Replica {
  const server = new FakeServer();
  const { recorded, settings } = recorder();
  const certificates = new Certificates({
    mode: 'auto',
    caSecretName: CA_SECRET,
    certSecretName: 'stowage-webhook-tls',
    dnsNames: DNS_NAMES,
    hostName: HOST_NAME,
    policy: POLICY,
    secrets: cluster.secretsPort(change.client),
    configurations: cluster.configurationsPort(change.client),
    serving: server,
    clock,
    ...settings,
    ...change,
  });
  const served = () =>
    server.pair === undefined ? undefined : new X509Certificate(server.pair.certificatePem);
  const isTrusted = () => {
    const leaf = served();
    return (
      leaf !== undefined &&
      [...new Set(cluster.bundles())].every(bundle => isTrustedBy(bundle, [leaf], clock.now()))
    );
  };
  return { certificates, server, recorded, served, isTrusted };
}
