import { SOURCES } from '../../../../core/sources.ts';
import { defaultClassAnnotationOf } from '../../../../core/storage-class.ts';
import { ownClassRule } from '../../checks/own-rules.ts';
import { ownClasses } from '../../classes/own-classes.ts';
import { defaultClass } from '../../examples/storage.ts';

/** Notes a second default class among those of IOMesh. */
export const iomeshScDuplicateClusterClass = ownClassRule({
  id: 'iomesh-sc-duplicate-cluster-class',
  severity: 'info',
  summary: 'At most one class of IOMesh is annotated as the default class.',
  help: 'Keep the default annotation on one class.',
  source: SOURCES.kubernetesStorageClasses,
  examples: {
    valid: [
      {
        yaml: defaultClass('iomesh'),
        state: defaultClass('another-driver', 'csi.example.com'),
      },
    ],
    invalid: [
      {
        yaml: defaultClass('iomesh'),
        state: defaultClass('iomesh-csi-driver'),
        findings: [{ path: '/metadata/annotations/storageclass.kubernetes.io~1is-default-class' }],
      },
    ],
  },
  check({ name }, { lookup, settings }, storageClass) {
    const annotation = defaultClassAnnotationOf(storageClass);
    if (annotation === undefined) return [];
    const other = ownClasses(lookup, settings).find(one => one.isDefault && one.name !== name);
    if (other === undefined) return [];
    const message = `the classes ${name} and ${other.name} are both annotated as default`;
    return [{ path: ['metadata', 'annotations', annotation], message }];
  },
});
