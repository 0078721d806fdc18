import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { errorDocs } from '../../scripts/generators/error-docs.ts';
import { AppError, ERRORS } from '../../src/core/errors.ts';

const ENTRIES = Object.entries(ERRORS);

test.each(ENTRIES)(
  '%s is named by area and reason and says what to do',
  (code, { message, fix, exitCode }) => {
    expect(code).toMatch(/^ERR_[A-Z]+(_[A-Z]+)+$/);
    expect(message).toMatch(/^[A-Z].*\.$/);
    expect(fix).toMatch(/^[A-Z].*\.$/);
    expect([2, 3]).toContain(exitCode);
  },
);

test('the message carries the details, the rest comes from the table', () => {
  const cause = new Error('EADDRINUSE');
  const error = new AppError(
    'ERR_SERVER_LISTEN',
    { address: '0.0.0.0:9443', reason: 'it is in use' },
    { cause },
  );
  expect(error).toMatchObject({
    name: 'AppError',
    code: 'ERR_SERVER_LISTEN',
    message: 'Cannot listen on 0.0.0.0:9443: it is in use.',
    fix: ERRORS.ERR_SERVER_LISTEN.fix,
    exitCode: 3,
    cause,
  });
});

test('a detail is put in as it is, even when it looks like a pattern', () => {
  const error = new AppError('ERR_CERT_NAME_INVALID', { name: '{name} $& $1' });
  expect(error.message).toBe('No serving certificate can be issued for the name "{name} $& $1".');
});

test('a detail that was forgotten stays visible', () => {
  expect(new AppError('ERR_CERT_NAME_INVALID', {} as { name: string }).message).toContain('"{name}"');
});

test('docs/errors.md lists exactly these codes and texts', async () => {
  const page = await readFile(new URL('../../docs/errors.md', import.meta.url), 'utf8');
  expect([['docs/errors.md', page]]).toEqual(errorDocs());
  expect(page.match(/^## (.*)$/gm)).toEqual(ENTRIES.map(([code]) => `## ${code}`));
});
