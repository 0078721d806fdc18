import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';

/** Whose client certificates let reviews in. */
export interface ClientCheck {
  /** The authorities that issue them, PEM. */
  readonly caPem: string;
  /** Common names or DNS names, one of which a certificate must be for. */
  readonly allowedNames: readonly string[];
}

/** The subject names the client, or one of the alternative names does; no wildcards. */
function isFor(socket: TLSSocket, allowedName: string): boolean {
  if (socket.getPeerCertificate().subject.CN === allowedName) return true;
  const certificate = socket.getPeerX509Certificate();
  return certificate?.checkHost(allowedName, { subject: 'never', wildcards: false }) !== undefined;
}

/** Why the client of a connection is not let in; `undefined` when it is. */
export function clientMistake(socket: Socket, { allowedNames }: ClientCheck): string | undefined {
  // A resumed session may count as authorized without any certificate, so there has to be one as well.
  const isKnown =
    socket instanceof TLSSocket && socket.authorized && socket.getPeerX509Certificate() !== undefined;
  if (!isKnown) return 'a client certificate of a trusted authority is needed';
  if (allowedNames.some(name => isFor(socket, name))) return undefined;
  return 'the client certificate is for none of the allowed names';
}
