import type { Verdict } from '../explain/verdict.ts';

/** The page of a verdict in Markdown; `stowage explain` prints it. */
export function verdictPage({ id, summary, help, source, blocks }: Verdict): string {
  return `# ${id}

${summary}

- **The pod:** ${blocks ? 'is blocked until this is mended' : 'is only waiting'}
- **Source:** <${source}>

## How it comes about, and what helps

${help}
`;
}
