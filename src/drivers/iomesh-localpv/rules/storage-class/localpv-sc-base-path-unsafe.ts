import { SOURCES } from '../../../../core/sources.ts';
import { parameterPath } from '../../../../core/storage-class.ts';
import { ownClassRule } from '../../checks/own-rules.ts';
import { hazardOf, normalizedPath } from '../../classes/base-path.ts';
import { hostpathClass } from '../../examples/manifests.ts';
import { HOSTPATH, PARAMETER } from '../../names.ts';

/** Rejects base directories that belong to the system, and warns of ones that are written carelessly. */
export const localpvScBasePathUnsafe = ownClassRule({
  id: 'localpv-sc-base-path-unsafe',
  severity: 'error',
  volumeType: HOSTPATH,
  summary: 'The base directory of a hostpath class is a directory of its own, written without detours.',
  help: 'Use a dedicated directory such as /var/iomesh/local.',
  source: SOURCES.iomeshLocalpv,
  examples: {
    valid: [{ yaml: hostpathClass('basePath: /var/iomesh/local') }],
    invalid: [
      { yaml: hostpathClass('basePath: /etc'), findings: [{ path: '/parameters/basePath' }] },
      { yaml: hostpathClass('basePath: /mnt/../var/data'), findings: [{ path: '/parameters/basePath' }] },
      {
        yaml: hostpathClass('basePath: /var/lib/kubelet/local'),
        findings: [{ path: '/parameters/basePath' }],
      },
      {
        yaml: hostpathClass('basePath: /var//iomesh/'),
        findings: [{ path: '/parameters/basePath', severity: 'warning' }],
      },
    ],
  },
  check({ parameters }) {
    const value = parameters.get(PARAMETER.basePath) ?? '';
    if (!value.startsWith('/')) return [];
    const path = parameterPath(PARAMETER.basePath);
    const hazard = hazardOf(value);
    if (hazard !== undefined) return [{ path, message: `basePath "${value}" is ${hazard}` }];
    const normalized = normalizedPath(value);
    if (normalized === value) return [];
    const message = `basePath "${value}" has needless slashes`;
    const edit = { type: 'replace-value', path, value: normalized } as const;
    return [{ path, severity: 'warning', message, fix: `Write basePath: ${normalized}.`, edit }];
  },
});
