import type { JsonObject } from '../core/json.ts';
import type { KubernetesObject } from '../core/kubernetes-object.ts';
import { namespacedMetadata, servingSecretName, webhookServiceName } from './names.ts';
import type { Installation } from './names.ts';

const GROUP = 'cert-manager.io';
const TEN_YEARS = '87600h';
const ONE_YEAR = '8760h';
const P_256 = { algorithm: 'ECDSA', size: 256 };

function certManagerObject(
  installation: Installation,
  kind: 'Certificate' | 'Issuer',
  name: string,
  spec: JsonObject,
): KubernetesObject {
  return { apiVersion: `${GROUP}/v1`, kind, metadata: namespacedMetadata(installation, name), spec };
}

function issuerRef(name: string): JsonObject {
  return { name, kind: 'Issuer', group: GROUP };
}

/** The certificate that the webhooks present; cert-manager puts it into the Secret that the service reads. */
function servingCertificate(installation: Installation): KubernetesObject {
  const { name, namespace } = installation;
  const service = webhookServiceName(installation);
  return certManagerObject(installation, 'Certificate', service, {
    secretName: servingSecretName(installation),
    duration: ONE_YEAR,
    dnsNames: [service, `${service}.${namespace}`, `${service}.${namespace}.svc`],
    usages: ['digital signature', 'key encipherment', 'server auth'],
    privateKey: { ...P_256, rotationPolicy: 'Always' },
    issuerRef: issuerRef(`${name}-ca`),
  });
}

/**
 * A certificate authority of our own and a serving certificate from it, for cert-manager. The serving certificate must come
 * from an authority that stays: a self-signed one changes what clients have to trust at every renewal.
 */
export function certManagerObjects(installation: Installation): readonly KubernetesObject[] {
  const ca = `${installation.name}-ca`;
  const selfSigned = `${installation.name}-self-signed`;
  return [
    certManagerObject(installation, 'Issuer', selfSigned, { selfSigned: {} }),
    certManagerObject(installation, 'Certificate', ca, {
      isCA: true,
      commonName: ca,
      secretName: ca,
      duration: TEN_YEARS,
      privateKey: P_256,
      issuerRef: issuerRef(selfSigned),
    }),
    certManagerObject(installation, 'Issuer', ca, { ca: { secretName: ca } }),
    servingCertificate(installation),
  ];
}

/** The annotation by which cert-manager's CA injector fills in the caBundle. */
export function injectionAnnotation(installation: Installation): Readonly<Record<string, string>> {
  return {
    [`${GROUP}/inject-ca-from`]: `${installation.namespace}/${webhookServiceName(installation)}`,
  };
}
