/**
 * Makes a function that computes its value once for each object it is given and remembers it for as long as the object
 * lives. Only for objects that never change: those of a Lookup are replaced instead, and so are its lists.
 */
export function oncePer<Key extends WeakKey, Value>(compute: (key: Key) => Value): (key: Key) => Value {
  const known = new WeakMap<Key, { readonly value: Value }>();
  return key => {
    let found = known.get(key);
    if (found === undefined) known.set(key, (found = { value: compute(key) }));
    return found.value;
  };
}

/**
 * Makes a function that remembers, for each owner, its value for what it was asked about last: for questions that come
 * several times in a row.
 */
export function latestPer<Owner extends WeakKey, Key, Value>(
  compute: (owner: Owner, key: Key) => Value,
): (owner: Owner, key: Key) => Value {
  const latest = new WeakMap<Owner, { readonly key: Key; readonly value: Value }>();
  return (owner, key) => {
    const known = latest.get(owner);
    if (known !== undefined && known.key === key) return known.value;
    const value = compute(owner, key);
    latest.set(owner, { key, value });
    return value;
  };
}
