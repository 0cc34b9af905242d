// In: a struct. Out: the members `keyed` and `values` of its descriptor: from the values of a visit, in order, to an object
// of its wire names, and back.
// Rule: visitor.ts, StructInfo.keyed and values. A visitor of objects meets all structs of a program in the same places,
// where reading and writing properties by name is slow; here every place has one struct.

import type { Emission } from './emission.ts';
import { isSaved, type TypedField } from './kinds.ts';
import { emitRows } from './rows.ts';
import type { Struct } from './struct.ts';

/** Members of the descriptor; several values in a line, since there is nothing to look for in them. */
export function emitKeyedMembers(emission: Emission, struct: Struct): void {
  const fields = visitedFields(struct);
  if (!hasKeyedForm(fields)) return;
  const { js } = emission;
  const firstAbsent = fields.findIndex(mayBeAbsent);
  const always = firstAbsent < 0 ? fields.length : firstAbsent;
  const valueAt = (index: number): string => (index === 0 ? 'v[at]' : `v[at + ${index}]`);
  js.open('keyed(v, at) {');
  const pairs: string[] = [];
  for (let i = 0; i < always; i++) pairs.push(`${fields[i].wireKey}: ${valueAt(i)}`);
  emitRows(js, always === fields.length ? 'return { ' : 'const o = { ', pairs, ' };');
  for (let i = always; i < fields.length; i++) {
    const present = mayBeAbsent(fields[i]) ? `if (${valueAt(i)} !== undefined) ` : '';
    js.line(`${present}o${fields[i].wireMember} = ${valueAt(i)};`);
  }
  if (always < fields.length) js.line('return o;');
  js.close('},');
  js.open('values(o) {');
  const values: string[] = [];
  for (const { wireMember } of fields) values.push(`o${wireMember}`);
  emitRows(js, 'return [', values, '];');
  js.close('},');
}

/**
 * Whether plain stores make the object: one that has integers among its keys has them before all others, and a store
 * to `__proto__` is none.
 */
export function hasKeyedForm(fields: readonly TypedField[]): boolean {
  return fields.length > 0 && !fields.some(({ wireName }) => isDigits(wireName) || wireName === '__proto__');
}

function isDigits(name: string): boolean {
  const first = name.charCodeAt(0);
  return first >= 0x30 && first <= 0x39 && /^\d+$/.test(name);
}

/** The fields that have a key, in the order of a visit: a named subsection's stand together, flags have none. */
function visitedFields({ fields, subsections }: Struct): readonly TypedField[] {
  const saved = fields.filter(isSaved);
  const isFlagged = saved.some(({ optional }) => optional?.by === 'has');
  if (!isFlagged && subsections.length === 0) return saved;
  const flags = new Set(saved.map(({ optional }) => (optional?.by === 'has' ? optional.field : null)));
  const visited = new Set<TypedField>();
  for (const field of saved) {
    if (flags.has(field.jsName)) continue;
    visited.add(field);
    if (field.subsection === null) continue;
    for (const other of saved) if (other.subsection === field.subsection) visited.add(other);
  }
  return [...visited];
}

function mayBeAbsent({ version, optional, default: value, subsection }: TypedField): boolean {
  return version > 0 || optional !== null || value !== null || subsection !== null;
}
