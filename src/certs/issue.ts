import {
  X509Certificate,
  createHash,
  createPublicKey,
  generateKeyPair,
  randomBytes,
  sign,
} from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import forge from 'node-forge';
import { AppError } from '../core/errors.ts';
import { CA_COMMON_NAME } from './names.ts';
import { randomSerialNumber } from './serial-number.ts';
import { openAuthority, unusable } from './signing-authority.ts';
import type { CertificatePair, IssuedCertificate, RandomBytes } from './types.ts';
import { validityFrom } from './validity.ts';
import type { Validity } from './validity.ts';

const { asn1 } = forge;
const { Class, Type } = asn1;
type Asn1 = forge.asn1.Asn1;

/** Object identifiers of RFC 5280 and RFC 5758. */
const OID = {
  commonName: '2.5.4.3',
  subjectKeyIdentifier: '2.5.29.14',
  keyUsage: '2.5.29.15',
  subjectAltName: '2.5.29.17',
  basicConstraints: '2.5.29.19',
  authorityKeyIdentifier: '2.5.29.35',
  extKeyUsage: '2.5.29.37',
  serverAuth: '1.3.6.1.5.5.7.3.1',
  ecdsaWithSha256: '1.2.840.10045.4.3.2',
} as const;

/** Context-specific tags of RFC 5280; forge's types know a tag only as the universal type of the same number. */
const TAG = {
  version: Type.NONE,
  keyIdentifier: Type.NONE,
  dnsName: Type.INTEGER,
  extensions: Type.BITSTRING,
};

/** KeyUsage is a string of named bits: the first byte counts the unused ones at the end. */
const KEY_USAGE = { digitalSignature: '\x07\x80', keyCertSignAndCrlSign: '\x01\x06' } as const;

/** RFC 5280, 4.1.2.5: UTCTime up to this year, GeneralizedTime after it. */
const LAST_UTC_TIME_YEAR = 2049;

/** forge keeps bytes in strings, one character a byte. */
function binary(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('latin1');
}

function toDer(node: Asn1): Buffer {
  return Buffer.from(asn1.toDer(node).getBytes(), 'latin1');
}

function universal(type: forge.asn1.Type, value: string | Asn1[]): Asn1 {
  return asn1.create(Class.UNIVERSAL, type, Array.isArray(value), value);
}

function tagged(tag: forge.asn1.Type, value: string | Asn1[]): Asn1 {
  return asn1.create(Class.CONTEXT_SPECIFIC, tag, Array.isArray(value), value);
}

function sequence(...members: Asn1[]): Asn1 {
  return universal(Type.SEQUENCE, members);
}

function oid(identifier: string): Asn1 {
  return universal(Type.OID, asn1.oidToDer(identifier).getBytes());
}

function integer(value: number): Asn1 {
  return universal(Type.INTEGER, asn1.integerToDer(value).getBytes());
}

function time(date: Date): Asn1 {
  return date.getUTCFullYear() <= LAST_UTC_TIME_YEAR
    ? universal(Type.UTCTIME, asn1.dateToUtcTime(date))
    : universal(Type.GENERALIZEDTIME, asn1.dateToGeneralizedTime(date));
}

function commonName(name: string): Asn1 {
  return sequence(universal(Type.SET, [sequence(oid(OID.commonName), universal(Type.UTF8, name))]));
}

function extension(identifier: string, critical: boolean, value: Asn1): Asn1 {
  const flag = critical ? [universal(Type.BOOLEAN, '\xff')] : [];
  return sequence(oid(identifier), ...flag, universal(Type.OCTETSTRING, binary(toDer(value))));
}

function publicKeyDer(key: KeyObject): Buffer {
  return key.export({ type: 'spki', format: 'der' });
}

/** A hash of the public key; RFC 5280, 4.2.1.2, leaves the method open. */
function keyIdentifier(publicKey: KeyObject): string {
  return binary(createHash('sha256').update(publicKeyDer(publicKey)).digest().subarray(0, 20));
}

function subjectKeyIdentifier(publicKey: KeyObject): Asn1 {
  return extension(OID.subjectKeyIdentifier, false, universal(Type.OCTETSTRING, keyIdentifier(publicKey)));
}

function authorityKeyIdentifier(publicKey: KeyObject): Asn1 {
  return extension(
    OID.authorityKeyIdentifier,
    false,
    sequence(tagged(TAG.keyIdentifier, keyIdentifier(publicKey))),
  );
}

function keyUsage(bits: string): Asn1 {
  return extension(OID.keyUsage, true, universal(Type.BITSTRING, bits));
}

interface CertificateContent {
  readonly serialNumber: Uint8Array;
  readonly validity: Validity;
  readonly issuer: Asn1;
  readonly subject: Asn1;
  readonly publicKey: KeyObject;
  readonly extensions: readonly Asn1[];
}

/** Builds a version 3 certificate (RFC 5280, 4.1) and signs it. */
function signCertificate(content: CertificateContent, signingKey: KeyObject): X509Certificate {
  const { validity, issuer, subject } = content;
  const algorithm = sequence(oid(OID.ecdsaWithSha256));
  const toBeSigned = sequence(
    tagged(TAG.version, [integer(2)]),
    universal(Type.INTEGER, binary(content.serialNumber)),
    algorithm,
    issuer,
    sequence(time(validity.notBefore), time(validity.notAfter)),
    subject,
    asn1.fromDer(binary(publicKeyDer(content.publicKey))),
    tagged(TAG.extensions, [sequence(...content.extensions)]),
  );
  const signature = sign('sha256', toDer(toBeSigned), signingKey);
  const signed = sequence(toBeSigned, algorithm, universal(Type.BITSTRING, `\0${binary(signature)}`));
  return new X509Certificate(toDer(signed));
}

function issued(certificate: X509Certificate, privateKey: KeyObject, validity: Validity): IssuedCertificate {
  return {
    certificatePem: certificate.toString(),
    privateKeyPem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    ...validity,
    serialNumber: certificate.serialNumber,
  };
}

interface KeyPair {
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

/** Makes a P-256 key pair in the thread pool: the event loop goes on. */
function generateKeys(): Promise<KeyPair> {
  const { promise, resolve, reject } = Promise.withResolvers<KeyPair>();
  generateKeyPair('ec', { namedCurve: 'P-256' }, (error, publicKey, privateKey) => {
    if (error === null) resolve({ publicKey, privateKey });
    else reject(error);
  });
  return promise;
}

/** What a new certificate authority is made from. */
export interface AuthorityOptions {
  readonly now: Date;
  /** How long it lives. */
  readonly days: number;
  readonly randomBytes?: RandomBytes;
}

/** Issues a self-signed certificate authority (ECDSA P-256) that may sign leaves only. */
export async function issueCertificateAuthority(options: AuthorityOptions): Promise<IssuedCertificate> {
  const { publicKey, privateKey } = await generateKeys();
  const validity = validityFrom(options.now, options.days);
  const name = commonName(CA_COMMON_NAME);
  const content: CertificateContent = {
    serialNumber: randomSerialNumber(options.randomBytes ?? randomBytes),
    validity,
    issuer: name,
    subject: name,
    publicKey,
    extensions: [
      extension(OID.basicConstraints, true, sequence(universal(Type.BOOLEAN, '\xff'), integer(0))),
      keyUsage(KEY_USAGE.keyCertSignAndCrlSign),
      subjectKeyIdentifier(publicKey),
    ],
  };
  return issued(signCertificate(content, privateKey), privateKey, validity);
}

/** What a new serving certificate is made from. */
export interface ServingOptions {
  readonly ca: CertificatePair;
  /** The names clients reach the server by; see `serviceDnsNames`. */
  readonly dnsNames: readonly string[];
  readonly now: Date;
  /** How long it lives, if its authority lives as long. */
  readonly days: number;
  readonly randomBytes?: RandomBytes;
}

function membersOf(node: Asn1 | undefined): readonly Asn1[] {
  return Array.isArray(node?.value) ? node.value : [];
}

/** The subject's own bytes: verifiers compare an issuer with them. */
function subjectOf(certificate: X509Certificate): Asn1 {
  const [toBeSigned] = membersOf(asn1.fromDer(binary(certificate.raw)));
  const subject = membersOf(toBeSigned)[5];
  if (subject === undefined) throw unusable('its certificate has no subject');
  return subject;
}

/**
 * Issues a serving certificate (ECDSA P-256). Its subject is empty, because a common name holds 64 characters at most;
 * the subject alternative names are critical therefore (RFC 5280, 4.2.1.6).
 * @throws AppError when the authority is expired or cannot sign, or when a name is no DNS name.
 */
export async function issueServingCertificate(options: ServingOptions): Promise<IssuedCertificate> {
  const authority = openAuthority(options.ca, options.now);
  const { publicKey, privateKey } = await generateKeys();
  const validity = validityFrom(options.now, options.days, authority.certificate.validToDate);
  const certificate = signCertificate(
    {
      serialNumber: randomSerialNumber(options.randomBytes ?? randomBytes),
      validity,
      issuer: subjectOf(authority.certificate),
      subject: sequence(),
      publicKey,
      extensions: [
        keyUsage(KEY_USAGE.digitalSignature),
        extension(OID.extKeyUsage, false, sequence(oid(OID.serverAuth))),
        extension(
          OID.subjectAltName,
          true,
          sequence(...options.dnsNames.map(name => tagged(TAG.dnsName, name))),
        ),
        subjectKeyIdentifier(publicKey),
        authorityKeyIdentifier(createPublicKey(authority.privateKey)),
      ],
    },
    authority.privateKey,
  );
  const refused = options.dnsNames.find(name => certificate.checkHost(name) === undefined);
  if (refused !== undefined) throw new AppError('ERR_CERT_NAME_INVALID', { name: refused });
  return issued(certificate, privateKey, validity);
}
