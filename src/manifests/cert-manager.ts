import type { KubernetesObject } from '../core/kubernetes-object.ts';
import { certificateSecretName, webhookServiceName } from './names.ts';
import type { Installation } from './names.ts';

const TEN_YEARS = '87600h';
const ONE_YEAR = '8760h';

/**
 * A certificate authority of our own and a serving certificate from it, for cert-manager. The serving certificate must come
 * from an authority that stays: a self-signed one changes what clients have to trust at every renewal.
 */
export function certManagerObjects(installation: Installation): readonly KubernetesObject[] {
  const { name, namespace } = installation;
  const service = webhookServiceName(installation);
  const apiVersion = 'cert-manager.io/v1';
  return [
    {
      apiVersion,
      kind: 'Issuer',
      metadata: { name: `${name}-self-signed`, namespace },
      spec: { selfSigned: {} },
    },
    {
      apiVersion,
      kind: 'Certificate',
      metadata: { name: `${name}-ca`, namespace },
      spec: {
        isCA: true,
        commonName: `${name}-ca`,
        secretName: `${name}-ca`,
        duration: TEN_YEARS,
        privateKey: { algorithm: 'ECDSA', size: 256 },
        issuerRef: { name: `${name}-self-signed`, kind: 'Issuer', group: 'cert-manager.io' },
      },
    },
    {
      apiVersion,
      kind: 'Issuer',
      metadata: { name: `${name}-ca`, namespace },
      spec: { ca: { secretName: `${name}-ca` } },
    },
    {
      apiVersion,
      kind: 'Certificate',
      metadata: { name: service, namespace },
      spec: {
        secretName: certificateSecretName(installation),
        duration: ONE_YEAR,
        dnsNames: [service, `${service}.${namespace}`, `${service}.${namespace}.svc`],
        usages: ['digital signature', 'key encipherment', 'server auth'],
        privateKey: { algorithm: 'ECDSA', size: 256, rotationPolicy: 'Always' },
        issuerRef: { name: `${name}-ca`, kind: 'Issuer', group: 'cert-manager.io' },
      },
    },
  ];
}

/** The annotation by which cert-manager's CA injector fills in the caBundle. */
export function injectionAnnotation(installation: Installation): Readonly<Record<string, string>> {
  return {
    'cert-manager.io/inject-ca-from': `${installation.namespace}/${webhookServiceName(installation)}`,
  };
}
