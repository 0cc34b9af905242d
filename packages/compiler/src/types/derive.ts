// In: types. Out: the types C derives from them (6.2.5p20), and what is below typedefs and qualifiers.
// Rule: plain data; nothing is looked up and nothing has a size. Derived types are objects of one shape, whatever of it
// each uses: every question begins with `kind`, and engines are quick at it while they meet few shapes.

import type {
  ArrayType,
  BasicType,
  CType,
  EnumType,
  FunctionType,
  PointerType,
  QualifiedType,
  RecordType,
  UnknownType,
  VectorType,
} from './type.ts';

/** What is left of a type without typedefs and qualifiers. */
export type BareType =
  | BasicType
  | PointerType
  | ArrayType
  | FunctionType
  | RecordType
  | EnumType
  | VectorType
  | UnknownType;

function derived<T extends PointerType | ArrayType | VectorType | QualifiedType>(
  kind: T['kind'],
  of: CType,
  count: number | null,
  qualifiers: number,
): T {
  return { kind, to: of, of, count, bytes: count, qualifiers } as unknown as T;
}

export function pointerTo(to: CType): PointerType {
  return derived('pointer', to, null, 0);
}

/** `count` null: an array of unknown length. */
export function arrayOf(of: CType, count: number | null): ArrayType {
  return derived('array', of, count, 0);
}

export function vectorOf(of: CType, bytes: number): VectorType {
  return derived('vector', of, bytes, 0);
}

export function functionOf(returns: CType, parameters: readonly CType[], variadic: boolean): FunctionType {
  return { kind: 'function', returns, parameters, variadic };
}

/** Adds qualifiers (bits of parse/syntax.ts); the type itself when there are none to add. */
export function qualified(of: CType, qualifiers: number): CType {
  if (qualifiers === 0) return of;
  if (of.kind === 'qualified') return derived('qualified', of.of, null, of.qualifiers | qualifiers);
  return derived('qualified', of, null, qualifiers);
}

/** The type without its outermost qualifiers and typedefs. */
export function unqualified(type: CType): BareType {
  let bare = type;
  for (;;) {
    if (bare.kind === 'typedef') bare = bare.to;
    else if (bare.kind === 'qualified') bare = bare.of;
    else return bare;
  }
}

/** The qualifiers of an object of this type, those inside its typedefs too; of an array, also its elements' (6.7.3p9). */
export function qualifiersOf(type: CType): number {
  let qualifiers = 0;
  let at = type;
  for (;;) {
    if (at.kind === 'typedef') at = at.to;
    else if (at.kind === 'array') at = at.of;
    else if (at.kind === 'qualified') {
      qualifiers |= at.qualifiers;
      at = at.of;
    } else return qualifiers;
  }
}

/** The dimensions of an array, outermost first, through typedefs; 0 for an unknown length. `element` is what it is of. */
export function dimensionsOf(type: CType): { readonly dims: readonly number[]; readonly element: CType } {
  const dims: number[] = [];
  let element = type;
  for (;;) {
    const bare = unqualified(element);
    if (bare.kind !== 'array') return { dims, element };
    dims.push(bare.count ?? 0);
    element = bare.of;
  }
}
