import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { stowage, temporaryFolder } from '../support/cli.ts';

const CLASS = `# our fast class
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata:
  name: fast # keep the name
provisioner: com.iomesh.csi-driver
parameters:
  replicaFactor: "2"
  csi.storage.k8s.io/fstype: ex4 # as the document says
  reclaimPolicy: Retain
allowVolumeExpansion: true
`;

function classFile(text = CLASS): string {
  const file = join(temporaryFolder(), 'class.yaml');
  writeFileSync(file, text);
  return file;
}

describe('check --fix', () => {
  it('mends what is mechanical and keeps comments, quotes and order', async () => {
    const file = classFile();
    const { code, stdout, stderr } = await stowage(['check', '--fix', file]);
    expect(readFileSync(file, 'utf8')).toBe(
      `${CLASS.replace('ex4', 'ext4').replace('  reclaimPolicy: Retain\n', '')}reclaimPolicy: Retain\n`,
    );
    expect(stderr).toBe('mended 2 findings in 1 file\n');
    expect(stdout).toContain('1 file, 1 object: 0 errors');
    expect(code).toBe(0);
  });

  it('changes nothing the second time', async () => {
    const file = classFile();
    await stowage(['check', '--fix', file]);
    const once = readFileSync(file, 'utf8');
    expect(await stowage(['check', '--fix', file])).toMatchObject({
      code: 0,
      stderr: 'mended 0 findings in 0 files\n',
    });
    expect(readFileSync(file, 'utf8')).toBe(once);
  });

  it('keeps CRLF line ends', async () => {
    const file = classFile(CLASS.replaceAll('\n', '\r\n'));
    await stowage(['check', '--fix', file]);
    const mended = readFileSync(file, 'utf8');
    expect(mended).toContain('ext4 # as the document says\r\n');
    expect(mended.replaceAll('\r\n', '')).not.toContain('\n');
  });

  it('leaves suppressed findings alone', async () => {
    const file = classFile(
      CLASS.replace(
        '# as the document says',
        '# stowage:ignore iomesh-sc-fstype-invalid -- the driver knows it',
      ),
    );
    await stowage(['check', '--fix', file]);
    expect(readFileSync(file, 'utf8')).toContain('fstype: ex4 #');
  });

  it('says what is left after the mends', async () => {
    const file = classFile(CLASS.replace('replicaFactor: "2"', 'replicaFactor: "7"'));
    const { code, stdout } = await stowage(['check', '--fix', file]);
    expect(code).toBe(1);
    expect(stdout).toContain('iomesh-sc-replica-factor-invalid');
    expect(stdout).not.toContain('iomesh-sc-fstype-invalid');
  });

  it('cannot write stdin, and says only what is wrong', async () => {
    const { code, stdout, stderr } = await stowage(['check', '--fix', '-'], { stdin: CLASS });
    expect({ code, stderr }).toEqual({ code: 1, stderr: 'mended 0 findings in 0 files\n' });
    expect(stdout).toContain('iomesh-sc-fstype-invalid');
  });
});

describe('check --fix=diff', () => {
  it('shows a patch, writes nothing and exits 1', async () => {
    const file = classFile();
    const { code, stdout } = await stowage(['check', '--fix=diff', file]);
    expect(code).toBe(1);
    expect(stdout).toContain(`--- ${file}`);
    expect(stdout).toContain('-  csi.storage.k8s.io/fstype: ex4 # as the document says');
    expect(stdout).toContain('+  csi.storage.k8s.io/fstype: ext4 # as the document says');
    expect(readFileSync(file, 'utf8')).toBe(CLASS);
  });

  it('is empty and exits 0 when nothing can be mended', async () => {
    const file = classFile(CLASS.replace('ex4', 'ext4').replace('  reclaimPolicy: Retain\n', ''));
    expect(await stowage(['check', '--fix=diff', file])).toMatchObject({ code: 0, stdout: '' });
  });
});

describe('rules named in the configuration', () => {
  it.each([
    ['rules', 'rules:\n  - {rule: iomesh-sc-fstyp-invalid, severity: warning}\n'],
    ['ignore', 'ignore:\n  - {rule: iomesh-sc-fstyp-invalid, reason: known}\n'],
  ])('a misspelt one in %s is refused with a suggestion', async (member, text) => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, '.stowage.yaml'), text);
    const { code, stderr } = await stowage(['check', '-'], { stdin: CLASS, cwd: folder });
    expect(code).toBe(2);
    expect(stderr).toContain(
      `${member} in the configuration: there is no rule "iomesh-sc-fstyp-invalid"; did you mean`,
    );
  });
});
