import type { Report } from '../../../../core/finding.ts';
import { at } from '../../../../core/json.ts';
import { defineRule } from '../../../../core/rule.ts';
import { SOURCES } from '../../../../core/sources.ts';
import { suggest } from '../../../../core/suggest.ts';
import type { PluginNames } from '../../names.ts';
import { CAPACITY_RESOURCES, capacityExtendersOf, usedPlugins } from '../../scheduler/extenders.ts';
import type { Extender } from '../../scheduler/extenders.ts';

function judgeName(extender: Extender, used: readonly PluginNames[]): readonly Report[] {
  return extender.managed
    .filter(({ name }) => name.includes('topolvm') && !CAPACITY_RESOURCES.includes(name))
    .map(({ name, path }) => {
      const wanted = used[0]?.capacityResource ?? CAPACITY_RESOURCES[0] ?? '';
      const near = suggest(name, CAPACITY_RESOURCES);
      const place = [...path, 'name'];
      const message = `no pod requests the resource "${name}"`;
      if (near === undefined) return { path: place, message, fix: `Write ${wanted}.` };
      const edit = { type: 'replace-value' as const, path: place, value: near };
      return { path: place, message, fix: `Did you mean ${near}?`, edit };
    });
}

/** Names that are right in themselves, but belong to the plugin name that no StorageClass uses. */
function judgePlugin(
  extender: Extender,
  used: readonly PluginNames[],
  all: ReadonlySet<string>,
): readonly Report[] {
  const missing = used.find(names => !all.has(names.capacityResource));
  if (missing === undefined) return [];
  return extender.managed
    .filter(
      ({ name }) => CAPACITY_RESOURCES.includes(name) && used.every(names => names.capacityResource !== name),
    )
    .map(({ name, path }) => ({
      path: [...path, 'name'],
      message: `StorageClasses use ${missing.plugin}, whose pods do not request ${name}`,
      fix: `Write ${missing.capacityResource}.`,
      edit: { type: 'replace-value', path: [...path, 'name'], value: missing.capacityResource },
    }));
}

function judgeEmpty(extender: Extender): readonly Report[] {
  if (extender.managed.length > 0) return [];
  const field = 'managedResources';
  const path = at(extender.json, field) === undefined ? extender.path : [...extender.path, field];
  const message =
    'the extender is asked about every pod, its own included, and none is scheduled while it is down';
  return [{ path, message, severity: 'warning' }];
}

/** Reports extenders that are asked about the wrong pods. */
export const schedulerExtenderManagedResource = defineRule({
  id: 'scheduler-extender-managed-resource',
  kinds: ['KubeSchedulerConfiguration'],
  severity: 'error',
  summary: 'The extender manages the capacity resource of the StorageClasses in use.',
  help: 'List topolvm.io/capacity under managedResources; topolvm.cybozu.com/capacity for the legacy name.',
  source: SOURCES.topolvmScheduler,
  examples: {
    valid: [
      {
        yaml: `
apiVersion: kubescheduler.config.k8s.io/v1
kind: KubeSchedulerConfiguration
extenders:
  - urlPrefix: http://127.0.0.1:9251
    filterVerb: predicate
    managedResources:
      - { name: topolvm.io/capacity, ignoredByScheduler: true }
      - { name: topolvm.cybozu.com/capacity, ignoredByScheduler: true }
`,
        state: `
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: { name: topolvm-ssd }
provisioner: topolvm.io
`,
      },
    ],
    invalid: [
      {
        yaml: `
apiVersion: kubescheduler.config.k8s.io/v1
kind: KubeSchedulerConfiguration
extenders:
  - urlPrefix: http://127.0.0.1:9251
    filterVerb: predicate
    managedResources:
      - { name: capacity.topolvm.io, ignoredByScheduler: true }
  - urlPrefix: http://topolvm-scheduler:9251
    filterVerb: predicate
`,
        findings: [
          { path: '/extenders/0/managedResources/0/name' },
          { path: '/extenders/1', severity: 'warning' },
        ],
      },
      {
        yaml: `
apiVersion: kubescheduler.config.k8s.io/v1
kind: KubeSchedulerConfiguration
extenders:
  - urlPrefix: http://127.0.0.1:9251
    filterVerb: predicate
    managedResources:
      - { name: topolvm.cybozu.com/capacity, ignoredByScheduler: true }
`,
        state: `
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: { name: topolvm-ssd }
provisioner: topolvm.io
`,
        findings: [{ path: '/extenders/0/managedResources/0/name' }],
      },
    ],
  },
  check(object, { lookup }) {
    const used = usedPlugins(lookup);
    const extenders = capacityExtendersOf(object);
    const all = new Set(extenders.flatMap(extender => extender.managed.map(({ name }) => name)));
    return extenders.flatMap(extender => [
      ...judgeName(extender, used),
      ...judgePlugin(extender, used, all),
      ...judgeEmpty(extender),
    ]);
  },
});
