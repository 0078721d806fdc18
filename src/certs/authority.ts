import { X509Certificate } from 'node:crypto';
import { AppError } from '../core/errors.ts';
import { writeApi } from './api-call.ts';
import { AuthoritySecret } from './authority-secret.ts';
import { announcedAuthorities, caBundleOf, differingFrom, isAnnouncedBy } from './ca-bundle.ts';
import { readCaSecret } from './ca-secret.ts';
import type { CaContent } from './ca-secret.ts';
import { pemOf } from './certificate-facts.ts';
import { issueCertificateAuthority, issueServingCertificate } from './issue.ts';
import { leafReason } from './leaf.ts';
import type { Leaf } from './leaf.ts';
import { isInjected } from './mode.ts';
import type { Observer } from './observer.ts';
import { Pace } from './pace.ts';
import type {
  CertificateClock,
  CertificateLog,
  CertificateMetrics,
  ObservedConfiguration,
  SecretsPort,
  StoredSecret,
  WebhookConfigurationsPort,
} from './ports.ts';
import { caStateOf, decideCa, issuedContent, stagedContent } from './renewal.ts';
import type { CaDecision, CaSurroundings, SecretWrite } from './renewal.ts';
import type { RotationPolicy } from './rotation-policy.ts';
import type { ServedCertificate } from './served-certificate.ts';
import { readAuthority, unusable } from './signing-authority.ts';
import type { SigningAuthority } from './signing-authority.ts';
import { asProblem, soonest } from './source.ts';
import type { CertificateSource, PassReport } from './source.ts';
import { TrustedSince, switchDelay } from './switching.ts';
import { DAY_MS } from './validity.ts';
