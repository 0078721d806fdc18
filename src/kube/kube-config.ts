import { KubeConfig } from '@kubernetes/client-node';
import { AppError } from '../core/errors.ts';
import { createApiClient } from './api/api-client.ts';
import type { ApiClient } from './api/api-request.ts';
import type { Clock } from './clock.ts';

/** Which cluster to speak to, and as whom. */
export interface KubeConfigOptions {
  /** A kubeconfig file; KUBECONFIG, ~/.kube/config or the pod's ServiceAccount unless said, as kubectl chooses. */
  readonly file?: string;
  /** A context in it other than the current one. */
  readonly context?: string;
}

function load({ file, context }: KubeConfigOptions): KubeConfig {
  const kubeConfig = new KubeConfig();
  if (file === undefined) kubeConfig.loadFromDefault();
  else kubeConfig.loadFromFile(file);
  if (context !== undefined) kubeConfig.setCurrentContext(context);
  return kubeConfig;
}

/**
 * Reads a kubeconfig.
 * @throws AppError when it cannot be read or has no such context.
 */
export function loadKubeConfig(options: KubeConfigOptions = {}): KubeConfig {
  try {
    const kubeConfig = load(options);
    if (options.context !== undefined && kubeConfig.getContextObject(options.context) === null) {
      throw new Error(`it has no context ${options.context}`);
    }
    return kubeConfig;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : 'it cannot be read';
    throw new AppError('ERR_KUBE_CONFIG', { reason }, { cause });
  }
}

/**
 * Makes a client for the cluster that a kubeconfig, or the pod we run in, points to; nothing is sent yet.
 * @throws AppError when that cannot be told.
 */
export function connectToCluster(options: KubeConfigOptions = {}, clock?: Clock): ApiClient {
  return createApiClient(loadKubeConfig(options), clock);
}
