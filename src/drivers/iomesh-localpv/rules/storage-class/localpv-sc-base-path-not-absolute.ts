import { SOURCES } from '../../../../core/sources.ts';
import { parameterPath } from '../../../../core/storage-class.ts';
import { ownClassRule } from '../../checks/own-rules.ts';
import { hostpathClass } from '../../examples/manifests.ts';
import { HOSTPATH, PARAMETER } from '../../names.ts';

/** Rejects base directories that hang on a working directory. */
export const localpvScBasePathNotAbsolute = ownClassRule({
  id: 'localpv-sc-base-path-not-absolute',
  severity: 'error',
  volumeType: HOSTPATH,
  summary: 'The base directory of a hostpath class is an absolute path.',
  help: 'Write basePath from the root, such as /var/iomesh/local.',
  source: SOURCES.iomeshLocalpv,
  examples: {
    valid: [{ yaml: hostpathClass('basePath: /var/iomesh') }],
    invalid: [
      {
        yaml: hostpathClass('basePath: var/iomesh'),
        findings: [{ path: '/parameters/basePath' }],
      },
    ],
  },
  check({ parameters }) {
    const value = parameters.get(PARAMETER.basePath) ?? '';
    if (value === '' || value.startsWith('/')) return [];
    const path = parameterPath(PARAMETER.basePath);
    const message = `basePath "${value}" is not an absolute path`;
    if (!/^\w/.test(value)) return [{ path, message }];
    const edit = { type: 'replace-value', path, value: `/${value}` } as const;
    return [{ path, message, fix: `Write basePath: /${value}.`, edit }];
  },
});
