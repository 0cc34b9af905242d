// Out of sema, into the model: the translation unit with every name resolved.
// Rule: nothing here knows QIDL's meaning of markers; they ride along raw. Constant expressions are evaluated with
// C's conversion rules for the target; anything that cannot be is a diagnostic or null, never a guess.

import type { Diagnostics, Span } from '../source/diagnostic.ts';
import type { SourceFile } from '../source/text.ts';
import type { Target } from '../target.ts';
import type { Declaration, ExportMark, Expression, FunctionDefinition, TypeName } from '../parse/syntax.ts';
import type { Preprocessed } from '../preprocess/token-stream.ts';
import type { CType, EnumType, RecordType, TypedefType } from '../types/type.ts';
import type { Layouts } from '../layout/layout.ts';

export interface Program {
  readonly main: SourceFile;
  readonly target: Target;
  readonly source: Preprocessed;
  readonly layouts: Layouts;
  /** Every record, enum and typedef at file scope and nested in records, in order of declaration. */
  readonly records: readonly RecordType[];
  readonly enums: readonly EnumType[];
  readonly typedefs: ReadonlyMap<string, TypedefType>;
  /** By "struct tag", "union tag", "enum tag". */
  readonly tags: ReadonlyMap<string, RecordType | EnumType>;
  /** Enumerators by name. */
  readonly enumerators: ReadonlyMap<string, { readonly value: bigint; readonly of: EnumType }>;
  /** Functions whose body is one return: for folding. */
  readonly functions: ReadonlyMap<string, FunctionDefinition>;
  /** Objects declared or defined at file scope (`extern int x;`), by name: their types. */
  readonly objects: ReadonlyMap<string, CType>;
  /** Declarations wrapped by a declaration marker, with the type each declares. */
  readonly marked: readonly MarkedDeclaration[];
  /** Markers that stand alone. */
  readonly statements: readonly ExportMark[];

  /** Resolves a type name in a marker's argument (`q_type(struct foo)`). Names nobody declared are UnknownType. */
  typeOf(name: TypeName): CType;
  /** Evaluates a constant expression; null, and a diagnostic into `diagnostics` if given, when it is not constant. */
  evaluate(expression: Expression, diagnostics?: Diagnostics): ConstantValue | null;
  /** The value of an object-like macro whose replacement is a constant expression or a string; else null. */
  macroValue(name: string): ConstantValue | null;
  /** The span of a syntax node. */
  spanOf(node: { readonly at: number; readonly end: number }): Span;
  /** A type as C writes it, typedefs kept: "uint8_t", "struct foo *", "int [3]". */
  spell(type: CType): string;
}

export interface MarkedDeclaration {
  readonly declaration: Declaration;
  /** The record, enum or typedef declared. */
  readonly types: readonly (RecordType | EnumType | TypedefType)[];
}

/** C's value of a constant expression, with its type. */
export type ConstantValue =
  | { readonly kind: 'integer'; readonly value: bigint; readonly type: CType }
  | { readonly kind: 'float'; readonly value: number; readonly type: CType }
  | { readonly kind: 'string'; readonly value: string; readonly bytes: Uint8Array }
  /** Address constants: a null pointer is the integer 0 cast to a pointer. */
  | { readonly kind: 'null' };
