/** The largest file that is read, in bytes; etcd refuses objects far below it. */
export const MAX_FILE_BYTES = 8 * 1024 * 1024;

/** How many mappings and sequences may stand inside each other, aliases followed. */
export const MAX_DEPTH = 64;

/** How many keys and items one document may hold, aliases not followed. */
export const MAX_ENTRIES = 500_000;

/** Why a document beyond {@link MAX_DEPTH} is not read. */
export const TOO_DEEP = `it nests deeper than ${MAX_DEPTH} levels`;
