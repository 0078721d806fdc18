import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';

export const ROOT = resolve(import.meta.dirname, '../..');

/** A Markdown document of the repository. */
export interface Document {
  /** From the root of the repository. */
  readonly path: string;
  readonly text: string;
  readonly fences: readonly Fence[];
  /** The text without its fenced blocks. */
  readonly prose: string;
}

interface Fence {
  readonly language: string;
  readonly text: string;
}

const FENCE = /^```(\w*)\n([\s\S]*?)^```$/gm;

function parse(path: string): Document {
  const text = readFileSync(join(ROOT, path), 'utf8');
  const fences = [...text.matchAll(FENCE)].map(([, language = '', body = '']) => ({ language, text: body }));
  return { path, text, fences, prose: text.replaceAll(FENCE, '') };
}

function markdownUnder(folder: string): readonly string[] {
  const entries = readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true });
  return entries
    .filter(entry => entry.isFile() && entry.name.endsWith('.md'))
    .map(entry => relative(ROOT, join(entry.parentPath, entry.name)))
    .toSorted();
}

const PAGES = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'examples/README.md', ...markdownUnder('docs')];

/** Every document for users and contributors; the pages of the rules are among them. */
export const DOCUMENTS: readonly Document[] = PAGES.map(parse);

/** Those written by hand that show commands. */
export const GUIDES: readonly Document[] = DOCUMENTS.filter(
  ({ path }) => path === 'README.md' || path.startsWith('docs/guide/'),
);

/** The code in a document: its fenced blocks line by line, and the spans in its prose. */
export function codeOf({ fences, prose }: Document): readonly string[] {
  const lines = fences.flatMap(({ text }) => text.split('\n'));
  const spans = [...prose.matchAll(/`([^`\n]+(?:\n[^`\n]+)?)`/g)].map(([, span = '']) =>
    span.replaceAll(/\s+/g, ' '),
  );
  return [...lines, ...spans];
}

/** The anchors of a document's headings, as GitHub makes them. */
export function anchorsOf({ prose }: Document): ReadonlySet<string> {
  const headings = [...prose.matchAll(/^#{1,6} (.+)$/gm)].map(([, heading = '']) => heading);
  return new Set(
    headings.map(heading =>
      heading
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
        .replaceAll(' ', '-'),
    ),
  );
}
