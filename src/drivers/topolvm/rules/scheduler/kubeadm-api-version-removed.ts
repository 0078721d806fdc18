import { at } from '../../../../core/json.ts';
import { defineRule } from '../../../../core/rule.ts';
import { SOURCES } from '../../../../core/sources.ts';

/** Versions that kubeadm has stopped to read. */
const REMOVED = /^kubeadm\.k8s\.io\/v1(?:alpha[1-3]|beta[12])$/;

/** Reports kubeadm files of old versions that hand the scheduler its configuration. */
export const kubeadmApiVersionRemoved = defineRule({
  id: 'kubeadm-api-version-removed',
  kinds: ['ClusterConfiguration'],
  severity: 'warning',
  summary: 'A kubeadm file that configures the scheduler has a version that kubeadm reads.',
  help: 'Write apiVersion: kubeadm.k8s.io/v1beta4, where extraArgs is a list of name and value.',
  source: SOURCES.kubeadmConfig,
  examples: {
    valid: [
      {
        yaml: `
apiVersion: kubeadm.k8s.io/v1beta4
kind: ClusterConfiguration
scheduler:
  extraArgs:
    - { name: config, value: /var/lib/scheduler/scheduler-config.yaml }
`,
      },
    ],
    invalid: [
      {
        yaml: `
apiVersion: kubeadm.k8s.io/v1beta2
kind: ClusterConfiguration
kubernetesVersion: v1.18.2
scheduler:
  extraVolumes:
    - { name: config, hostPath: /etc/scheduler, mountPath: /var/lib/scheduler, readOnly: true }
  extraArgs:
    config: /var/lib/scheduler/scheduler-config.yaml
`,
        findings: [{ path: '/apiVersion' }],
      },
    ],
  },
  check(object) {
    if (!REMOVED.test(object.apiVersion)) return [];
    const configures = ['extraArgs', 'extraVolumes'].some(
      field => at(object, 'scheduler', field) !== undefined,
    );
    if (!configures) return [];
    return [{ path: ['apiVersion'], message: `kubeadm 1.27 and later do not read ${object.apiVersion}` }];
  },
});
