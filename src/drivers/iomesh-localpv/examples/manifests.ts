function localpvClass(name: string, parameters: readonly string[]): string {
  return `apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: {name: ${name}}
provisioner: com.iomesh.iomesh-localpv-manager
volumeBindingMode: WaitForFirstConsumer
parameters:
${parameters.map(line => `  ${line}\n`).join('')}`;
}

/** The class `local-hostpath`, with lines of further parameters. */
export function hostpathClass(...parameters: readonly string[]): string {
  return localpvClass('local-hostpath', ['volumeType: hostpath', ...parameters]);
}

/** The class `local-device`, with lines of further parameters. */
export function deviceClass(...parameters: readonly string[]): string {
  return localpvClass('local-device', ['volumeType: device', ...parameters]);
}

/** A class for devices of one driver type, named after it in lower case: `local-ssd`. */
export function driverTypeClass(driverType: string): string {
  const selector = `deviceSelector: "matchLabels: {iomesh.com/bd-driverType: ${driverType}}"`;
  return localpvClass(`local-${driverType.toLowerCase()}`, ['volumeType: device', selector]);
}

/** A claim of a class; `spec` holds further fields in flow style, each with its comma. */
export function claim(name: string, storageClass: string, size: string, spec = ''): string {
  return `apiVersion: v1
kind: PersistentVolumeClaim
metadata: {namespace: shop, name: ${name}}
spec: {storageClassName: ${storageClass}, accessModes: [ReadWriteOnce], ${spec}resources: {requests: {storage: ${size}}}}
`;
}

/** A pod that mounts claims. */
export function podWithClaims(...claims: readonly string[]): string {
  const volumes = claims.map(name => `  - {name: ${name}, persistentVolumeClaim: {claimName: ${name}}}\n`);
  return `apiVersion: v1
kind: Pod
metadata: {namespace: shop, name: web}
spec:
  containers: [{name: web, image: registry.example.com/web:1.4}]
  volumes:
${volumes.join('')}`;
}

/** An unclaimed raw BlockDevice of worker-1. */
export function freeDevice(name: string, bytes: number, driverType: string): string {
  return `apiVersion: openebs.io/v1alpha1
kind: BlockDevice
metadata:
  namespace: iomesh-system
  name: ${name}
  labels: {iomesh.com/bd-driverType: ${driverType}, iomesh.com/bd-deviceType: disk}
spec: {nodeAttributes: {nodeName: worker-1}, path: /dev/sdb, capacity: {storage: ${bytes}}}
status: {claimState: Unclaimed, state: Active}
`;
}

/** An IOMeshCluster with one mount type in its device map; `selector` is in flow style. */
export function clusterWithDeviceMap(selector: string): string {
  return `apiVersion: iomesh.com/v1alpha1
kind: IOMeshCluster
metadata: {namespace: iomesh-system, name: iomesh}
spec:
  chunk:
    deviceMap:
      dataStore:
        selector: ${selector}
`;
}

/** Documents one after the other. */
export function documents(...yaml: readonly string[]): string {
  return yaml.join('---\n');
}

/** The Node worker-1, on which the driver runs. */
export const WORKER = `apiVersion: v1
kind: Node
metadata: {name: worker-1, labels: {topology.iomesh-localpv-manager.csi/node: worker-1}}
`;
