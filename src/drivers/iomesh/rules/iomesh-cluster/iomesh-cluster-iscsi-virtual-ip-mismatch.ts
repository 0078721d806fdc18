import { arrayAt, stringAt } from '../../../../core/json.ts';
import type { KubernetesObject } from '../../../../core/kubernetes-object.ts';
import { defineRule } from '../../../../core/rule.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { clusterNameOf } from '../../clusters/cluster-name.ts';

const PATH = ['spec', 'redirector', 'iscsiVirtualIP'] as const;
const ACCESS_SERVICE = 'iomesh-access';

function externalIps(service: KubernetesObject | undefined): readonly string[] {
  const ingress = arrayAt(service, 'status', 'loadBalancer', 'ingress').map(entry => stringAt(entry, 'ip'));
  return [...ingress, ...arrayAt(service, 'spec', 'externalIPs')].filter(ip => typeof ip === 'string');
}

/** Warns when iSCSI clients would be sent to an address that the access Service does not have. */
export const iomeshClusterIscsiVirtualIpMismatch = defineRule({
  id: 'iomesh-cluster-iscsi-virtual-ip-mismatch',
  kinds: ['IOMeshCluster'],
  severity: 'warning',
  summary: 'The iSCSI virtual IP is the external IP of the Service iomesh-access.',
  help: 'Set spec.redirector.iscsiVirtualIP to the external IP of iomesh-access.',
  source: SOURCES.iomeshExternalStorage,
  examples: {
    valid: [
      {
        yaml: `
apiVersion: iomesh.com/v1alpha1
kind: IOMeshCluster
metadata: {namespace: iomesh-system, name: iomesh}
spec: {redirector: {dataCIDR: 10.234.1.0/24, iscsiVirtualIP: 192.168.2.1}}
`,
        state: `
apiVersion: v1
kind: Service
metadata: {namespace: iomesh-system, name: iomesh-access}
spec: {type: LoadBalancer}
status: {loadBalancer: {ingress: [{ip: 192.168.2.1}]}}
`,
      },
    ],
    invalid: [
      {
        yaml: `
apiVersion: iomesh.com/v1alpha1
kind: IOMeshCluster
metadata: {namespace: iomesh-system, name: iomesh}
spec: {redirector: {dataCIDR: 10.234.1.0/24, iscsiVirtualIP: 192.168.2.7}}
`,
        state: `
apiVersion: v1
kind: Service
metadata: {namespace: iomesh-system, name: iomesh-access}
spec: {type: LoadBalancer}
status: {loadBalancer: {ingress: [{ip: 192.168.2.1}]}}
`,
        findings: [{ path: '/spec/redirector/iscsiVirtualIP' }],
      },
    ],
  },
  check(cluster, { lookup }) {
    const own = stringAt(cluster, ...PATH);
    const ips = externalIps(lookup.get('Service', clusterNameOf(cluster).namespace, ACCESS_SERVICE));
    if (!own || ips.length === 0 || ips.includes(own)) return [];
    const message = `iscsiVirtualIP ${own} is not the external IP of ${ACCESS_SERVICE}, ${ips.join(', ')}`;
    return [{ path: PATH, message, fix: `Set it to ${ips[0]}.` }];
  },
});
