const SHOWN = 3;

/** Lists things for a message, the first three by name: `a, b, c and 4 more`. */
export function listSome(things: Iterable<string>): string {
  const all = [...things];
  const rest = all.length - SHOWN;
  return rest > 0 ? `${all.slice(0, SHOWN).join(', ')} and ${rest} more` : all.join(', ');
}

/** Writes a value as a message quotes it: a string as it is, in quotes, and anything else as JSON. */
export function quote(value: unknown): string {
  return typeof value === 'string' ? `"${value}"` : (JSON.stringify(value) ?? 'nothing');
}
