import type { Lookup } from '../../../../core/lookup.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { decodeStorageClass, parameterPath } from '../../../../core/storage-class.ts';
import type { StorageClass } from '../../../../core/storage-class.ts';
import { ownClassRule } from '../../checks/own-rules.ts';
import { isSameOrNested } from '../../classes/base-path.ts';
import { documents, hostpathClass } from '../../examples/manifests.ts';
import { HOSTPATH, PARAMETER, PROVISIONER } from '../../names.ts';

function hasQuota({ parameters }: StorageClass): boolean {
  return parameters.get(PARAMETER.enableQuota) === 'true';
}

function otherHostpathClasses({ name }: StorageClass, lookup: Lookup): readonly StorageClass[] {
  return lookup
    .indexed('StorageClass/provisioner', PROVISIONER)
    .map(decodeStorageClass)
    .filter(other => other.name !== name && other.parameters.get(PARAMETER.volumeType) === HOSTPATH);
}

const WITH_QUOTA = `apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: {name: local-quota}
provisioner: com.iomesh.iomesh-localpv-manager
volumeBindingMode: WaitForFirstConsumer
parameters: {volumeType: hostpath, basePath: /mnt/xfs, enableQuota: "true"}
`;

/** Warns when volumes without a limit can fill the directory of volumes that have one. */
export const localpvScBasePathSharedQuota = ownClassRule({
  id: 'localpv-sc-base-path-shared-quota',
  severity: 'warning',
  volumeType: HOSTPATH,
  summary: 'Classes that enforce a quota do not share their directory with classes that do not.',
  help: 'Use directories on different file systems, or the same enableQuota in both classes.',
  source: SOURCES.iomeshLocalpv,
  examples: {
    valid: [{ yaml: hostpathClass('basePath: /mnt/plain'), state: WITH_QUOTA }],
    invalid: [
      {
        yaml: hostpathClass('basePath: /mnt/xfs/plain'),
        state: WITH_QUOTA,
        findings: [{ path: '/parameters/basePath' }],
      },
      {
        yaml: documents(hostpathClass('basePath: /mnt/xfs'), WITH_QUOTA),
        findings: [{ path: '/parameters/basePath' }, { path: '/parameters/basePath' }],
      },
    ],
  },
  *check(storageClass, { lookup }) {
    const value = storageClass.parameters.get(PARAMETER.basePath);
    if (value?.startsWith('/') !== true) return;
    for (const other of otherHostpathClasses(storageClass, lookup)) {
      const directory = other.parameters.get(PARAMETER.basePath) ?? '';
      if (!directory.startsWith('/') || hasQuota(other) === hasQuota(storageClass)) continue;
      if (!isSameOrNested(value, directory)) continue;
      const shared = `shares "${value}" with class ${other.name}`;
      const message = `the class ${shared}, and only one of them enforces a quota`;
      yield { path: parameterPath(PARAMETER.basePath), message };
    }
  },
});
