import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { caSecretOf } from '../../src/certs/ca-secret.ts';
import type { CaContent } from '../../src/certs/ca-secret.ts';
import type { SecretContent } from '../../src/certs/ports.ts';
import { after, newAuthority } from '../certs/support/secrets.ts';
import { stowage, temporaryFolder } from '../support/cli.ts';
import type { CliEnd } from '../support/cli.ts';
import { FakeApiServer, sendStatus } from '../support/fake-api-server.ts';
import type { FakeResource } from '../support/fake-api-server.ts';

const NOW = new Date('2026-11-20T12:00:00Z');
const SECRETS: FakeResource = { apiVersion: 'v1', kind: 'Secret', plural: 'secrets' };
const ADMISSION = 'admissionregistration.k8s.io/v1';
const MUTATING: FakeResource = {
  apiVersion: ADMISSION,
  kind: 'MutatingWebhookConfiguration',
  plural: 'mutatingwebhookconfigurations',
};
const VALIDATING: FakeResource = {
  apiVersion: ADMISSION,
  kind: 'ValidatingWebhookConfiguration',
  plural: 'validatingwebhookconfigurations',
};
const AUTHORITY = await newAuthority(after(NOW, -30));
const ACTIVE: CaContent = { signing: AUTHORITY, previous: [], phase: 'active', since: after(NOW, -30) };

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}

function secretObject({ name, type, labels, annotations, data }: SecretContent) {
  const encoded = Object.entries(data).map(([key, value]) => [key, base64(value)]);
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name, namespace: 'stowage-system', labels, annotations },
    type,
    data: Object.fromEntries(encoded),
  };
}

function configurationObject(kind: string, name: string, caBundle: string, annotations = {}) {
  const clientConfig = { caBundle: base64(caBundle) };
  const webhooks = [{ name: 'pod.stowage.dev', clientConfig }];
  return { apiVersion: ADMISSION, kind, metadata: { name, annotations }, webhooks };
}

interface Installation {
  readonly secret?: SecretContent;
  readonly caBundle?: string;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** A cluster in which the service is installed, and the CLI that speaks to it. */
async function installed({
  secret = caSecretOf('stowage-webhook-ca', ACTIVE),
  caBundle = AUTHORITY.pair.certificatePem,
  annotations = {},
}: Installation = {}) {
  const fake = await FakeApiServer.start();
  onTestFinished(() => fake.stop());
  fake.serve(SECRETS, MUTATING, VALIDATING);
  fake.put(secretObject(secret));
  fake.put(configurationObject(MUTATING.kind, 'zz-stowage', caBundle, annotations));
  fake.put(configurationObject(VALIDATING.kind, 'stowage', caBundle, annotations));
  const kubeconfig = join(temporaryFolder(), 'kubeconfig');
  writeFileSync(kubeconfig, fake.kubeConfig().exportConfig());
  const certs = async (...args: readonly string[]): Promise<CliEnd> =>
    await stowage(['certs', ...args, '--kubeconfig', kubeconfig], { now: NOW.toISOString() });
  return { fake, certs };
}

describe('certs show', () => {
  test('prints the authority and who trusts it', async () => {
    const { certs } = await installed();
    const { code, stdout, stderr } = await certs('show');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout.split('\n')).toEqual([
      'self-issued authority in Secret stowage-system/stowage-webhook-ca: active since 2026-10-21T12:00:00.000Z',
      '',
      'CERTIFICATE   SERIAL                             VALID FROM                 VALID TO',
      `signing       ${AUTHORITY.certificate.serialNumber}   2026-10-21T11:00:00.000Z   2027-10-21T12:00:00.000Z`,
      '',
      'CONFIGURATION   WEBHOOK           CABUNDLE   CERTIFICATES',
      'zz-stowage      pod.stowage.dev   trusts     1',
      'stowage         pod.stowage.dev   trusts     1',
      '',
      'from 2027-06-21T20:00:00.000Z on, the next authority is announced',
      '',
    ]);
  });

  test('exits 1 when a webhook does not trust it', async () => {
    const { certs } = await installed({ caBundle: '' });
    const { code, stdout } = await certs('show', '-o', 'json');
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      kind: 'Certificates',
      mode: 'self',
      secret: 'stowage-system/stowage-webhook-ca',
      state: 'active',
      healthy: false,
      webhooks: [{ caBundle: 'empty' }, { caBundle: 'empty' }],
      next: { step: 'stage' },
    });
  });

  test('shows what cert-manager has made where its annotation is', async () => {
    const name = 'stowage-webhook-tls';
    const secret = { name, type: 'kubernetes.io/tls', labels: {}, annotations: {}, data: {} };
    const annotations = { 'cert-manager.io/inject-ca-from': 'stowage-system/webhook' };
    const { certs } = await installed({ secret, annotations });
    const { code, stdout } = await certs('show');
    expect(code).toBe(1);
    expect(stdout).toContain(
      'certificate of cert-manager in Secret stowage-system/stowage-webhook-tls: corrupt',
    );
  });

  test('names the permission that is missing', async () => {
    const { fake, certs } = await installed();
    fake.fault('get', response => sendStatus(response, 403, 'forbidden'), { plural: 'secrets' });
    const { code, stderr } = await certs('show');
    expect(code).toBe(3);
    expect(stderr).toContain('may not get secrets stowage-webhook-ca. (ERR_CERT_API_FORBIDDEN)');
  });

  test('has nothing to show of files', async () => {
    const { certs } = await installed();
    const folder = temporaryFolder();
    const config = join(folder, 'config.yaml');
    writeFileSync(config, 'certMode: files\n');
    const { code, stderr } = await certs('show', '--config', config);
    expect(code).toBe(2);
    expect(stderr).toContain('the serving certificate is in files');
  });
});

describe('certs rotate', () => {
  test('announces the next authority', async () => {
    const { certs } = await installed();
    const { code, stdout } = await certs('rotate');
    expect(code).toBe(0);
    expect(stdout).toContain('it signs from 2026-11-21T12:00:00.000Z on');
    expect((await certs('show')).stdout).toContain(': staged since 2026-11-20T12:00:00.000Z');
  });

  test('lets it sign after ten minutes when it is urgent', async () => {
    const { certs } = await installed();
    expect((await certs('rotate', '--urgent')).stdout).toContain('it signs from 2026-11-20T12:10:00.000Z on');
  });

  test('does not begin a second one', async () => {
    const { certs } = await installed();
    await certs('rotate');
    const { code, stderr } = await certs('rotate');
    expect(code).toBe(3);
    expect(stderr).toContain('the next one is announced already. (ERR_CERT_NO_ROTATION)');
  });

  test('gives way to a replica that was faster', async () => {
    const { fake, certs } = await installed();
    fake.fault('update', response => sendStatus(response, 409, 'conflict'), { plural: 'secrets' });
    const { code, stderr } = await certs('rotate');
    expect(code).toBe(1);
    expect(stderr).toContain('has just been changed by a replica');
  });
});
