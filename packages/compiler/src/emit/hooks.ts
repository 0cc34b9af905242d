// In: a struct. Out: what its derived fields need: the type `THooks`, and `deriveT(value, hooks)`, which calls them.
// Rule: module.md: one key per struct type in reach that has derived fields; innermost first, in declaration order.

import type { FieldType } from '../model/model.ts';
import { type Emission, hooksOf, perStruct, privateOf, typeOf, structNamed } from './emission.ts';
import { escape } from './escape.ts';
import { isDerived, isFlat, isSaved } from './kinds.ts';
import type { Struct } from './struct.ts';

/** The structs in reach of a load that have derived fields, innermost first. */
export const hookedStructs: (emission: Emission, struct: Struct) => readonly Struct[] = perStruct(
  (emission, struct) => {
    const all = new Set<Struct>();
    for (const field of struct.fields) {
      if (!isSaved(field)) continue;
      for (const name of structsOf(field.type)) {
        for (const inner of hookedStructs(emission, structNamed(emission, name))) all.add(inner);
      }
    }
    if (struct.fields.some(isDerived)) all.add(struct);
    return [...all];
  },
);

/** The struct types a value of a kind holds, directly or as elements. */
export function structsOf(type: FieldType): readonly string[] {
  switch (type.kind) {
    case 'struct':
      return [type.name];
    case 'array':
    case 'pointer-array':
    case 'list':
      return structsOf(type.element);
    case 'union':
      return type.cases.flatMap((item) => structsOf(item.type));
    default:
      return [];
  }
}

function isHooked(emission: Emission, type: FieldType): boolean {
  return structsOf(type).some((name) => hookedStructs(emission, structNamed(emission, name)).length > 0);
}

export function emitDerive(emission: Emission, struct: Struct): void {
  if (hookedStructs(emission, struct).length === 0) return;
  const { js } = emission;
  js.open(`function ${privateOf(emission, 'derive', struct)}(value, hooks) {`, struct.place);
  for (const field of struct.fields) {
    if (!isSaved(field) || !isHooked(emission, field.type)) continue;
    const value = `value${field.member}`;
    const isNullable = field.optional?.by === 'null';
    if (isNullable) js.open(`if (${value} !== null) {`);
    derive(emission, field.type, value, 0);
    if (isNullable) js.close('}');
  }
  emitOwnHook(emission, struct, 'value');
  js.close('}');
}

/** Calls the hook of the struct itself and keeps what it returns. */
export function emitOwnHook({ js }: Emission, struct: Struct, value: string): void {
  const derived = struct.fields.filter(isDerived);
  if (derived.length === 0) return;
  js.line(`const derived = hooks${escape(struct.name, 'member')}(${value});`);
  for (const field of derived) {
    const member = field.member;
    js.line(`${value}${member} = derived${member};`, field.place);
  }
}

function derive(emission: Emission, type: FieldType, value: string, depth: number): void {
  const { js } = emission;
  switch (type.kind) {
    case 'struct':
      js.line(`${privateOf(emission, 'derive', structNamed(emission, type.name))}(${value}, hooks);`);
      break;
    case 'array':
    case 'pointer-array':
    case 'list': {
      const rows = type.kind === 'array' && !isFlat(type.element) ? type.dims.length : 1;
      deriveElements(emission, type.element, value, depth, rows);
      break;
    }
    case 'union':
      for (const { name, type: of } of type.cases) {
        if (!isHooked(emission, of)) continue;
        js.open(`if (${value}.case === ${escape(name, 'string')}) {`);
        derive(emission, of, `${value}.value`, depth);
        js.close('}');
      }
      break;
  }
}

function deriveElements(emission: Emission, element: FieldType, value: string, depth: number, rows: number): void {
  const { js } = emission;
  const item = depth === 0 ? 'item' : `item${depth + 1}`;
  js.open(`for (const ${item} of ${value}) {`);
  if (rows > 1) deriveElements(emission, element, item, depth + 1, rows - 1);
  else derive(emission, element, item, depth + 1);
  js.close('}');
}

/** The hooks of `struct`, as its readers have to bring them. */
export function emitHooksType(emission: Emission, struct: Struct): void {
  const hooked = hookedStructs(emission, struct);
  if (hooked.length === 0) return;
  const { dts, types } = emission;
  dts.comment([
    `/** Computes the derived fields after a load of ${escape(struct.name, 'line')}; each is given the struct with its saved fields loaded. */`,
  ]);
  dts.open(`export interface ${hooksOf(emission, struct)} {`);
  for (const inner of hooked) {
    const { name, place, fields } = inner;
    const type = typeOf(emission, inner);
    const derived = fields.filter(isDerived).map((field) => field.text);
    dts.named(
      '',
      escape(name, 'key'),
      place,
      `: (state: ${type}) => ${types.global('Pick')}<${type}, ${derived.join(' | ')}>;`,
    );
  }
  dts.close('}');
}
