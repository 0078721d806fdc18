import { generateKeyPairSync } from 'node:crypto';
import forge from 'node-forge';
import type { CertificatePair } from '../../src/certs/types.ts';

const { pki } = forge;

function newKeys() {
  return generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
}

/** Clients may share the key of their authority: who signs what is all that matters here. */
const KEYS = newKeys();
const KEYS_OF_A_STRANGER = newKeys();

const DAY_MS = 86_400_000;
const DNS_NAME = 2;

let issued = 0;

/** What a test's certificate says. */
export interface ClientCertificateOptions {
  /** Whether somebody else signed it in the name of the trusted authority. */
  readonly isForged?: boolean;
  readonly commonName?: string;
  readonly dnsNames?: readonly string[];
  readonly usage?: 'clientAuth' | 'serverAuth';
  /** Days from now until it ends; negative when it has ended. */
  readonly days?: number;
}

const AUTHORITY = 'clients of the test';
const FIRST_SERIAL_NUMBER = 0x10000000;

interface Content {
  readonly subject: string | undefined;
  readonly signingKeyPem: string;
  readonly days: number;
  readonly extensions: readonly object[];
}

function attributes(commonName: string | undefined): forge.pki.CertificateField[] {
  return commonName === undefined ? [] : [{ name: 'commonName', value: commonName }];
}

function signed({ subject, signingKeyPem, days, extensions }: Content): CertificatePair {
  const certificate = pki.createCertificate();
  certificate.publicKey = pki.publicKeyFromPem(KEYS.publicKey);
  certificate.serialNumber = (FIRST_SERIAL_NUMBER + ++issued).toString(16);
  certificate.validity.notBefore = new Date(Date.now() - 10 * DAY_MS);
  certificate.validity.notAfter = new Date(Date.now() + days * DAY_MS);
  certificate.setSubject(attributes(subject));
  certificate.setIssuer(attributes(AUTHORITY));
  certificate.setExtensions([...extensions]);
  certificate.sign(pki.privateKeyFromPem(signingKeyPem), forge.md.sha256.create());
  return { certificatePem: pki.certificateToPem(certificate), privateKeyPem: KEYS.privateKey };
}

/** The authority that clients are trusted by, PEM. */
export const CLIENT_CA_PEM: string = signed({
  subject: AUTHORITY,
  signingKeyPem: KEYS.privateKey,
  days: 365,
  extensions: [
    { name: 'basicConstraints', cA: true, critical: true },
    { name: 'keyUsage', keyCertSign: true, critical: true },
  ],
}).certificatePem;

/** Issues a certificate for a client. */
export function clientCertificate(options: ClientCertificateOptions): CertificatePair {
  const { isForged = false, commonName, dnsNames = [], usage = 'clientAuth', days = 1 } = options;
  const altNames = dnsNames.map(value => ({ type: DNS_NAME, value }));
  return signed({
    subject: commonName,
    signingKeyPem: (isForged ? KEYS_OF_A_STRANGER : KEYS).privateKey,
    days,
    extensions: [
      { name: 'extKeyUsage', [usage]: true },
      ...(altNames.length > 0 ? [{ name: 'subjectAltName', altNames }] : []),
    ],
  });
}
