// Keys of JSON as bytes. In: the fields of a struct as a visitor asks for them. Out: `"name":` in UTF-8.
// Rule: visits ask in declaration order, so the key that comes next is known before it is asked for: comparing two
// names that are the same string costs nothing, looking one up by its text costs more than writing it.

/** The keys of one struct, in the order of its fields, as far as visits have come. */
export interface KeyTable {
  readonly names: string[];
  readonly keys: Uint8Array[];
}

const tables = /*#__PURE__*/ new WeakMap<object, KeyTable>();

/** The table of a struct, by its descriptor. */
export function keyTableOf(info: object): KeyTable {
  const table = tables.get(info);
  return table ?? newTable(info);
}

function newTable(info: object): KeyTable {
  const table: KeyTable = { names: [], keys: [] };
  tables.set(info, table);
  return table;
}

/** A table of its own for what has no descriptor. */
export function emptyKeyTable(): KeyTable {
  return { names: [], keys: [] };
}

/** Where `name` is in the table, from `next` on if it can be; a name that is new is put there. */
export function placeOfKey({ names, keys }: KeyTable, next: number, name: string): number {
  for (let i = next; i < names.length; i++) if (names[i] === name) return i;
  const before = names.indexOf(name);
  if (before >= 0) return before;
  names.splice(next, 0, name);
  keys.splice(next, 0, new TextEncoder().encode(`${JSON.stringify(name)}:`));
  return next;
}
