// C's types as data (C11 6.2.5), without sizes: those are layout's, per target.
// Rule: records and enums have identity (one object per declaration, completed in place by sema); typedefs are
// kept as sugar, so that `ctype` can be shown as written and `aligned` typedefs keep their alignment.

import type { Span } from '../source/diagnostic.ts';
import type { SourceFile } from '../source/text.ts';
import type { RawMarker } from '../parse/syntax.ts';
import type { BuiltinName } from '../parse/syntax.ts';

export type CType =
  | BasicType
  | PointerType
  | ArrayType
  | FunctionType
  | RecordType
  | EnumType
  | TypedefType
  | QualifiedType
  | VectorType
  | UnknownType;

/** Arithmetic types, void, and the named types no layout is promised for. */
export interface BasicType {
  readonly kind: 'basic';
  readonly name: BuiltinName;
  readonly complex: boolean;
  /** `_BitInt(width)`; else 0. */
  readonly width: number;
  /** Its place in tables of what is known of basic types; −1 for `_BitInt`, of which there may be any number. */
  readonly index: number;
}

export interface PointerType {
  readonly kind: 'pointer';
  readonly to: CType;
}

export interface ArrayType {
  readonly kind: 'array';
  readonly of: CType;
  /** Elements; null: incomplete (`[]`). */
  readonly count: number | null;
}

export interface FunctionType {
  readonly kind: 'function';
  readonly returns: CType;
  readonly parameters: readonly CType[];
  readonly variadic: boolean;
}

export interface QualifiedType {
  readonly kind: 'qualified';
  /** Bits CONST, VOLATILE, RESTRICT, ATOMIC of parse/syntax.ts. */
  readonly qualifiers: number;
  readonly of: CType;
}

export interface VectorType {
  readonly kind: 'vector';
  readonly of: CType;
  /** Bytes. */
  readonly bytes: number;
}

/** A name in a type's place that nobody declared. Reported only where a layout or a saved field needs it. */
export interface UnknownType {
  readonly kind: 'unknown';
  readonly name: string;
  readonly span: Span;
}

export interface TypedefType {
  readonly kind: 'typedef';
  readonly name: string;
  readonly to: CType;
  /** `aligned(n)` on the typedef, bytes; 0 without. */
  readonly align: number;
  readonly declaredIn: SourceFile;
  readonly span: Span;
  readonly doc: string | null;
  /** Position among all declarations of the unit: exports keep this order. */
  readonly order: number;
}

export interface RecordType {
  readonly kind: 'record';
  readonly keyword: 'struct' | 'union';
  /** '' for untagged records. */
  readonly tag: string;
  /** The first typedef of an untagged record, or of the tag: `typedef struct X {…} T`. '' without one. Set by sema. */
  typedefName: string;
  complete: boolean;
  members: CMember[];
  /** `__attribute__((packed))`. */
  packed: boolean;
  /** `aligned(n)` on the record, bytes; 0 without. */
  align: number;
  /** `#pragma pack` in force, bytes; 0 without. */
  pack: number;
  /** `__attribute__((ms_struct))` / gcc_struct; null: the target's rule. */
  bitFieldRule: 'ms' | 'gcc' | null;
  /** The file whose text declares it (a reader's view: outermost macro call), its name's span, documentation. */
  declaredIn: SourceFile;
  span: Span;
  doc: string | null;
  markers: readonly RawMarker[];
  /** Position among all declarations of the unit: exports keep this order. */
  readonly order: number;
}

export interface CMember {
  /** '' for anonymous struct and union members and unnamed bit-fields. */
  readonly name: string;
  readonly type: CType;
  /** -1: no bit-field. */
  readonly bitWidth: number;
  /** `aligned(n)` or `_Alignas` on the member, bytes; 0 without. */
  readonly align: number;
  readonly packed: boolean;
  /** Of the declaration and of this declarator. */
  readonly markers: readonly RawMarker[];
  readonly span: Span;
  readonly doc: string | null;
  /** The type as the header writes it, typedefs kept, dims left out: for `ctype` and layout's JSON. */
  readonly spelling: string;
  /** `q_unused(n)` marks that stand before the member. */
  readonly unusedBefore: readonly RawMarker[];
}

export interface EnumType {
  readonly kind: 'enum';
  readonly tag: string;
  typedefName: string;
  complete: boolean;
  enumerators: CEnumerator[];
  packed: boolean;
  align: number;
  /** C23 fixed underlying type. */
  underlying: CType | null;
  /** The integer type that `__attribute__((mode(…)))` gives it; its enumerators keep their types. */
  mode: BasicType | null;
  declaredIn: SourceFile;
  span: Span;
  doc: string | null;
  readonly order: number;
}

export interface CEnumerator {
  readonly name: string;
  readonly value: bigint;
  readonly doc: string | null;
  readonly span: Span;
}
