import { DEFAULT_SETTINGS } from '../core/settings.ts';
import type { Option } from './option.ts';

const PORT = { type: 'integer', minimum: 0, maximum: 65_535 } as const;

/** Options of the decisions: the webhook, the extender and the checker decide by the same ones. */
const DECISIONS = [
  {
    name: 'inject',
    area: 'decisions',
    type: 'choice',
    choices: ['resource', 'affinity-only'],
    default: DEFAULT_SETTINGS.inject,
    description:
      'Inject the capacity resource into pods, or only affinity where kube-scheduler cannot be configured.',
  },
  {
    name: 'topolvmCompat',
    area: 'decisions',
    type: 'choice',
    choices: ['none', 'v0.40', 'v0.5', 'v0.4'],
    default: DEFAULT_SETTINGS.topolvmCompat,
    description: 'Give exactly the results of this TopoLVM version where ours differ on purpose.',
  },
  {
    name: 'topolvmDefaultDeviceClass',
    area: 'decisions',
    type: 'string',
    default: DEFAULT_SETTINGS.topolvmDefaultDeviceClass,
    description:
      'The TopoLVM device class that is marked default in lvmd.yaml, so that both names count as one pool.',
  },
  {
    name: 'iomeshProvisioners',
    area: 'decisions',
    type: 'list',
    default: DEFAULT_SETTINGS.iomeshProvisioners,
    description: 'Further provisioner names of the IOMesh CSI driver.',
  },
  {
    name: 'iomeshAffinity',
    area: 'decisions',
    type: 'choice',
    choices: ['required', 'preferred', 'off'],
    default: DEFAULT_SETTINGS.iomeshAffinity,
    description:
      "How the nodes of an IOMesh cluster get into the affinity of pods that use the cluster's volumes.",
  },
  {
    name: 'blockDeviceNamespace',
    area: 'decisions',
    type: 'string',
    default: DEFAULT_SETTINGS.blockDeviceNamespace,
    description: 'Namespace of the BlockDevices of Node Disk Manager.',
  },
  {
    name: 'annotateClaims',
    area: 'decisions',
    type: 'boolean',
    default: DEFAULT_SETTINGS.annotateClaims,
    description: 'Write the annotations stowage.dev/driver and stowage.dev/topology on new claims.',
  },
  {
    name: 'ownNamespace',
    area: 'decisions',
    type: 'string',
    default: DEFAULT_SETTINGS.namespace,
    description: 'The namespace that the service runs in; its objects are never touched.',
  },
  {
    name: 'excludedNamespaces',
    area: 'decisions',
    type: 'list',
    default: DEFAULT_SETTINGS.excludedNamespaces,
    description: 'Namespaces whose objects are never touched.',
  },
  {
    name: 'checkSecrets',
    area: 'decisions',
    type: 'boolean',
    default: DEFAULT_SETTINGS.checkSecrets,
    description: 'Run the rules that read Secrets (CHAP credentials, license).',
  },
] as const satisfies readonly Option[];

/** Options of the service. */
const SERVICE = [
  {
    ...PORT,
    name: 'webhookPort',
    area: 'service',
    default: 9443,
    description: 'Port of the admission webhooks (HTTPS); 0 takes a free one.',
  },
  {
    ...PORT,
    name: 'opsPort',
    area: 'service',
    default: 8080,
    description: 'Port of health, metrics and the policy API (HTTP); 0 takes a free one.',
  },
  {
    ...PORT,
    name: 'extenderPort',
    area: 'service',
    default: 9251,
    description: 'Port of the scheduler extender; 0 takes a free one.',
  },
  {
    name: 'extenderConfig',
    area: 'service',
    type: 'string',
    default: undefined,
    description:
      'Configuration file of topolvm-scheduler (divisors, and our strategies) for the extender; its listen takes the place of address and extenderPort.',
  },
  {
    name: 'reservations',
    area: 'service',
    type: 'choice',
    choices: ['wait', 'single', 'all', 'off'],
    default: 'wait',
    description:
      'Hold the space that pods were told of: tell all nodes with room and wait a moment for others to be confirmed, tell only the best one, tell all and never wait, or hold nothing.',
  },
  {
    name: 'address',
    area: 'service',
    type: 'string',
    default: '0.0.0.0',
    description: 'Address that every listener binds to.',
  },
  {
    name: 'serviceName',
    area: 'service',
    type: 'string',
    default: 'stowage-webhook',
    description: 'Name of the Service in front of the webhooks; the serving certificate is issued for it.',
  },
  {
    name: 'clusterDomain',
    area: 'service',
    type: 'string',
    default: 'cluster.local',
    description: 'DNS domain of the cluster.',
  },
  {
    name: 'certMode',
    area: 'service',
    type: 'choice',
    choices: ['auto', 'self', 'cert-manager', 'files'],
    default: 'auto',
    description:
      'Where the serving certificate comes from; auto takes files when given, then cert-manager when our webhook configurations carry its annotation, else issues it itself.',
  },
  {
    name: 'caSecretName',
    area: 'service',
    type: 'string',
    default: 'stowage-webhook-ca',
    description: 'Name of the Secret that holds the self-issued certificate authority.',
  },
  {
    name: 'certSecretName',
    area: 'service',
    type: 'string',
    default: 'stowage-webhook-tls',
    description: 'Name of the Secret that cert-manager writes the serving certificate to.',
  },
  {
    name: 'certFile',
    area: 'service',
    type: 'string',
    default: undefined,
    description: 'PEM file of the serving certificate; read again when it changes.',
  },
  {
    name: 'keyFile',
    area: 'service',
    type: 'string',
    default: undefined,
    description: 'PEM file of the private key of the serving certificate.',
  },
  {
    name: 'caDurationDays',
    area: 'service',
    type: 'integer',
    minimum: 1,
    maximum: 3650,
    default: 365,
    description:
      'Life of the self-issued certificate authority; at least ten times that of the serving certificate.',
  },
  {
    name: 'leafDurationDays',
    area: 'service',
    type: 'integer',
    minimum: 1,
    maximum: 365,
    default: 7,
    description: 'Life of a self-issued serving certificate; each replica makes its own.',
  },
  {
    name: 'caOverlapHours',
    area: 'service',
    type: 'integer',
    minimum: 1,
    maximum: 720,
    default: 24,
    description: 'How long the next certificate authority is in every caBundle before it signs.',
  },
  {
    name: 'maxConcurrentReviews',
    area: 'service',
    type: 'integer',
    minimum: 1,
    maximum: 100_000,
    default: 256,
    description:
      'Reviews in flight at most; above it the answer is 503 with Retry-After, which kube-apiserver retries.',
  },
  {
    name: 'clientCaFile',
    area: 'service',
    type: 'string',
    default: undefined,
    description:
      'PEM file of the authorities of client certificates; when given, only clients with such a certificate get reviews. Read at the start.',
  },
  {
    name: 'clientAllowedNames',
    area: 'service',
    type: 'list',
    default: ['kube-apiserver'],
    description: 'Common names or DNS names, one of which a client certificate must be for.',
  },
  {
    name: 'policyApi',
    area: 'service',
    type: 'choice',
    choices: ['off', 'on', 'token'],
    default: 'off',
    description:
      'Serve the policy API on the port of health and metrics: to nobody, to everybody, or to callers with a token of the cluster.',
  },
  {
    name: 'logLevel',
    area: 'service',
    type: 'choice',
    choices: ['debug', 'info', 'warn', 'error', 'silent'],
    default: 'info',
    description: 'Least level of the log lines written.',
  },
] as const satisfies readonly Option[];

/** All options; flags, `STOWAGE_*` variables, `.stowage.yaml`, `--help`, JSON Schema and docs are made from this table. */
export const OPTIONS = [...DECISIONS, ...SERVICE] as const satisfies readonly Option[];
