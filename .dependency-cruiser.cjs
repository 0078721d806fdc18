/** Dependencies point one way; docs/architecture.md shows the picture. */
const only = (from, allowed, extra = []) => ({
  name: `${from}-imports-only`,
  severity: 'error',
  from: { path: `^src/${from}/` },
  to: { pathNot: [...allowed.map(path => `^src/${path}`), ...extra] },
});

const onlyUser = (name, module, users) => ({
  name,
  severity: 'error',
  from: { path: '^src/', pathNot: users.map(path => `^src/${path}`) },
  to: { path: `node_modules/(@types/)?${module}/` },
});

module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    only('core', ['core/']),
    {
      name: 'a-driver-never-imports-another',
      severity: 'error',
      from: { path: '^src/drivers/([^/]+)/' },
      to: { path: '^src/', pathNot: ['^src/core/', '^src/generated/', '^src/drivers/$1/'] },
    },
    {
      name: 'drivers-import-no-packages',
      severity: 'error',
      from: { path: '^src/drivers/' },
      to: { pathNot: '^src/' },
    },
    only('rules', ['core/', 'generated/', 'rules/']),
    only('hooks', ['core/', 'hooks/', 'drivers/registry', 'rules/registry']),
    only(
      'check',
      ['core/', 'check/', 'hooks/', 'state/', 'config/config\\.ts'],
      ['node_modules/fast-json-patch/'],
    ),
    only(
      'policy',
      ['core/', 'policy/', 'check/', 'hooks/', 'state/', 'config/config\\.ts'],
      ['^(node:)?(buffer|events|path|worker_threads)$'],
    ),
    only('manifests', ['core/', 'manifests/', 'hooks/(registry|webhook-configuration)']),
    only('scheduler', ['core/', 'scheduler/', 'drivers/registry', 'rules/registry']),
    only('explain', ['core/', 'explain/', 'drivers/registry', 'rules/registry']),
    only(
      'certs',
      ['core/errors', 'certs/'],
      ['^(node:)?(crypto|tls)$', 'node_modules/(@types/)?node-forge/'],
    ),
    {
      name: 'state-implements-ports-of-core',
      severity: 'error',
      from: { path: '^src/state/' },
      to: { path: '^src/', pathNot: ['^src/core/', '^src/state/'] },
    },
    {
      name: 'kube-implements-ports-of-core',
      severity: 'error',
      from: { path: '^src/kube/' },
      to: { path: '^src/', pathNot: ['^src/core/', '^src/kube/'] },
    },
    {
      name: 'server-imports-only',
      severity: 'error',
      from: { path: '^src/server/' },
      to: {
        path: '^src/',
        pathNot: ['^src/(server|hooks|scheduler|explain|policy|core|telemetry)/', '^src/certs/types'],
      },
    },
    {
      name: 'cli-loads-the-server-lazily',
      severity: 'error',
      from: { path: '^src/cli/' },
      to: {
        path: '^src/(service|server|kube|certs|policy|telemetry)/',
        dynamic: false,
        dependencyTypesNot: ['type-only'],
      },
    },
    { name: 'nobody-imports-main', severity: 'error', from: {}, to: { path: '^src/main\\.ts$' } },
    onlyUser('only-server-uses-express', 'express', ['server/']),
    onlyUser('only-kube-uses-client-node', '@kubernetes/client-node', ['kube/']),
    onlyUser('only-telemetry-uses-pino-and-prom-client', '(pino|prom-client)', ['telemetry/']),
    onlyUser('only-certs-issue-uses-node-forge', 'node-forge', ['certs/issue']),
    {
      name: 'no-orphans',
      severity: 'error',
      from: { orphan: true, pathNot: ['^src/main\\.ts$', '^src/generated/', '^src/drivers/_template/'] },
      to: {},
    },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    parser: 'swc',
    enhancedResolveOptions: { conditionNames: ['import', 'node', 'default'], exportsFields: ['exports'] },
  },
};
