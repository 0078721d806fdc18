/** A certificate with its private key, both PEM; the key is PKCS#8 when it is one of ours. */
export interface CertificatePair {
  readonly certificatePem: string;
  readonly privateKeyPem: string;
}

/** A certificate that was just issued. */
export interface IssuedCertificate extends CertificatePair {
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** Upper-case hexadecimal, as node:crypto and openssl print it. */
  readonly serialNumber: string;
}

/** Where random bytes come from; node:crypto unless a test says otherwise. */
export type RandomBytes = (size: number) => Uint8Array;
