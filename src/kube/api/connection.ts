import { Agent as HttpAgent } from 'node:http';
import type { OutgoingHttpHeaders } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { RequestOptions } from 'node:https';
import type { KubeConfig } from '@kubernetes/client-node';
import { AppError } from '../../core/errors.ts';

/** Options with the headers that say who we are. */
interface AuthenticatedOptions extends Omit<RequestOptions, 'headers'> {
  readonly headers: OutgoingHttpHeaders;
}

/** Where the API server is and how it is spoken to. */
export interface Connection {
  /** Address with an empty path or one that ends without a slash. */
  readonly address: URL;
  /** Authentication and TLS of the moment: tokens and certificates are renewed on the way. */
  readonly options: () => Promise<AuthenticatedOptions>;
  readonly close: () => void;
}

/** kube-apiserver may close a resting connection at any time, and a request on it then fails. */
const RESTING_MS = 30_000;
const RESTING_CONNECTIONS = 8;

/** Loopback proxies such as `kubectl proxy` speak HTTP; anything else that does is a mistake. */
function addressOf(kubeConfig: KubeConfig): URL {
  const cluster = kubeConfig.getCurrentCluster();
  if (cluster === null) throw new AppError('ERR_KUBE_CONFIG', { reason: 'it names no cluster' });
  if (!URL.canParse(cluster.server)) {
    throw new AppError('ERR_KUBE_CONFIG', { reason: `${cluster.server} is no address` });
  }
  const address = new URL(cluster.server);
  if (address.protocol !== 'https:' && !cluster.skipTLSVerify) {
    throw new AppError('ERR_KUBE_CONFIG', { reason: `${cluster.server} does not begin with https://` });
  }
  return address;
}

/** Makes a connection of a kubeconfig; nothing is sent yet. */
export function connectionOf(kubeConfig: KubeConfig): Connection {
  const address = addressOf(kubeConfig);
  const Agent = address.protocol === 'https:' ? HttpsAgent : HttpAgent;
  const agent = new Agent({
    keepAlive: true,
    scheduling: 'lifo',
    maxFreeSockets: RESTING_CONNECTIONS,
    timeout: RESTING_MS,
  });
  return {
    address,
    async options() {
      const headers: OutgoingHttpHeaders = {};
      const options: RequestOptions = { headers };
      await kubeConfig.applyToHTTPSOptions(options);
      // The library's own agent keeps the certificates it was made with; only a proxy needs it.
      const hasProxy = kubeConfig.getCurrentCluster()?.proxyUrl !== undefined;
      return { ...options, ...(!hasProxy && { agent }), headers };
    },
    close: () => agent.destroy(),
  };
}
