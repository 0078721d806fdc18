import type { JsonObject } from '../../../../core/json.ts';
import { nameOf } from '../../../../core/kubernetes-object.ts';
import type { KubernetesObject } from '../../../../core/kubernetes-object.ts';
import type { Lookup } from '../../../../core/lookup.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { isSameOrNested } from '../../base-path.ts';
import { defineClassRule, parameterOf } from '../../class-rule.ts';
import { documents, hostpathClass } from '../../examples.ts';
import { HOSTPATH, PARAMETER, PROVISIONER } from '../../names.ts';

function hasQuota(storageClass: JsonObject): boolean {
  return parameterOf(storageClass, PARAMETER.enableQuota) === 'true';
}

function otherHostpathClasses(storageClass: KubernetesObject, lookup: Lookup): readonly KubernetesObject[] {
  return lookup
    .indexed('StorageClass/provisioner', PROVISIONER)
    .filter(other => nameOf(other) !== nameOf(storageClass))
    .filter(other => parameterOf(other, PARAMETER.volumeType) === HOSTPATH);
}

const WITH_QUOTA = `apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: {name: local-quota}
provisioner: com.iomesh.iomesh-localpv-manager
volumeBindingMode: WaitForFirstConsumer
parameters: {volumeType: hostpath, basePath: /mnt/xfs, enableQuota: "true"}
`;

/** Warns when volumes without a limit can fill the directory of volumes that have one. */
export const localpvScBasePathSharedQuota = defineClassRule({
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
    const value = parameterOf(storageClass, PARAMETER.basePath);
    if (value?.startsWith('/') !== true) return;
    for (const other of otherHostpathClasses(storageClass, lookup)) {
      const directory = parameterOf(other, PARAMETER.basePath) ?? '';
      if (!directory.startsWith('/') || hasQuota(other) === hasQuota(storageClass)) continue;
      if (!isSameOrNested(value, directory)) continue;
      const shared = `shares "${value}" with class ${nameOf(other)}`;
      const message = `the class ${shared}, and only one of them enforces a quota`;
      yield { path: ['parameters', PARAMETER.basePath], message };
    }
  },
});
