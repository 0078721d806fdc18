import { at } from '../../../../core/json.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { defineClassRule } from '../../class-rule.ts';
import { hostpathClass } from '../../examples.ts';
import { HOSTPATH, PARAMETER } from '../../names.ts';

/**
 * Warns of a directory that is left to the release: the newer documents name a default, the older ones demand
 * it.
 */
export const localpvScBasePathMissing = defineClassRule({
  id: 'localpv-sc-base-path-missing',
  severity: 'warning',
  volumeType: HOSTPATH,
  summary: 'A hostpath class names its base directory.',
  help: 'Set the parameter basePath, for instance to /var/iomesh/local.',
  source: SOURCES.iomeshLocalpv,
  examples: {
    valid: [{ yaml: hostpathClass('basePath: /mnt/local') }],
    invalid: [{ yaml: hostpathClass(), findings: [{ path: '/parameters' }] }],
  },
  check(storageClass) {
    const value = at(storageClass, 'parameters', PARAMETER.basePath);
    if (value !== undefined && value !== '') return [];
    const path = value === '' ? ['parameters', PARAMETER.basePath] : ['parameters'];
    return [{ path, message: 'basePath is not set, and not every release has a default for it' }];
  },
});
