// In: a model and the name of a type. Out: the struct of that name; without a name, the one that the header is about.
// Rule: C's spelling and the export's name both count; a struct that another one saves is a part of it.

import { nearest, type FieldType, type Model, type StructModel } from '@qidl/compiler';
import { shown } from './files.ts';
import { UsageError } from './options.ts';

/** Throws UsageError with the names there are. */
export function structNamed(model: Model, name: string | undefined, header: string): StructModel {
  const structs = model.structs.filter(({ keyword }) => keyword === 'struct');
  const found = name === undefined ? onlyRoot(structs) : withName(structs, name);
  if (found !== null) return found;
  const names = structs.map((struct) => struct.name);
  if (names.length === 0) throw new UsageError(`${shown(header)} exports no struct`);
  if (name === undefined)
    throw new UsageError(`${shown(header)} has several structs: --type is one of ${names.join(', ')}`);
  const meant = nearest(name, names);
  const hint = meant === null ? `there are ${names.join(', ')}` : `did you mean ${meant}?`;
  throw new UsageError(`${shown(header)} exports no struct ${name}; ${hint}`);
}

/** Those of the module and of the modules it imports. */
export function structsIn({ structs, imports }: Model): readonly StructModel[] {
  return [...structs, ...imports.flatMap((from) => from.structs)];
}

export function withName(structs: readonly StructModel[], name: string): StructModel | null {
  return structs.find((struct) => struct.name === name || struct.ctype === name) ?? null;
}

function onlyRoot(structs: readonly StructModel[]): StructModel | null {
  const parts = new Set(structs.flatMap(({ fields }) => fields.flatMap(({ type }) => partsOf(type))));
  const roots = structs.filter(({ name }) => !parts.has(name));
  return roots.length === 1 ? roots[0] : null;
}

function partsOf(type: FieldType | null): string[] {
  switch (type?.kind) {
    case 'struct':
      return [type.name];
    case 'array':
    case 'pointer-array':
    case 'list':
      return partsOf(type.element);
    case 'union':
      return type.cases.flatMap((item) => partsOf(item.type));
    default:
      return [];
  }
}
