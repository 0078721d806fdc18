import { arrayAt, at, stringAt } from '../../core/json.ts';
import type { Lookup } from '../../core/lookup.ts';
import { defineRule } from '../../core/rule.ts';
import { SOURCES } from '../../core/sources.ts';

const GROUP = 'snapshot.storage.k8s.io';
const CURRENT = `${GROUP}/v1`;
const REMOVED: readonly string[] = [`${GROUP}/v1alpha1`, `${GROUP}/v1beta1`];

const RESOURCES: ReadonlyMap<string, string> = new Map([
  ['VolumeSnapshot', 'volumesnapshots'],
  ['VolumeSnapshotClass', 'volumesnapshotclasses'],
  ['VolumeSnapshotContent', 'volumesnapshotcontents'],
]);

/** Whether this cluster is known not to serve the version: its definition is there and does not list it. */
function isKnownUnserved(kind: string, version: string, lookup: Lookup): boolean {
  const definition = lookup.get('CustomResourceDefinition', undefined, `${RESOURCES.get(kind)}.${GROUP}`);
  if (definition === undefined) return false;
  return !arrayAt(definition, 'spec', 'versions').some(
    entry => stringAt(entry, 'name') === version && at(entry, 'served') === true,
  );
}

/** Warns of snapshot objects in the versions that external-snapshotter 6.1 stopped serving. */
export const snapshotApiVersionRemoved = defineRule({
  id: 'snapshot-api-version-removed',
  kinds: [...RESOURCES.keys()],
  severity: 'error',
  summary: 'Snapshot objects use the API version snapshot.storage.k8s.io/v1.',
  help: `Use ${CURRENT}.`,
  source: SOURCES.externalSnapshotter,
  examples: {
    valid: [
      {
        yaml: `
apiVersion: snapshot.storage.k8s.io/v1
kind: VolumeSnapshot
metadata:
  name: nightly
`,
      },
    ],
    invalid: [
      {
        yaml: `
apiVersion: snapshot.storage.k8s.io/v1beta1
kind: VolumeSnapshot
metadata:
  name: nightly
`,
        findings: [{ path: '/apiVersion', severity: 'warning' }],
      },
      {
        yaml: `
apiVersion: snapshot.storage.k8s.io/v1beta1
kind: VolumeSnapshotClass
metadata:
  name: nightly
`,
        state: `
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: volumesnapshotclasses.snapshot.storage.k8s.io
spec:
  versions:
    - { name: v1, served: true }
    - { name: v1beta1, served: false }
`,
        findings: [{ path: '/apiVersion', severity: 'error' }],
      },
    ],
  },
  check({ apiVersion, kind }, { lookup }) {
    if (!REMOVED.includes(apiVersion)) return [];
    const isUnserved = isKnownUnserved(kind, apiVersion.slice(GROUP.length + 1), lookup);
    const where = isUnserved ? 'in this cluster' : 'by external-snapshotter 6.1 and later';
    return [
      {
        path: ['apiVersion'],
        severity: isUnserved ? 'error' : 'warning',
        message: `${apiVersion} is not served ${where}`,
        edit: { type: 'replace-value', path: ['apiVersion'], value: CURRENT },
      },
    ];
  },
});
