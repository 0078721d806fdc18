import type { Report } from '../../../../core/finding.ts';
import { at } from '../../../../core/json.ts';
import { moveField } from '../../../../core/key-edits.ts';
import { quote } from '../../../../core/phrases.ts';
import { defineRule } from '../../../../core/rule.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { parseCidr } from '../../networks/cidr.ts';

const PATH = ['iomesh', 'chunk', 'dataCIDR'] as const;
const OLD_PATH = ['chunk', 'dataCIDR'] as const;

/** Rejects values without a readable storage network, and warns of the place it had in old charts. */
export const helmValuesDataCidr = defineRule({
  id: 'helm-values-data-cidr',
  kinds: ['HelmValues'],
  severity: 'error',
  summary: 'The storage network is a CIDR in iomesh.chunk.dataCIDR.',
  help: 'Set iomesh.chunk.dataCIDR to the CIDR of the storage network, for example 10.234.1.0/24.',
  source: SOURCES.iomeshInstall,
  examples: {
    valid: [
      {
        yaml: `
apiVersion: stowage.dev/file
kind: HelmValues
iomesh:
  chunk: {dataCIDR: 10.234.1.0/24}
`,
      },
    ],
    invalid: [
      {
        yaml: `
apiVersion: stowage.dev/file
kind: HelmValues
iomesh:
  chunk: {dataCIDR: ""}
`,
        findings: [{ path: '/iomesh/chunk/dataCIDR' }],
      },
      {
        yaml: `
apiVersion: stowage.dev/file
kind: HelmValues
chunk: {dataCIDR: 10.234.1.0/24}
`,
        findings: [{ path: '/chunk/dataCIDR', severity: 'warning' }],
      },
    ],
  },
  *check(values): Iterable<Report> {
    const value = at(values, ...PATH);
    const isReadable = typeof value === 'string' && parseCidr(value) !== undefined;
    if (value !== undefined && !isReadable)
      yield { path: PATH, message: `iomesh.chunk.dataCIDR ${quote(value)} is not a network CIDR` };
    if (at(values, ...OLD_PATH) === undefined) return;
    const message = 'chunk.dataCIDR is the key of charts up to 0.10';
    yield {
      path: OLD_PATH,
      severity: 'warning',
      target: 'key',
      message,
      ...moveField(values, OLD_PATH, PATH),
    };
  },
});
