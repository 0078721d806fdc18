import type { Lookup } from '../../../../core/lookup.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { parameterPath } from '../../../../core/storage-class.ts';
import { ownClassRule } from '../../checks/own-rules.ts';
import { allClusters } from '../../clusters/cluster-name.ts';
import { iomeshClass } from '../../examples/storage.ts';
import { DEFAULT_CLASS_NAME, PARAMETER } from '../../names.ts';
import SCHEMA from '../../parameters.schema.json' with { type: 'json' };

const DEFAULTED = [PARAMETER.fstype, PARAMETER.replicaFactor, PARAMETER.thinProvision] as const;

/** A driver for a cluster elsewhere: its Helm values set the parameters of the default class. */
function isExternalInstallation(lookup: Lookup): boolean {
  return lookup.isComplete('IOMeshCluster') && allClusters(lookup).length === 0;
}

/** Warns of manifests that change the class made by the installation. */
export const iomeshScDefaultClassModified = ownClassRule({
  id: 'iomesh-sc-default-class-modified',
  severity: 'warning',
  summary: 'The class that the installation makes keeps its parameters.',
  help: 'The parameters of iomesh-csi-driver cannot be modified; create another class.',
  source: SOURCES.iomeshStorageClass,
  examples: {
    valid: [
      {
        yaml: iomeshClass(
          'iomesh-csi-driver',
          'csi.storage.k8s.io/fstype: ext4',
          'replicaFactor: "2"',
          'thinProvision: "true"',
        ),
      },
      {
        yaml: iomeshClass('iomesh-safe', 'replicaFactor: "3"'),
      },
    ],
    invalid: [
      {
        yaml: iomeshClass('iomesh-csi-driver', 'csi.storage.k8s.io/fstype: xfs', 'replicaFactor: "3"'),
        findings: [{ path: '/parameters/csi.storage.k8s.io~1fstype' }, { path: '/parameters/replicaFactor' }],
      },
    ],
  },
  check({ name, parameters }, { lookup }) {
    if (name !== DEFAULT_CLASS_NAME || isExternalInstallation(lookup)) return [];
    return DEFAULTED.flatMap(key => {
      const value = parameters.get(key);
      const usual = SCHEMA.properties[key].default;
      if (value === undefined || value === usual) return [];
      return {
        path: parameterPath(key),
        message: `${key} of the class ${name} is "${value}" instead of "${usual}"`,
      };
    });
  },
});
