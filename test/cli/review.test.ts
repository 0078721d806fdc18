import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { spawnStowage, stowage, temporaryFolder } from '../support/cli.ts';
import { reviewText } from '../support/cli-reviews.ts';
import { BAD_CLASS, DOUBTFUL_CLASS, GOOD_CLASS, UNDECIDED_CLAIM } from '../support/manifests.ts';

const EXAMPLES = ['--state', 'examples/cluster'];
const POD_REVIEW = 'examples/reviews/topolvm-pod.json';

async function review(stdin: string, ...args: readonly string[]) {
  const { code, stdout, stderr } = await stowage(['review', ...args], { stdin });
  return { code, stderr, answer: stdout === '' ? undefined : JSON.parse(stdout) };
}

describe('review answers with an AdmissionReview', () => {
  it('that allows: exit code 0', async () => {
    const { code, answer, stderr } = await review(reviewText(GOOD_CLASS, 'abc-1'));
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(answer).toMatchObject({
      apiVersion: 'admission.k8s.io/v1',
      kind: 'AdmissionReview',
      response: { uid: 'abc-1', allowed: true },
    });
  });

  it('that denies: exit code 1, with every mistake and what to do', async () => {
    const { code, answer } = await review(reviewText(BAD_CLASS, 'abc-2'));
    expect(code).toBe(1);
    expect(answer.response).toMatchObject({ uid: 'abc-2', allowed: false, status: { code: 403 } });
    expect(answer.response.status.message).toMatch(/^iomesh-sc-fstype-invalid: .*Fix: Did you mean "ext4"\?/);
  });

  it('that warns', async () => {
    const { code, answer } = await review(reviewText(DOUBTFUL_CLASS));
    expect(code).toBe(0);
    expect(answer.response.warnings).toEqual([expect.stringMatching(/^sc-misplaced-field: /)]);
  });

  it('with a patch, from a file, on a state', async () => {
    const { code, stdout } = await stowage(['review', '-f', POD_REVIEW, ...EXAMPLES]);
    expect(code).toBe(0);
    const { response } = JSON.parse(stdout);
    expect(response.patchType).toBe('JSONPatch');
    const patch = JSON.parse(Buffer.from(response.patch, 'base64').toString('utf8'));
    expect(patch).toContainEqual({
      op: 'add',
      path: '/metadata/annotations',
      value: { 'capacity.topolvm.io/ssd': String(20 * 1024 ** 3) },
    });
  });

  it('the same review twice: the same bytes', async () => {
    const args = ['review', '-f', POD_REVIEW, ...EXAMPLES];
    const first = await stowage(args);
    expect(first.code).toBe(0);
    expect(await stowage(args)).toEqual(first);
  });

  it('a review in YAML', async () => {
    const { load, dump } = await import('js-yaml');
    expect(await review(dump(load(reviewText(BAD_CLASS))))).toMatchObject({ code: 1 });
  });

  it('of a kind that no hook takes: allowed, as the service does', async () => {
    const text = reviewText('apiVersion: v1\nkind: Service\nmetadata: { name: x }\n', 'abc-3');
    expect(await review(text)).toMatchObject({
      code: 0,
      answer: { response: { uid: 'abc-3', allowed: true } },
    });
  });

  it('by a process of its own', async () => {
    const { code, stdout } = await spawnStowage(['review'], { stdin: reviewText(BAD_CLASS) });
    expect(code).toBe(1);
    expect(JSON.parse(stdout).response.allowed).toBe(false);
  });
});

describe('--path', () => {
  const claim = reviewText(UNDECIDED_CLAIM.replace('elsewhere', 'topolvm-ssd'));

  it('is asked for where several hooks take the kind', async () => {
    const { code, stderr } = await review(claim, ...EXAMPLES);
    expect(code).toBe(2);
    expect(stderr).toBe(
      'error: several hooks take objects of kind PersistentVolumeClaim: /pvc/mutate, /pvc/validate\n' +
        '       Choose one with --path.\n',
    );
  });

  it('chooses the hook', async () => {
    const mutated = await review(claim, ...EXAMPLES, '--path', '/pvc/mutate');
    expect(mutated.answer.response.patch).toBeDefined();
    const validated = await review(claim, ...EXAMPLES, '--path', '/pvc/validate');
    expect(validated).toMatchObject({ code: 0 });
    expect(validated.answer.response.patch).toBeUndefined();
  });

  it('without a hook allows, as the service does: leftover configurations must not stop a cluster', async () => {
    expect(await review(claim, '--path', '/no/such/hook')).toMatchObject({ code: 0 });
  });

  it('of a hook for another kind is refused', async () => {
    const { code, answer } = await review(claim, '--path', '/pod/mutate');
    expect(code).toBe(1);
    expect(answer.response).toMatchObject({ allowed: false, status: { code: 400 } });
  });
});

describe('what is no review', () => {
  const valid = JSON.parse(reviewText(GOOD_CLASS));

  it.each([
    ['nothing', '', 'not an AdmissionReview'],
    ['an object of another kind', GOOD_CLASS, 'not an AdmissionReview'],
    ['a list', '[]', 'not an AdmissionReview'],
    ['no request', JSON.stringify({ ...valid, request: undefined }), 'not an AdmissionReview: '],
    ['no uid', JSON.stringify({ ...valid, request: { ...valid.request, uid: undefined } }), 'uid'],
    ['an empty uid', JSON.stringify({ ...valid, request: { ...valid.request, uid: '' } }), 'uid'],
    ['a uid that is no text', JSON.stringify({ ...valid, request: { ...valid.request, uid: 7 } }), 'uid'],
    [
      'an unknown operation',
      JSON.stringify({ ...valid, request: { ...valid.request, operation: 'PATCH' } }),
      'operation',
    ],
    [
      'an object that is none',
      JSON.stringify({ ...valid, request: { ...valid.request, object: 'x' } }),
      'object',
    ],
    [
      'an older version',
      JSON.stringify({ ...valid, apiVersion: 'admission.k8s.io/v1beta1' }),
      'admission.k8s.io/v1',
    ],
    ['text that does not parse', '{"kind": "AdmissionReview",', 'stdin is neither JSON nor YAML: line '],
  ])('%s: exit code 2, and why', async (_what, stdin, reason) => {
    const { code, answer, stderr } = await review(stdin);
    expect({ code, answer }).toEqual({ code: 2, answer: undefined });
    expect(stderr).toMatch(/^error: /);
    expect(stderr).toContain(reason);
    expect(stderr).not.toContain('    at ');
  });

  it('a file that does not exist', async () => {
    const { code, stderr } = await stowage(['review', '-f', 'nowhere.json']);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^error: -f nowhere\.json cannot be read: /);
  });

  it('a state that does not parse', async () => {
    const file = join(temporaryFolder(), 'state.yaml');
    writeFileSync(file, 'kind: [\n');
    const { code, stderr } = await review(reviewText(GOOD_CLASS), '--state', file);
    expect(code).toBe(2);
    expect(stderr).toContain('state.yaml:1:7: not valid YAML');
  });
});
