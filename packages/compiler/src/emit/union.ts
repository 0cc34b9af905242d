// In: a union field. Out: the function that names the case its tag selects.

import type { FieldType, UnionFieldType } from '../model/model.ts';
import { type Emission, fieldsByName, perStruct } from './emission.ts';
import { escape } from './escape.ts';
import { isBig } from './kinds.ts';
import { prefixed } from './names.ts';
import type { Struct } from './struct.ts';

/** The union that a field is, or that its elements are. */
export function unionIn(type: FieldType | null): UnionFieldType | null {
  const element = type?.kind === 'array' ? type.element : type;
  return element?.kind === 'union' ? element : null;
}

/** The name of `caseOfFoo_kind(tag)`: the case, or null when the tag selects none. */
export function caseOf(emission: Emission, struct: Struct, type: UnionFieldType): string {
  const index = unionsOf(emission, struct).get(type) ?? 0;
  return emission.names.own(prefixed('caseOf', `${struct.name}_${type.tag}${index === 0 ? '' : index}`));
}

export function emitCases(emission: Emission, struct: Struct): void {
  const { js } = emission;
  for (const type of unionsOf(emission, struct).keys()) {
    const tag = fieldsByName(emission, struct).get(type.tag);
    const literal = (value: bigint): string => {
      if (tag?.type?.kind === 'bool' || (tag?.type?.kind === 'bitfield' && tag.type.of.kind === 'bool'))
        return String(value !== 0n);
      return tag?.type && isBig(tag.type) ? `${value}n` : String(value);
    };
    js.open(`function ${caseOf(emission, struct, type)}(tag) {`);
    js.open('switch (tag) {');
    for (const { name, values } of type.cases) {
      for (const value of values) js.line(`case ${literal(value)}:`);
      js.line(`  return ${escape(name, 'string')};`);
    }
    js.line('default:');
    js.line('  return null;');
    js.close('}');
    js.close('}');
  }
}

/** The saved unions of a struct, elements of arrays among them, numbered. */
const unionsOf: (emission: Emission, struct: Struct) => ReadonlyMap<UnionFieldType, number> = perStruct(
  (_, { fields }) => {
    const unions = new Map<UnionFieldType, number>();
    for (const { type, role } of fields) {
      const union = unionIn(type);
      if (union !== null && role === 'saved') unions.set(union, unions.size);
    }
    return unions;
  },
);
