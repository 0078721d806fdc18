import { isUtf8 } from 'node:buffer';
import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { InputError } from './input-error.ts';
import { inputFailure } from './input-failure.ts';
import { MAX_FILE_BYTES } from './limits.ts';

const CHUNK_BYTES = 64 * 1024;

function tooLarge(file: string): InputError {
  const mebibytes = MAX_FILE_BYTES / 1024 / 1024;
  return new InputError(file, `it is larger than ${mebibytes} MiB`, 'Split it into smaller files.');
}

/** Turns the bytes of a file into text; `undefined` when they are none. */
function decode(bytes: Buffer): string | undefined {
  return bytes.includes(0) || !isUtf8(bytes) ? undefined : bytes.toString('utf8');
}

function notText(file: string, bytes: Buffer): InputError {
  const isUtf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  if (isUtf16) return new InputError(file, 'it is UTF-16 text', 'Save it as UTF-8.');
  return new InputError(file, 'it is not UTF-8 text', 'Give manifests in YAML or JSON, saved as UTF-8.');
}

async function readBytes(handle: FileHandle, chunk: Buffer): Promise<Buffer | 'too-large'> {
  const chunks: Buffer[] = [];
  for (let size = 0; size <= MAX_FILE_BYTES; ) {
    const { bytesRead } = await handle.read(chunk, 0, chunk.length, null);
    if (bytesRead === 0) return Buffer.concat(chunks);
    size += bytesRead;
    chunks.push(Buffer.from(chunk.subarray(0, bytesRead)));
  }
  return 'too-large';
}
