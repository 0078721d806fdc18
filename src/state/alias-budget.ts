const SMALL_DOCUMENT = 400_000;
const LARGE_DOCUMENT = 4_000_000;

/** The share of a document's nodes that may come from aliases; kubectl's reader has the same bounds. */
function allowedShare(nodes: number): number {
  if (nodes <= SMALL_DOCUMENT) return 0.99;
  if (nodes >= LARGE_DOCUMENT) return 0.1;
  return 0.99 - (0.89 * (nodes - SMALL_DOCUMENT)) / (LARGE_DOCUMENT - SMALL_DOCUMENT);
}

/**
 * Says whether aliases blow a document up (the "billion laughs"), given its nodes with aliases written out
 * and how many of them aliases brought. Source: https://github.com/go-yaml/yaml/blob/v2.4.0/decode.go.
 */
export function isExcessiveAliasing(nodes: number, fromAliases: number): boolean {
  return fromAliases > 100 && nodes > 1000 && fromAliases / nodes > allowedShare(nodes);
}
