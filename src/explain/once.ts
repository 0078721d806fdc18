/** Makes a function that computes its value at the first call and remembers it. */
export function once<Value>(compute: () => Value): () => Value {
  let memory: { readonly value: Value } | undefined;
  return () => {
    memory ??= { value: compute() };
    return memory.value;
  };
}

/** Makes a function that computes the value of each key once. */
export function oncePerKey<Value>(compute: (key: string) => Value): (key: string) => Value {
  const memory = new Map<string, { readonly value: Value }>();
  return key => {
    let known = memory.get(key);
    if (known === undefined) memory.set(key, (known = { value: compute(key) }));
    return known.value;
  };
}
