import { at } from '../../../../core/json.ts';
import { annotationOf, nameOf } from '../../../../core/kubernetes-object.ts';
import type { Lookup } from '../../../../core/lookup.ts';
import { nearestPath } from '../../../../core/nearest-path.ts';
import { listSome } from '../../../../core/phrases.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { lvmdRule } from '../../checks/lvmd-rule.ts';
import { deviceClassesOf, isThin } from '../../lvmd/config.ts';
import { PLUGINS } from '../../names.ts';

/** What lvmd spares when it is not told. */
const DEFAULT_SPARE_GB = 10;

function nodesWithoutSpace(name: string, lookup: Lookup): readonly string[] {
  const keys = PLUGINS.map(names => `${names.annotationPrefix}${name}`);
  return lookup
    .list('Node')
    .filter(node => keys.some(key => annotationOf(node, key) === '0'))
    .map(nameOf);
}

/** Reports spares that may be all there is, which shows in nodes that report no free space. */
export const lvmdSpareGbExceedsSize = lvmdRule({
  id: 'lvmd-spare-gb-exceeds-size',
  severity: 'warning',
  summary: 'spare-gb leaves space for volumes: no node reports a device class as full.',
  help: 'If the volume group is no larger than spare-gb (10 when absent), lower it; otherwise add or free space.',
  source: SOURCES.topolvmLvmd,
  examples: {
    valid: [
      {
        yaml: `
apiVersion: stowage.dev/file
kind: LvmdConfig
device-classes:
  - { name: ssd, volume-group: vg-ssd, default: true, spare-gb: 10 }
`,
        state: `
apiVersion: v1
kind: Node
metadata: { name: worker-1, annotations: { capacity.topolvm.io/ssd: "107374182400" } }
`,
      },
    ],
    invalid: [
      {
        yaml: `
apiVersion: stowage.dev/file
kind: LvmdConfig
device-classes:
  - { name: ssd, volume-group: vg-ssd, default: true, spare-gb: 50 }
  - { name: hdd, volume-group: vg-hdd }
`,
        state: `
apiVersion: v1
kind: Node
metadata: { name: worker-1, annotations: { capacity.topolvm.io/ssd: "0", capacity.topolvm.io/hdd: "0" } }
`,
        findings: [{ path: '/device-classes/0/spare-gb' }, { path: '/device-classes/1' }],
      },
    ],
  },
  check(config, { lookup }) {
    return deviceClassesOf(config).flatMap(deviceClass => {
      const { name, json, path } = deviceClass;
      const spare = at(json, 'spare-gb') ?? DEFAULT_SPARE_GB;
      if (name === '' || spare === 0 || typeof spare !== 'number' || isThin(deviceClass)) return [];
      const nodes = nodesWithoutSpace(name, lookup);
      if (nodes.length === 0) return [];
      const message = `no space is free in "${name}" on ${listSome(nodes)} beside the ${spare} GiB that are spared`;
      return { path: nearestPath(config.json, [...path, 'spare-gb']), message };
    });
  },
});
