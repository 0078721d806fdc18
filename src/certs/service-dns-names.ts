/**
 * The names a Service in front of a webhook is reached by. kube-apiserver checks `<service>.<namespace>.svc` only; the
 * others are for people and tools inside the cluster.
 */
export function serviceDnsNames(
  service: string,
  namespace: string,
  clusterDomain: string,
): readonly string[] {
  const qualified = `${service}.${namespace}.svc`;
  return [service, `${service}.${namespace}`, qualified, `${qualified}.${clusterDomain}`];
}
