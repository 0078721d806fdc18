import type { ServingPort } from './ports.ts';
import { selfHandshake } from './self-handshake.ts';
import type { OwnAddress } from './self-handshake.ts';
import type { CertificatePair } from './types.ts';

/** Our own server, which is made after its first certificate. */
export class OwnServer implements ServingPort {
  #attached: { readonly address: OwnAddress; readonly set: ServingPort['setCertificate'] } | undefined;
  #latest: CertificatePair | undefined;

  /** The server listens from now on; it is given the certificate that was last set. */
  attach(address: OwnAddress, set: ServingPort['setCertificate']): void {
    this.#attached = { address, set };
    if (this.#latest !== undefined) set(this.#latest);
  }

  /** Serves the pair, once the server is there. */
  setCertificate(pair: CertificatePair): void {
    this.#attached?.set(pair);
    this.#latest = pair;
  }

  /** Proves that the pair is presented, if the server is there. */
  async handshake(pair: CertificatePair): Promise<void> {
    if (this.#attached !== undefined) await selfHandshake(this.#attached.address, pair);
  }
}
