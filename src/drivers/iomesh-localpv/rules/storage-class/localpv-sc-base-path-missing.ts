import { at } from '../../../../core/json.ts';
import { nearestPath } from '../../../../core/nearest-path.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { parameterPath } from '../../../../core/storage-class.ts';
import { ownClassRule } from '../../checks/own-rules.ts';
import { hostpathClass } from '../../examples/manifests.ts';
import { HOSTPATH, PARAMETER } from '../../names.ts';

/**
 * Warns of a directory that is left to the release: the newer documents name a default, the older ones demand
 * it.
 */
export const localpvScBasePathMissing = ownClassRule({
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
  check(_class, _context, object) {
    const place = parameterPath(PARAMETER.basePath);
    const value = at(object, ...place);
    if (value !== undefined && value !== '') return [];
    return [
      {
        path: nearestPath(object, place),
        message: 'basePath is not set, and not every release has a default for it',
      },
    ];
  },
});
