import { isUtf8 } from 'node:buffer';
import { MAX_FILE_BYTES } from '../state/limits.ts';
import { UsageError } from './usage-error.ts';

const MEBIBYTE = 1024 * 1024;

async function readBytes(stdin: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stdin) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > MAX_FILE_BYTES)
      throw new UsageError(
        `stdin: it is larger than ${MAX_FILE_BYTES / MEBIBYTE} MiB`,
        'Give less at a time.',
      );
  }
  return Buffer.concat(chunks);
}

/** Reads stdin as text, within the bounds that files have. */
export async function readStdin(stdin: AsyncIterable<Uint8Array>): Promise<string> {
  const bytes = await readBytes(stdin);
  if (bytes.includes(0) || !isUtf8(bytes))
    throw new UsageError('stdin: it is not UTF-8 text', 'Give YAML or JSON in UTF-8.');
  return bytes.toString('utf8');
}
