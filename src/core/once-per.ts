/**
 * Makes a function that computes its value once for each object it is given and remembers it for as long as the object
 * lives. Only for objects that never change: those of a Lookup are replaced instead, and so are its lists.
 */
export function oncePer<Key extends WeakKey, Value extends NonNullable<unknown>>(
  compute: (key: Key) => Value,
): (key: Key) => Value {
  const known = new WeakMap<Key, Value>();
  return key => {
    const found = known.get(key);
    if (found !== undefined) return found;
    const value = compute(key);
    known.set(key, value);
    return value;
  };
}
