import type { ClusterKind } from './cluster-kind.ts';

type Kinds = readonly ClusterKind[];

/** Says whether nothing can be decided because of a kind that has not been read. */
export function isUnread({ resource, listWatch }: ClusterKind): boolean {
  return resource.isRequired && listWatch.standing === 'unread';
}

/** Names the kinds that have to be read first, and what stands in the way of one of them. */
export function unreadReason(kinds: Kinds): string | undefined {
  const unread = kinds.filter(isUnread);
  if (unread.length === 0) return undefined;
  const names = unread.map(({ resource }) => resource.kind).join(', ');
  const problem = unread.map(({ listWatch }) => listWatch.problem).find(reason => reason !== undefined);
  return `not read yet: ${names}${problem === undefined ? '' : ` (${problem})`}`;
}

/** Names a kind that has not been heard of for too long. */
export function staleReason(kinds: Kinds, maxStalenessMs: number): string | undefined {
  for (const { resource, listWatch } of kinds) {
    const { age, problem } = listWatch;
    if (!resource.isRequired || age === undefined || age <= maxStalenessMs) continue;
    const minutes = Math.floor(age / 60_000);
    return `out of date: ${resource.kind}, for ${minutes} min${problem === undefined ? '' : ` (${problem})`}`;
  }
  return undefined;
}

/** Milliseconds since each kind was last known to be current. */
export function agesOf(kinds: Kinds): ReadonlyMap<string, number> {
  const ages = new Map<string, number>();
  for (const { resource, listWatch } of kinds)
    if (listWatch.age !== undefined) ages.set(resource.kind, listWatch.age);
  return ages;
}

/** What goes wrong now with each kind that something goes wrong with. */
export function problemsOf(kinds: Kinds): ReadonlyMap<string, string> {
  const problems = new Map<string, string>();
  for (const { resource, listWatch } of kinds)
    if (listWatch.problem !== undefined) problems.set(resource.kind, listWatch.problem);
  return problems;
}
