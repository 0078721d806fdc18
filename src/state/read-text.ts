import { isUtf8 } from 'node:buffer';
import { closeSync, createReadStream, openSync, readSync } from 'node:fs';
import type { FoundFile } from './find-files.ts';
import { InputError } from './input-error.ts';
import { inputFailure } from './input-failure.ts';
import { MAX_FILE_BYTES } from './limits.ts';

/** Far above the size of nearly all manifests, so that one read gets all. */
export const CHUNK_BYTES = 64 * 1024;

const MEBIBYTE = 1024 * 1024;

function tooLarge(file: string): InputError {
  return new InputError(
    file,
    `it is larger than ${MAX_FILE_BYTES / MEBIBYTE} MiB`,
    'Split it into smaller files.',
  );
}

function notText(file: string, bytes: Buffer): InputError {
  const isUtf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  if (isUtf16) return new InputError(file, 'it is UTF-16 text', 'Save it as UTF-8.');
  return new InputError(file, 'it is not UTF-8 text', 'Give manifests in YAML or JSON, saved as UTF-8.');
}

function decode(file: string, bytes: Buffer): string | InputError {
  return bytes.includes(0) || !isUtf8(bytes) ? notText(file, bytes) : bytes.toString('utf8');
}

/**
 * All bytes of a regular file, in the chunk itself when they fit; `undefined` when they are too many. Small
 * files come out of the page cache six times cheaper this way than through the thread pool, and nothing else
 * waits meanwhile.
 */
function readRegular(path: string, chunk: Buffer): Buffer | undefined {
  const descriptor = openSync(path, 'r');
  try {
    const chunks: Buffer[] = [];
    for (let size = 0; size <= MAX_FILE_BYTES;) {
      const bytesRead = readSync(descriptor, chunk, 0, chunk.length, null);
      const bytes = chunk.subarray(0, bytesRead);
      if (bytesRead < chunk.length) return chunks.length === 0 ? bytes : Buffer.concat([...chunks, bytes]);
      chunks.push(Buffer.from(bytes));
      size += bytesRead;
    }
    return undefined;
  } finally {
    closeSync(descriptor);
  }
}

/**
 * All bytes of a pipe or a terminal, which give what they have until they end; `undefined` when they are too
 * many.
 */
async function readStream(path: string): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of createReadStream(path)) {
    const bytes = Buffer.from(chunk);
    chunks.push(bytes);
    size += bytes.length;
    if (size > MAX_FILE_BYTES) return undefined;
  }
  return Buffer.concat(chunks);
}

/**
 * Reads a file as text; an InputError says why it is none.
 * @param chunk memory to read into, {@link CHUNK_BYTES} long
 */
export async function readText({ path, isRegular }: FoundFile, chunk: Buffer): Promise<string | InputError> {
  try {
    const bytes = isRegular ? readRegular(path, chunk) : await readStream(path);
    return bytes === undefined || bytes.length > MAX_FILE_BYTES ? tooLarge(path) : decode(path, bytes);
  } catch (error) {
    return inputFailure(path, error);
  }
}
