import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadConfig } from '../../src/cli/config-file.ts';
import { clientCheckOf } from '../../src/service/client-check.ts';
import { fakeEnvironment, temporaryFolder } from '../support/cli.ts';
import { CLIENT_CA_PEM } from '../support/client-certificates.ts';

async function checkWith(text: string | undefined, flags: Readonly<Record<string, readonly string[]>> = {}) {
  const clientCaFile = join(temporaryFolder(), 'ca.pem');
  if (text !== undefined) writeFileSync(clientCaFile, text);
  return await clientCheckOf(await loadConfig(fakeEnvironment([]).environment, { ...flags, clientCaFile }));
}

describe('clientCaFile', () => {
  it('is not given: nobody is asked for a certificate', async () => {
    const config = await loadConfig(fakeEnvironment([]).environment, {});
    expect(await clientCheckOf(config)).toBeUndefined();
  });

  it('gives the authorities, with the API server as the only client unless said', async () => {
    const text = `the first\n${CLIENT_CA_PEM}\nthe second\n${CLIENT_CA_PEM}`;
    const check = await checkWith(text.replaceAll('\n', '\r\n'));
    expect(check?.allowedNames).toEqual(['kube-apiserver']);
    expect(check?.caPem.match(/BEGIN CERTIFICATE/g)).toHaveLength(2);
    expect((await checkWith(CLIENT_CA_PEM, { clientAllowedNames: ['a', 'b'] }))?.allowedNames).toEqual([
      'a',
      'b',
    ]);
  });

  it.each([
    ['that is not there', undefined, 'ENOENT'],
    ['that is empty', '', 'it holds no PEM certificate'],
    ['of something else', 'kind: ConfigMap', 'it holds no PEM certificate'],
    [
      'with a broken certificate',
      CLIENT_CA_PEM + CLIENT_CA_PEM.replace(/\n[^\n]{20}/, '\nAAAAAAAAAAAAAAAAAAAA'),
      /asn1|PEM|wrong tag/i,
    ],
  ])('%s is an error that names it', async (_name, text, reason) => {
    await expect(checkWith(text)).rejects.toMatchObject({
      code: 'ERR_SERVER_CLIENT_CA',
      exitCode: 2,
      message: expect.stringMatching(reason),
    });
  });
});
