/** Where to listen, as a server takes it. */
export interface ListenAddress {
  /** Empty for every address of the machine. */
  readonly host: string;
  readonly port: number;
}

/** `host:port`, `:port` or `[IPv6]:port`. */
const ADDRESS = /^(?:\[([0-9A-Fa-f:.]+)\]|([^:[\]\s]*)):(\d{1,5})$/;
const MAX_PORT = 65_535;

/** Reads an address as Go programs write it; `undefined` when it is none. */
export function parseListenAddress(text: string): ListenAddress | undefined {
  const match = ADDRESS.exec(text);
  const port = Number(match?.[3]);
  if (match === null || port > MAX_PORT) return undefined;
  return { host: match[1] ?? match[2] ?? '', port };
}
