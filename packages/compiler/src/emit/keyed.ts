// In: a struct. Out: `keyedT(values, at)`, an object of its wire names with values in the order of a visit; and
// `valuesT(object)`, the way back.
// Rule: visitor.ts, StructInfo.keyed and values. A visitor of objects meets all structs of a program in the same places,
// where reading and writing properties by name is slow; here every place has one struct.

import type { StructModel } from '../model/model.ts';
import { type Emission, privateOf } from './emission.ts';
import { escape } from './escape.ts';
import { isSaved, type TypedField } from './kinds.ts';

export function emitKeyed(emission: Emission, struct: StructModel): void {
  const fields = visitedFields(struct);
  if (!hasKeyedForm(fields)) return;
  const { js } = emission;
  const firstAbsent = fields.findIndex(mayBeAbsent);
  const always = firstAbsent < 0 ? fields.length : firstAbsent;
  const valueAt = (index: number): string => (index === 0 ? 'values[at]' : `values[at + ${index}]`);
  js.open(`function ${privateOf(emission, 'keyed', struct.name)}(values, at) {`, struct.place);
  js.open(always === fields.length ? 'return {' : 'const object = {');
  for (let i = 0; i < always; i++) js.line(`${escape(fields[i].wireName, 'key')}: ${valueAt(i)},`);
  js.close('};');
  for (let i = always; i < fields.length; i++) {
    const present = mayBeAbsent(fields[i]) ? `if (${valueAt(i)} !== undefined) ` : '';
    js.line(`${present}object${escape(fields[i].wireName, 'member')} = ${valueAt(i)};`);
  }
  if (always < fields.length) js.line('return object;');
  js.close('}');
  js.open(`function ${privateOf(emission, 'values', struct.name)}(object) {`, struct.place);
  js.open('return [');
  for (const { wireName } of fields) js.line(`object${escape(wireName, 'member')},`);
  js.close('];');
  js.close('}');
}

/** The members of the descriptor that lead to them. */
export function emitKeyedMembers(emission: Emission, struct: StructModel): void {
  if (!hasKeyedForm(visitedFields(struct))) return;
  emission.js.line(`keyed: ${privateOf(emission, 'keyed', struct.name)},`);
  emission.js.line(`values: ${privateOf(emission, 'values', struct.name)},`);
}

/**
 * Whether plain stores make the object: one that has integers among its keys has them before all others, and a store
 * to `__proto__` is none.
 */
export function hasKeyedForm(fields: readonly TypedField[]): boolean {
  return fields.length > 0 && !fields.some(({ wireName }) => /^\d+$/.test(wireName) || wireName === '__proto__');
}

/** The fields that have a key, in the order of a visit: a named subsection's stand together, flags have none. */
function visitedFields({ fields }: StructModel): readonly TypedField[] {
  const saved = fields.filter(isSaved);
  const flags = new Set(saved.map(({ optional }) => (optional?.by === 'has' ? optional.field : null)));
  const visited = new Set<TypedField>();
  for (const field of saved) {
    if (flags.has(field.jsName)) continue;
    visited.add(field);
    for (const other of saved) {
      if (field.subsection !== null && other.subsection === field.subsection) visited.add(other);
    }
  }
  return [...visited];
}

function mayBeAbsent({ version, optional, default: value, subsection }: TypedField): boolean {
  return version > 0 || optional !== null || value !== null || subsection !== null;
}
