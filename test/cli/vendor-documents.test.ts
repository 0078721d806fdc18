import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkJson, checkText, faults } from '../support/cli.ts';

const FOLDER = 'test/fixtures/vendor-documents';

/** A document as users copy it, what it is checked with, and all that is wrong with it. */
interface Case {
  readonly file: string;
  readonly defect: string;
  readonly args?: readonly string[];
  readonly faults: readonly string[];
}

const HELM_VALUES = ['--helm-values'];
const SIX_WORKERS = ['--state', 'test/fixtures/clusters/six-workers.yaml'];

const CASES: readonly Case[] = [
  {
    file: 'storage-classes.yaml',
    defect: 'a file system "ex4", reclaimPolicy among the parameters, the former provisioner',
    faults: [
      '7:30 iomesh-sc-fstype-invalid',
      '10:3 sc-misplaced-field',
      '25:3 sc-misplaced-field',
      '37:14 sc-provisioner-legacy',
    ],
  },
  {
    file: 'claims.yaml',
    defect: 'kind written twice, also in an indented document; volume modes in lower case',
    faults: [
      '3:1 yaml-duplicate-key',
      '16:3 yaml-duplicate-key',
      '38:15 pvc-volume-mode-invalid',
      '51:15 pvc-volume-mode-invalid',
    ],
  },
  {
    file: 'zookeeper-flattened.yaml',
    defect: 'an indentation that lost its nesting and still is YAML',
    faults: [
      '9:5 zk-unknown-field',
      '10:5 zk-unknown-field',
      '11:5 zk-unknown-field',
      '13:5 zk-unknown-field',
      '24:5 zk-unknown-field',
      '27:5 zk-unknown-field',
      '28:5 zk-unknown-field',
    ],
  },
  {
    file: 'zookeeper-tabs.yaml',
    defect: 'tabs for indentation',
    faults: ['9:3 yaml-tab-indentation'],
  },
  {
    file: 'iomesh-cluster-misindented.yaml',
    defect: 'a list pasted too far to the left',
    faults: ['16:11 yaml-parse-error'],
  },
  {
    file: 'iomesh-cluster.yaml',
    defect: 'placeholders for the storage network',
    faults: [
      '31:15 placeholder-value',
      '31:15 iomesh-cluster-data-cidr-placeholder',
      '56:15 placeholder-value',
      '56:15 iomesh-cluster-data-cidr-placeholder',
    ],
  },
  {
    file: 'iomesh-cluster.yaml',
    defect: 'misspelt nodes, in a cluster whose nodes are known, so that no node is left for the pods',
    args: SIX_WORKERS,
    faults: [
      '13:15 iomesh-cluster-replicas-exceed-nodes',
      '27:25 iomesh-cluster-affinity-unknown-node',
      '28:25 iomesh-cluster-affinity-unknown-node',
      '29:25 iomesh-cluster-affinity-unknown-node',
      '31:15 placeholder-value',
      '31:15 iomesh-cluster-data-cidr-placeholder',
      '32:15 iomesh-cluster-replicas-exceed-nodes',
      '52:25 iomesh-cluster-affinity-unknown-node',
      '53:25 iomesh-cluster-affinity-unknown-node',
      '54:25 iomesh-cluster-affinity-unknown-node',
      '56:15 placeholder-value',
      '56:15 iomesh-cluster-data-cidr-placeholder',
      '70:25 iomesh-cluster-affinity-unknown-node',
      '71:25 iomesh-cluster-affinity-unknown-node',
      '72:25 iomesh-cluster-affinity-unknown-node',
    ],
  },
  {
    file: 'device-map-all-flash.yaml',
    defect: 'the device map beside spec instead of inside it',
    faults: ['12:1 iomesh-cluster-misplaced-field'],
  },
  {
    file: 'device-map-hybrid.yaml',
    defect: 'Values with a capital, a label that block devices do not have, a device map outside chunk',
    faults: [
      '18:15 label-selector-unknown-field',
      '23:20 bd-label-unknown',
      '29:3 iomesh-cluster-unknown-field',
    ],
  },
  {
    file: 'device-map-template.yaml',
    defect: 'placeholders for the mount type and the devices',
    faults: [
      '10:7 placeholder-value',
      '10:7 iomesh-cluster-device-map-mount-type-unknown',
      '15:13 placeholder-value',
    ],
  },
  {
    file: 'local-volumes.yaml',
    defect: 'a selector that is a map, a misspelt label, hostPath, parameters at the top level',
    faults: [
      '9:19 sc-parameter-not-string',
      '20:19 bd-label-unknown',
      '32:15 localpv-sc-volume-type-invalid',
      '38:1 localpv-sc-volume-type-missing',
      '43:1 sc-unknown-field',
      '44:1 sc-unknown-field',
    ],
  },
  {
    file: 'persistent-volume-output.yaml',
    defect: 'output of kubectl with lines left out',
    faults: ['4:1 yaml-document-end-marker'],
  },
  {
    file: 'mongodb.yaml',
    defect: 'an API version that is gone, and a mount that no template makes',
    faults: ['12:13 workload-api-version-removed', '31:21 workload-volume-mount-unresolved'],
  },
  {
    file: 'snapshots.yaml',
    defect: 'snapshots of an API version that is gone',
    faults: ['1:13 snapshot-api-version-removed', '8:13 snapshot-api-version-removed'],
  },
  {
    file: 'connection.yaml',
    defect: "the full stop of the sentence, copied with the meta service's address",
    faults: ['10:13 csi-configmap-meta-addr-format'],
  },
  {
    file: 'external-access.yaml',
    defect: 'a placeholder for the pool of addresses',
    faults: ['7:11 placeholder-value'],
  },
  {
    file: 'values.yaml',
    defect: 'values of the chart that it does not know',
    args: HELM_VALUES,
    faults: [
      '2:12 helm-values-edition',
      '4:15 placeholder-value',
      '4:15 helm-values-data-cidr',
      '5:5 helm-values-replicas-key',
      '6:21 helm-values-disk-deployment-mode',
      '7:11 helm-values-platform',
      '12:26 helm-values-pod-delete-policy',
    ],
  },
  {
    file: 'values-elided.yaml',
    defect: 'values with lines left out',
    args: HELM_VALUES,
    faults: ['2:1 yaml-document-end-marker'],
  },
  {
    file: 'topolvm-webhooks.yaml',
    defect: "webhooks and a CSIDriver of API versions that are gone, and TopoLVM's removed hook for claims",
    faults: [
      '1:13 webhook-api-version-removed',
      '6:5 topolvm-pvc-hook-removed',
      '26:13 csidriver-api-version-removed',
    ],
  },
  {
    file: 'scheduler-policy.json',
    defect: 'a Policy for kube-scheduler, in JSON with comments',
    faults: ['2:12 scheduler-policy-removed'],
  },
  {
    file: 'kubeadm.yaml',
    defect: 'configurations of kubeadm and kube-scheduler of versions that are gone',
    faults: ['1:13 kubeadm-api-version-removed', '15:13 scheduler-config-api-version-removed'],
  },
];

describe('a document with the mistakes that users copy', () => {
  it.each(CASES)('$file: $defect', async ({ file, args = [], faults: expected }) => {
    expect(faults(await checkJson([join(FOLDER, file), ...args]))).toEqual(expected);
  });

  it.each(CASES)(
    '$file: the same places with the line ends of Windows',
    async ({ file, args, faults: expected }) => {
      const text = readFileSync(join(FOLDER, file), 'utf8').replaceAll('\n', '\r\n');
      expect(faults(await checkText(text, args))).toEqual(expected);
    },
  );

  it.each(CASES)(
    '$file: the same places, further down, with a comment above',
    async ({ file, args, faults: expected }) => {
      const text = `# copied\n${readFileSync(join(FOLDER, file), 'utf8')}`;
      const moved = expected.map(place => place.replace(/^\d+/, line => String(Number(line) + 1)));
      expect(faults(await checkText(text, args))).toEqual(moved);
    },
  );

  it.each(CASES)('$file: each finding says what is wrong and what to do', async ({ file, args = [] }) => {
    for (const { message, fix, endColumn, column } of (await checkJson([join(FOLDER, file), ...args]))
      .findings) {
      expect(message).not.toBe('');
      expect(fix).toMatch(/\S/);
      expect(endColumn).toBeGreaterThanOrEqual(column);
    }
  });

  it('every document is in the table', () => {
    expect(new Set(CASES.map(({ file }) => file))).toEqual(new Set(readdirSync(FOLDER)));
  });

  it('misspelt nodes cannot be told while the state may lack nodes: they are listed as unknown', async () => {
    const { findings } = await checkJson([
      join(FOLDER, 'iomesh-cluster.yaml'),
      '--state',
      'examples/cluster',
    ]);
    const nodes = findings.filter(({ ruleId }) => ruleId === 'iomesh-cluster-affinity-unknown-node');
    expect(nodes.map(({ line, severity }) => `${line} ${severity}`)).toEqual([
      '27 unknown',
      '28 unknown',
      '29 unknown',
    ]);
  });
});

const CORRECT = 'test/fixtures/correct';
const EXAMPLES = ['--state', 'examples/cluster'];

const CORRECT_CASES: readonly (readonly [what: string, file: string, ...args: readonly string[]])[] = [
  ['TopoLVM under both names, workloads, snapshots', 'topolvm.yaml'],
  ['classes, claims, clones, restores on two IOMesh clusters', 'iomesh.yaml', ...EXAMPLES],
  ['directories and disks of IOMesh LocalPV', 'local-volumes.yaml', ...EXAMPLES],
  ['kube-scheduler with the extender, and kubeadm', 'scheduler.yaml'],
  ['device classes of lvmd', 'lvmd.yaml'],
  ['Helm values of IOMesh', 'values.yaml', ...HELM_VALUES],
  ['a List in JSON', 'list.json'],
  ["other drivers' objects and other kinds", 'other-kinds.yaml'],
  ['files of other tools', 'not-manifests.yaml'],
];

describe('a correct document', () => {
  it.each(CORRECT_CASES)('%s', async (_what, file, ...args) => {
    expect(faults(await checkJson([join(CORRECT, file), ...args]))).toEqual([]);
  });

  it.each(CORRECT_CASES)('%s, checked against a cluster', async (_what, file, ...args) => {
    const given = args.includes('--helm-values') ? HELM_VALUES : [];
    expect(faults(await checkJson([join(CORRECT, file), ...given, ...EXAMPLES]))).toEqual([]);
  });

  it('every document is in the table', () => {
    expect(new Set(CORRECT_CASES.map(([, file]) => file))).toEqual(new Set(readdirSync(CORRECT)));
  });

  it('the clusters of the examples, and all manifests of the examples but the one with mistakes', async () => {
    const report = await checkJson(['examples/cluster', 'examples/manifests']);
    const files = new Set(report.findings.map(({ file }) => file));
    expect(files).toEqual(new Set(['examples/manifests/iomesh-storage-class-with-mistakes.yaml']));
  });
});
