import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, afterAll, describe, test } from 'vitest';
import { dump } from 'js-yaml';
import { CLIENT_CA_PEM, clientCertificate } from '../support/client-certificates.ts';
import { askPolicy } from '../support/policy.ts';
import type { Asked, Asking } from '../support/policy.ts';
import { INSTALLATION } from './support/installation.ts';
import { claim } from './support/objects.ts';
import type { Manifest } from './support/objects.ts';
import { withStowage } from './support/stowage.ts';
import { describeOnControlPlane } from './support/suite.ts';

const FOLDER = mkdtempSync(join(tmpdir(), 'stowage-strangers-'));
const CA_FILE = join(FOLDER, 'client-ca.crt');
const ADMISSION_FILE = join(FOLDER, 'admission.yaml');

/** Gives kube-apiserver a certificate for all webhooks; it would look for ours by its port, which is not known yet. */
function writeFiles(): void {
  const { certificatePem, privateKeyPem } = clientCertificate({ commonName: 'kube-apiserver' });
  const certificateFile = join(FOLDER, 'client.crt');
  const keyFile = join(FOLDER, 'client.key');
  const kubeConfigFile = join(FOLDER, 'webhooks.kubeconfig');
  const user = { 'client-certificate': certificateFile, 'client-key': keyFile };
  const configuration = {
    apiVersion: 'apiserver.config.k8s.io/v1',
    kind: 'WebhookAdmissionConfiguration',
    kubeConfigFile,
  };
  const plugins = ['MutatingAdmissionWebhook', 'ValidatingAdmissionWebhook'];
  writeFileSync(CA_FILE, CLIENT_CA_PEM);
  writeFileSync(certificateFile, certificatePem);
  writeFileSync(keyFile, privateKeyPem);
  writeFileSync(kubeConfigFile, dump({ apiVersion: 'v1', kind: 'Config', users: [{ name: '*', user }] }));
  writeFileSync(
    ADMISSION_FILE,
    dump({
      apiVersion: 'apiserver.config.k8s.io/v1',
      kind: 'AdmissionConfiguration',
      plugins: plugins.map(name => ({ name, configuration })),
    }),
  );
}

writeFiles();
afterAll(() => rmSync(FOLDER, { recursive: true }));

/** The permission that the guide gives. */
const TOKEN_REVIEW = [
  'create',
  'clusterrolebinding',
  'stowage-token-review',
  '--clusterrole=system:auth-delegator',
  `--serviceaccount=${INSTALLATION.namespace}:stowage`,
];

const STORAGE_CLASS: Manifest = {
  apiVersion: 'storage.k8s.io/v1',
  kind: 'StorageClass',
  metadata: { name: 'live' },
  provisioner: 'topolvm.io',
  volumeBindingMode: 'WaitForFirstConsumer',
};

const apiServerFlags = { 'admission-control-config-file': ADMISSION_FILE };

describeOnControlPlane('a service that knows its clients', { apiServerFlags }, controlPlane => {
  const stowage = withStowage(
    controlPlane,
    async ({ createNamespace, kubectl }) => {
      await createNamespace('shop');
      await kubectl(TOKEN_REVIEW);
    },
    { flags: ['--client-ca-file', CA_FILE, '--policy-api', 'token'] },
  );

  beforeAll(async () => {
    await controlPlane().kubectl(['create', '-f', '-'], STORAGE_CLASS);
  });

  describe('by the certificate of kube-apiserver', () => {
    test('answers its reviews', async () => {
      const bad = {
        ...STORAGE_CLASS,
        metadata: { name: 'bad' },
        parameters: { 'csi.storage.k8s.io/fstype': 'ex4' },
      };
      const { stderr } = await controlPlane().tryKubectl(['create', '-f', '-'], bad);
      expect(stderr).toContain('admission webhook "validate.storageclass.stowage.dev" denied the request');
      const created = await controlPlane().kubectl(
        ['create', '-n', 'shop', '-o', 'yaml', '-f', '-'],
        claim('data', 'live'),
      );
      expect(created).toContain('stowage.dev/driver: topolvm');
    });

    test('and nobody else gets an answer', async () => {
      const address = { host: '127.0.0.1', port: stowage().webhookPort, path: '/pvc/mutate', method: 'POST' };
      const sent = request({ ...address, agent: false, rejectUnauthorized: false }).end('{}');
      const [answer] = await once(sent, 'response');
      expect(answer.statusCode).toBe(403);
    });
  });

  describe('by their tokens', () => {
    async function ask(asking: Asking): Promise<Asked> {
      return await askPolicy(Number(new URL(stowage().opsAddress).port), asking);
    }

    test('a token of an account gets an answer from the live state', async () => {
      const token = await controlPlane().kubectl(['create', 'token', '--namespace=shop', 'default']);
      const headers = { Authorization: `Bearer ${token.trim()}` };
      for (const [name, missing] of [
        ['live', 0],
        ['elsewhere', 1],
      ] as const) {
        const { code, text } = await ask({
          headers,
          type: 'application/json',
          body: JSON.stringify(claim('new', name)),
        });
        expect(code).toBe(200);
        const { findings } = JSON.parse(text);
        const ids = findings.map((finding: { ruleId: string }) => finding.ruleId);
        expect(ids.filter((id: string) => id === 'pvc-storage-class-missing')).toHaveLength(missing);
      }
      const [asked] = (await stowage().log()).filter(line => line['msg'] === 'asked');
      expect(asked).toMatchObject({ code: 200, username: 'system:serviceaccount:shop:default' });
      expect(JSON.stringify(await stowage().log())).not.toContain(token.trim());
    });

    test.each([
      ['no token', {}],
      ['a token that somebody made up', { Authorization: 'Bearer eyJhbGciOiJub25lIn0.e30.' }],
    ])('%s gets none', async (_name, headers) => {
      expect((await ask({ headers, body: 'kind: Pod' })).code).toBe(401);
    });
  });
});
