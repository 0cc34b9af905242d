// The device model: what every emitter sees, and all it sees. Plain immutable data, printable as JSON.
// Rule: language.md decides what is in it, kinds.md what each kind means; names are the header's.

import type { TargetName } from '../target.ts';

export interface Model {
  /** The header's file name without folders: "serial.qidl.h". */
  readonly file: string;
  readonly target: TargetName;
  readonly bigEndian: boolean;
  /** Bytes of a pointer. */
  readonly pointerSize: number;
  /** Exported by this module, each before those that hold it. */
  readonly structs: readonly StructModel[];
  readonly enums: readonly EnumModel[];
  readonly constants: readonly ConstantModel[];
  /** Types that other modules export and this one uses. */
  readonly imports: readonly ImportModel[];
  /** Modules of functions and external visitors that generated code calls. */
  readonly externals: readonly ExternalModel[];
}

export interface ImportModel {
  /** As an import specifier of this header: "./fifo.qidl.h". */
  readonly from: string;
  readonly structs: readonly StructModel[];
  readonly enums: readonly EnumModel[];
}

export interface StructModel {
  /** The export's base name: typedef name, else tag, else q_js_name. */
  readonly name: string;
  /** The C spelling: "SerialState", "struct foo". */
  readonly ctype: string;
  /**
   * A union of which one member is saved has fields like a struct. Any other has none here: it is saved by the field
   * that has it (UnionFieldType), and viewed by its layout.
   */
  readonly keyword: 'struct' | 'union';
  /** The vmsd name; default: the type's name. */
  readonly wireName: string;
  readonly version: number;
  readonly minimumVersion: number;
  readonly doc: string | null;
  /** 1-based; UTF-16 offsets of the name in the header (or in `path` when an include declares it). */
  readonly place: Place;
  readonly fields: readonly FieldModel[];
  readonly subsections: readonly SubsectionModel[];
  /** The C layout with every member, for views; null when it cannot be laid out (with the reason reported). */
  readonly layout: LayoutModel | null;
  /** First 8 bytes of SHA-256 over the canonical text (module.md), as two u32: low, high. */
  readonly fingerprint: readonly [low: number, high: number];
  /** A struct reachable from it, itself included, has derived fields. */
  readonly needsHooks: boolean;
}

export interface Place {
  /** null: the module's own header. */
  readonly path: string | null;
  readonly line: number;
  readonly start: number;
  readonly end: number;
}

export type Role = 'saved' | 'immutable' | 'host' | 'derived' | 'broken' | 'elsewhere';
export type RoleReason =
  | 'tag'
  | 'type'
  | 'struct'
  | 'const'
  | 'function-pointer'
  | 'void-pointer'
  | 'empty'
  | 'default'
  | 'unknown';

export interface FieldModel {
  /** As C names it. */
  readonly name: string;
  /** The property's name in T: `name`, or q_js_name. */
  readonly jsName: string;
  readonly wireName: string;
  readonly ctype: string;
  /** null: no row in kinds.md; the field is not in T. */
  readonly type: FieldType | null;
  readonly role: Role;
  readonly reason: RoleReason;
  readonly default: Value | null;
  /**
   * 'has': a sibling tells, named by its property (`has_F`); 'null': T | null. A pointer to a struct with
   * `q_default(NULL)` is optional by null, too, and has the default null.
   */
  readonly optional: null | { readonly by: 'has'; readonly field: string } | { readonly by: 'null' };
  /** From q_version; 0 without. */
  readonly version: number;
  /** The named subsection it belongs to, or null. Fields with a default or null-optional have their own by rule, not listed here. */
  readonly subsection: string | null;
  readonly renamedFrom: readonly string[];
  /** q_unused bytes before it. */
  readonly unusedBefore: number;
  readonly properties: readonly PropertyModel[];
  readonly doc: string | null;
  readonly place: Place;
}

export interface SubsectionModel {
  /** Full wire name "parent/x". */
  readonly name: string;
  readonly version: number;
  readonly needed: Computation | null;
}

export interface PropertyModel {
  readonly name: string;
  /** null: a whole field. */
  readonly bit: number | null;
  readonly default: Value | null;
}

export type FieldType =
  | IntType
  | BoolType
  | FloatType
  | EnumRef
  | BitfieldType
  | ArrayFieldType
  | PointerArrayType
  | StringType
  | StructRef
  | UnionFieldType
  | ListType
  | ExternalRef;

export interface IntType {
  readonly kind: 'int';
  readonly bits: 8 | 16 | 32 | 64 | 128;
  readonly signed: boolean;
}
export interface BoolType {
  readonly kind: 'bool';
}
export interface FloatType {
  readonly kind: 'float';
  readonly bits: 32 | 64;
}
/** An enum in the size of its C type. */
export interface EnumRef {
  readonly kind: 'enum';
  readonly name: string;
  readonly bits: 8 | 16 | 32 | 64;
  readonly signed: boolean;
}
/** Visited as `of`, its declared type; `width` bits are checked. */
export interface BitfieldType {
  readonly kind: 'bitfield';
  readonly width: number;
  readonly of: IntType | BoolType | EnumRef;
}
/**
 * `T a[N][M]`. Element int (up to 64 bits), float: one flat typed array in T; struct, bool, string, enum …: see
 * module docs (enum elements: flat typed array of numbers; bool: flat boolean[]; int128: flat bigint[]; structs,
 * strings, unions and the rest: nested arrays by dims).
 */
export interface ArrayFieldType {
  readonly kind: 'array';
  readonly element: FieldType;
  readonly dims: readonly number[];
  /** q_size: how many elements (of the first dimension) are saved; null: all. */
  readonly size: Computation | null;
  /** Product of dims. */
  readonly capacity: number;
}
/** `T *p q_size(n)`. */
export interface PointerArrayType {
  readonly kind: 'pointer-array';
  readonly element: FieldType;
  readonly size: Computation;
  /** NULL is its default, and is left out: then it is empty, whatever its size. */
  readonly mayBeEmpty: boolean;
}
/** capacity: `char s[N] q_string`; null: `char *`. */
export interface StringType {
  readonly kind: 'string';
  readonly capacity: number | null;
}
/** `pointer`: the C member points to it; in T it is in place all the same. */
export interface StructRef {
  readonly kind: 'struct';
  readonly name: string;
  readonly pointer: boolean;
}
/** q_union(tag): `{ case, value }`. `tag` is the sibling field's property name. */
export interface UnionFieldType {
  readonly kind: 'union';
  readonly tag: string;
  readonly cases: readonly { readonly name: string; readonly values: readonly bigint[]; readonly type: FieldType }[];
}
/** Containers; `flavour` names the C family. */
export interface ListType {
  readonly kind: 'list';
  readonly element: FieldType;
  readonly flavour: 'glist' | 'queue';
}
export interface ExternalRef {
  readonly kind: 'external';
  readonly name: string;
  readonly version: number;
}

/** A constant: a default, a property's default, a #define. Integers of any width are bigint. */
export type Value =
  | { readonly kind: 'int'; readonly value: bigint }
  | { readonly kind: 'float'; readonly value: number }
  | { readonly kind: 'bool'; readonly value: boolean }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'null' }
  /** `{0}` and what initialisers leave out. */
  | { readonly kind: 'zero' }
  /** Flat and row-major for elements int, float, bool and enum, else nested by dims. Elements left out are zero. */
  | { readonly kind: 'array'; readonly elements: readonly Value[] }
  /** Names are those of properties. */
  | { readonly kind: 'struct'; readonly fields: readonly { readonly name: string; readonly value: Value }[] };

export type FieldPath = readonly (string | number)[];

/** An expression over a struct's fields, with C's types at every node (after the usual conversions). */
export type Computation =
  | { readonly op: 'constant'; readonly value: bigint; readonly type: ComputedType }
  /**
   * Path of JS property names from the struct, and of indices as T has them: ["fifo", "count"], ["regs", 3]. `type` is
   * the field's own (64 bits: a bigint in T). `boolean`: the property is a boolean and counts as 0 or 1.
   */
  | { readonly op: 'field'; readonly path: FieldPath; readonly type: ComputedType; readonly boolean?: boolean }
  | {
      readonly op: 'unary';
      readonly operator: '-' | '~' | '!' | '+';
      readonly operand: Computation;
      readonly type: ComputedType;
    }
  | {
      readonly op: 'binary';
      readonly operator:
        | '*'
        | '/'
        | '%'
        | '+'
        | '-'
        | '<<'
        | '>>'
        | '<'
        | '>'
        | '<='
        | '>='
        | '=='
        | '!='
        | '&'
        | '^'
        | '|'
        | '&&'
        | '||';
      readonly left: Computation;
      readonly right: Computation;
      readonly type: ComputedType;
    }
  | {
      readonly op: 'conditional';
      readonly condition: Computation;
      readonly then: Computation;
      readonly otherwise: Computation;
      readonly type: ComputedType;
    }
  | { readonly op: 'convert'; readonly operand: Computation; readonly type: ComputedType }
  /** A function of option `functions`: called with the arguments; `whole` arguments pass the struct itself. */
  | {
      readonly op: 'call';
      readonly function: string;
      readonly arguments: readonly (Computation | { readonly op: 'whole' })[];
      readonly type: ComputedType;
    };

/** C's integer type after promotion; 'bool' results are int. Arithmetic on 64 bits is done in BigInt. */
export interface ComputedType {
  readonly bits: 8 | 16 | 32 | 64;
  readonly signed: boolean;
}

export interface EnumModel {
  readonly name: string;
  readonly ctype: string;
  readonly bits: 8 | 16 | 32 | 64;
  readonly signed: boolean;
  readonly values: readonly {
    readonly name: string;
    readonly value: bigint;
    readonly doc: string | null;
    readonly place: Place;
  }[];
  readonly doc: string | null;
  readonly place: Place;
}

export interface ConstantModel {
  readonly name: string;
  readonly value: Value;
  /** C's type of the value: decides number or bigint. null for strings. */
  readonly type: ComputedType | null;
  readonly doc: string | null;
  readonly place: Place;
}

/** A registered visitor (option `types`) or function (option `functions`). */
export interface ExternalModel {
  readonly kind: 'visitor' | 'function';
  readonly name: string;
  /** Import specifier. */
  readonly module: string;
}

// ---- layout: the C view of a struct --------------------------------------------------------------------------

export interface LayoutModel {
  /** Bytes. */
  readonly size: number;
  readonly align: number;
  readonly members: readonly LayoutMember[];
}

export interface LayoutMember {
  /** The view's property name. Members of anonymous structs and unions are hoisted into their parent. */
  readonly name: string;
  /** Bytes from the struct's start; for bit-fields of the storage the bits are read from (see bit). */
  readonly offset: number;
  /** Bit-fields: bits from the struct's start in the target's own order, and width. */
  readonly bit: { readonly offset: number; readonly width: number } | null;
  readonly type: LayoutType;
  readonly doc: string | null;
  readonly place: Place;
}

export type LayoutType =
  | { readonly kind: 'int'; readonly bits: 8 | 16 | 32 | 64 | 128; readonly signed: boolean }
  | { readonly kind: 'bool' }
  | { readonly kind: 'float'; readonly bits: 32 | 64 }
  | { readonly kind: 'enum'; readonly name: string; readonly bits: 8 | 16 | 32 | 64; readonly signed: boolean }
  /** An address; `to` names the struct it points to when a view of it exists in this module or an import. */
  | { readonly kind: 'pointer'; readonly bits: 32 | 64; readonly to: string | null }
  /** dims [0]: flexible; `stride` is one element's size in bytes (of the innermost). `count`: the counting field's name for flexible arrays. */
  | { readonly kind: 'array'; readonly element: LayoutType; readonly dims: readonly number[]; readonly stride: number }
  /** `char s[N] q_string`. */
  | { readonly kind: 'string'; readonly capacity: number }
  | { readonly kind: 'struct'; readonly name: string }
  /** Anything else: its bytes. */
  | { readonly kind: 'bytes'; readonly size: number };
