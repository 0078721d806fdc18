import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dump } from 'js-yaml';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createdBy, creationHooks, creationOf } from '../../src/check/dry-run.ts';
import { applyPatch } from '../../src/check/apply-patch.ts';
import { loadContext } from '../../src/cli/inputs.ts';
import { postReview, webhookClient } from '../../src/cli/post-review.ts';
import type { WebhookClient } from '../../src/cli/post-review.ts';
import { formatReference, referenceOf } from '../../src/core/kubernetes-object.ts';
import type { KubernetesObject } from '../../src/core/kubernetes-object.ts';
import type { PatchOperation } from '../../src/core/json-patch.ts';
import { OBJECT_RULES } from '../../src/hooks/all-rules.ts';
import { startStateService } from '../../src/service/state-service.ts';
import type { StateService } from '../../src/service/state-service.ts';
import { readState } from '../../src/state/read-state.ts';
import { checkText, fakeEnvironment, stowage, temporaryFolder } from '../support/cli.ts';

/** What became of an object on its way through the hooks of its kind. */
interface Verdict {
  readonly patch: readonly PatchOperation[];
  readonly denial: string | undefined;
}

const CLUSTER = 'examples/cluster';
const DOCUMENTS = 'test/fixtures/vendor-documents';
const GIVEN = [
  'examples/manifests',
  'test/fixtures/correct/topolvm.yaml',
  'test/fixtures/correct/iomesh.yaml',
  'test/fixtures/correct/local-volumes.yaml',
  ...readdirSync(DOCUMENTS).map(file => join(DOCUMENTS, file)),
];

const { manifests } = await readState(GIVEN);
const objects = manifests
  .flatMap(({ object }) => createdBy(object, 'default'))
  .filter(object => creationHooks(object).length > 0);
const cases = objects.map(object => [formatReference(referenceOf(object)), object] as const);

let state: readonly string[] = [];
let service: StateService;
let client: WebhookClient;

beforeAll(async () => {
  const file = join(temporaryFolder(afterAll), 'created.yaml');
  writeFileSync(file, objects.map(object => dump(object)).join('---\n'));
  state = [CLUSTER, file];
  const flags = { namespace: 'default', state };
  const { config, context } = await loadContext(fakeEnvironment([]).environment, flags);
  const local = {
    address: 'localhost',
    webhookPort: 0,
    opsPort: 0,
    extenderPort: 0,
    logLevel: 'silent',
  } as const;
  service = await startStateService({ config: { ...config, ...local }, context, now: new Date() });
  client = webhookClient(service.ports.webhook, service.caPem);
});

afterAll(async () => {
  client.agent.destroy();
  await service.close();
});

function stateFlags(): readonly string[] {
  return state.flatMap(path => ['--state', path]);
}

type Ask = (path: string, object: KubernetesObject) => Promise<Verdict>;

/** Asks hook after hook, as kube-apiserver does. */
async function admit(object: KubernetesObject, ask: Ask): Promise<Verdict> {
  let current = object;
  const patch: PatchOperation[] = [];
  for (const { path } of creationHooks(object)) {
    const verdict = await ask(path, current);
    patch.push(...verdict.patch);
    if (verdict.denial !== undefined) return { patch, denial: verdict.denial };
    current = applyPatch(current, verdict.patch);
  }
  return { patch, denial: undefined };
}

function requestFor(path: string, object: KubernetesObject) {
  const hook = creationHooks(object).find(candidate => candidate.path === path);
  if (hook === undefined) throw new Error(`no hook at ${path}`);
  return creationOf(object, hook);
}

async function askService(path: string, object: KubernetesObject): Promise<Verdict> {
  const response = await postReview(client, path, requestFor(path, object));
  return { patch: response.patch ?? [], denial: response.status?.message };
}

async function askReview(path: string, object: KubernetesObject): Promise<Verdict> {
  const request = requestFor(path, object);
  const stdin = JSON.stringify({ apiVersion: 'admission.k8s.io/v1', kind: 'AdmissionReview', request });
  const { code, stdout } = await stowage(['review', '--path', path, ...stateFlags()], { stdin });
  const { response } = JSON.parse(stdout);
  expect(code).toBe(response.allowed === true ? 0 : 1);
  const patch = response.patch === undefined ? '[]' : Buffer.from(response.patch, 'base64').toString('utf8');
  return { patch: JSON.parse(patch), denial: response.status?.message };
}

async function mutate(object: KubernetesObject): Promise<Verdict> {
  const args = ['mutate', '-', '--patch', ...stateFlags()];
  const { stdout, stderr } = await stowage(args, { stdin: JSON.stringify(object) });
  const [{ patch }] = JSON.parse(stdout);
  return { patch, denial: /^denied: .*?: ([^]*)\n$/m.exec(stderr)?.[1] };
}

/** The rules that speak at admission as well as in the checker. */
const COMMON: ReadonlySet<string> = new Set(
  OBJECT_RULES.filter(rule => rule.when === 'check').map(rule => rule.id),
);

function deniedBy({ denial = '' }: Verdict): readonly string[] {
  const ids = denial.split('\n').flatMap(line => /^([a-z0-9-]+): /.exec(line)?.[1] ?? []);
  return ids.filter(id => COMMON.has(id)).toSorted();
}

describe('the same state gives the same verdict in the service over TLS, review, mutate and check', () => {
  it('there are objects of every kind that has a hook for its creation', () => {
    expect(new Set(objects.map(({ kind }) => kind))).toEqual(
      new Set([
        'Pod',
        'PersistentVolumeClaim',
        'StorageClass',
        'ConfigMap',
        'IOMeshCluster',
        'ZookeeperCluster',
        'VolumeSnapshotClass',
      ]),
    );
  });

  it.each(cases)('%s', async (_name, object) => {
    const verdict = await admit(object, askService);
    expect(await admit(object, askReview)).toEqual(verdict);
    expect(await mutate(object)).toEqual(verdict);
    const { findings } = await checkText(JSON.stringify(object), stateFlags());
    const errors = findings.filter(({ severity, ruleId }) => severity === 'error' && COMMON.has(ruleId));
    expect(errors.map(({ ruleId }) => ruleId).toSorted()).toEqual(deniedBy(verdict));
  });

  it('some are denied, some patched, some left alone', async () => {
    const verdicts = await Promise.all(objects.map(async object => await admit(object, askService)));
    expect(verdicts.some(({ denial }) => denial !== undefined)).toBe(true);
    expect(verdicts.some(({ patch }) => patch.length > 0)).toBe(true);
    expect(verdicts.some(({ patch, denial }) => patch.length === 0 && denial === undefined)).toBe(true);
  });
});
