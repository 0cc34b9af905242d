// In: a kind of field. Out: its type in T, for the declaration file.
// Rule: kinds.md, column T. Typed arrays have the length their C array has.

import type { FieldType } from '../model/model.ts';
import { type Emission, RUNTIME, typeOf, structNamed } from './emission.ts';
import { escape } from './escape.ts';
import { constructorName, isBig, isFlat, isNumber, type TypedField } from './kinds.ts';

/** The type of a field, `null` included where it may be absent. */
export function fieldType(emission: Emission, field: TypedField): string {
  const type = valueType(emission, field.type);
  return field.optional?.by === 'null' && !type.endsWith('| null') ? `${type} | null` : type;
}

export function valueType(emission: Emission, type: FieldType): string {
  switch (type.kind) {
    case 'int':
    case 'enum':
    case 'bitfield':
      if (type.kind === 'bitfield' && type.of.kind === 'bool') return 'boolean';
      return isBig(type) ? 'bigint' : 'number';
    case 'bool':
      return 'boolean';
    case 'float':
      return 'number';
    case 'array':
      if (isNumber(type.element))
        return `${numbersType(emission, type.element)} & { readonly length: ${type.capacity} }`;
      return listType(emission, type.element) + (isFlat(type.element) ? '' : '[]'.repeat(type.dims.length - 1));
    case 'pointer-array':
      return isNumber(type.element) ? numbersType(emission, type.element) : listType(emission, type.element);
    case 'list':
      return listType(emission, type.element);
    case 'string':
      return type.capacity === null ? 'string | null' : 'string';
    case 'struct':
      return typeOf(emission, structNamed(emission, type.name));
    case 'union':
      return type.cases
        .map(({ name, type: of }) => `{ case: ${escape(name, 'string')}; value: ${valueType(emission, of)} }`)
        .join(' | ');
    case 'external':
      return externalType(emission, type.name);
  }
}

export function numbersType(emission: Emission, element: Parameters<typeof constructorName>[0]): string {
  return emission.types.global(constructorName(element));
}

function listType(emission: Emission, element: FieldType): string {
  const type = valueType(emission, element);
  return type.includes(' ') ? `(${type})[]` : `${type}[]`;
}

/** What a registered visitor's `create` makes. */
function externalType(emission: Emission, name: string): string {
  const visitor = emission.types.imported(emission.externals.get(name) ?? RUNTIME, name);
  return `${emission.types.global('ReturnType')}<typeof ${visitor}.create>`;
}
