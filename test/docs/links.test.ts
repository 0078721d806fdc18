import { existsSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { expect, test } from 'vitest';
import { anchorsOf, DOCUMENTS, ROOT } from './documents.ts';
import type { Document } from './documents.ts';

const LINK = /\]\(([^)\s]+)\)/g;
const ELSEWHERE = /^[a-z]+:/;

function brokenReason(from: Document, target: string): string | undefined {
  const [file = '', anchor] = target.split('#');
  const path = file === '' ? from.path : normalize(join(dirname(from.path), file));
  if (!existsSync(join(ROOT, path))) return `${target}: no such file`;
  const document = DOCUMENTS.find(other => other.path === path);
  if (anchor === undefined || document === undefined) return undefined;
  return anchorsOf(document).has(anchor) ? undefined : `${target}: no such heading`;
}

test.each(DOCUMENTS.map(document => [document.path, document] as const))(
  'the links of %s lead somewhere',
  (_path, document) => {
    const targets = [...document.prose.matchAll(LINK)].map(([, target = '']) => target);
    const broken = targets
      .filter(target => !ELSEWHERE.test(target))
      .flatMap(target => brokenReason(document, target) ?? []);
    expect(broken).toEqual([]);
  },
);
