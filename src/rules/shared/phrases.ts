const SHOWN = 5;

/** Writes names in a sentence: the first few, and how many more; `no node` for none. */
export function nodeList(names: Iterable<string>): string {
  const all = [...names].sort();
  if (all.length === 0) return 'no node';
  if (all.length <= SHOWN) return all.join(', ');
  return `${all.slice(0, SHOWN).join(', ')} and ${all.length - SHOWN} more`;
}
