// Out of the parser, into sema: declarations as written (C11 6.7 and the GNU and C23 parts in use).
// Rule: nodes hold token indices into the TokenStream (`at`: first, `end`: one past the last); names are atoms
// (0: none). Nothing here is resolved; markers are kept raw, where they stood.

export type Syntax = Declaration | FunctionDefinition | StaticAssert | ExportMark;

export interface Node {
  readonly at: number;
  readonly end: number;
}

/** Bits of `DeclarationSpecifiers.storage`. */
export const TYPEDEF = 1;
export const EXTERN = 2;
export const STATIC = 4;
export const INLINE = 8;
export const CONSTEXPR = 16;

/** Bits of qualifier sets. */
export const CONST = 1;
export const VOLATILE = 2;
export const RESTRICT = 4;
export const ATOMIC = 8;

export interface Declaration extends Node {
  readonly kind: 'declaration';
  readonly specifiers: DeclarationSpecifiers;
  readonly declarators: readonly Declarator[];
  /** QIDL_DECLARE, QIDL_START, qc_declaration … that wrap this declaration. */
  readonly mark: RawMarker | null;
}

export interface FunctionDefinition extends Node {
  readonly kind: 'function';
  readonly specifiers: DeclarationSpecifiers;
  readonly declarator: Declarator;
  /** The expression when the body is one `return expression;`, so that calls can be folded; else null. */
  readonly returns: Expression | null;
}

export interface StaticAssert extends Node {
  readonly kind: 'static-assert';
  readonly condition: Expression;
  readonly message: string | null;
}

/** A declaration marker that stands alone: QIDL_EXPORT, QIDL_ANNOTATE, QIDL_STRUCT, QIDL_ENUM, QIDL_IMMUTABLE_TYPES. */
export interface ExportMark extends Node {
  readonly kind: 'mark';
  readonly marker: RawMarker;
}

export interface DeclarationSpecifiers extends Node {
  readonly storage: number;
  readonly qualifiers: number;
  readonly type: TypeSpecifier;
  /** `_Alignas` and `alignas` arguments. */
  readonly alignments: readonly (Expression | TypeName)[];
  readonly attributes: readonly Attribute[];
  /** Markers before, in, or after the type and before the first `*` or name: they cover every declarator. */
  readonly markers: readonly RawMarker[];
}

export type TypeSpecifier =
  | BuiltinSpecifier
  | NameSpecifier
  | RecordSpecifier
  | EnumSpecifier
  | TypeofSpecifier
  | AtomicSpecifier;

/** Normalised spelling of C's basic types. `char` is neither signed nor unsigned. */
export type BuiltinName =
  | 'void'
  | 'bool'
  | 'char'
  | 'signed char'
  | 'unsigned char'
  | 'short'
  | 'unsigned short'
  | 'int'
  | 'unsigned int'
  | 'long'
  | 'unsigned long'
  | 'long long'
  | 'unsigned long long'
  | '__int128'
  | 'unsigned __int128'
  | 'float'
  | 'double'
  | 'long double'
  | '_Float16'
  | '_Float32'
  | '_Float64'
  | '_Float32x'
  | '_Float64x'
  | '__float128'
  | '__bf16'
  | '_Decimal32'
  | '_Decimal64'
  | '_Decimal128'
  | '_BitInt'
  | '__builtin_va_list'
  | '__auto_type';

export interface BuiltinSpecifier extends Node {
  readonly kind: 'builtin';
  readonly name: BuiltinName;
  /** `_Complex` (or `_Imaginary`) of it. */
  readonly complex: boolean;
  /** `_BitInt(width)`. */
  readonly width: Expression | null;
}

/** A typedef's name, or a name nobody declared. */
export interface NameSpecifier extends Node {
  readonly kind: 'name';
  readonly name: number;
}

export interface RecordSpecifier extends Node {
  readonly kind: 'record';
  readonly keyword: 'struct' | 'union';
  readonly tag: number;
  /** Token index of the tag, or -1. */
  readonly tagAt: number;
  /** null: no body. */
  readonly members: readonly Member[] | null;
  readonly attributes: readonly Attribute[];
  /** `#pragma pack` in force: bytes, 0 for the target's own rule. */
  readonly pack: number;
  /** Markers between the keyword and the tag or after the closing brace. */
  readonly markers: readonly RawMarker[];
}

export type Member = MemberDeclaration | StaticAssert | UnusedMark;

export interface MemberDeclaration extends Node {
  readonly kind: 'member';
  readonly specifiers: DeclarationSpecifiers;
  /** Empty for an anonymous struct or union member (or a declaration of a tag alone). */
  readonly declarators: readonly Declarator[];
}

/** `q_unused(bytes)` before a member. */
export interface UnusedMark extends Node {
  readonly kind: 'unused';
  readonly marker: RawMarker;
}

export interface EnumSpecifier extends Node {
  readonly kind: 'enum';
  readonly tag: number;
  readonly tagAt: number;
  readonly enumerators: readonly Enumerator[] | null;
  /** C23: `enum e : uint8_t`. */
  readonly underlying: TypeName | null;
  readonly attributes: readonly Attribute[];
}

export interface Enumerator extends Node {
  readonly name: number;
  readonly value: Expression | null;
}

export interface TypeofSpecifier extends Node {
  readonly kind: 'typeof';
  readonly unqualified: boolean;
  readonly operand: Expression | TypeName;
}

export interface AtomicSpecifier extends Node {
  readonly kind: 'atomic';
  readonly operand: TypeName;
}

export interface Declarator extends Node {
  /** 0 for abstract declarators and unnamed bit-fields. */
  readonly name: number;
  /** Token index of the name; of the place where it would stand when there is none. */
  readonly nameAt: number;
  /** From the name outwards: `int *a[3]` has [array 3, pointer]. */
  readonly derivations: readonly Derivation[];
  readonly attributes: readonly Attribute[];
  /** Markers on a `*` or behind the declarator: they cover this declarator alone. */
  readonly markers: readonly RawMarker[];
  readonly bitWidth: Expression | null;
  /** An initialiser (objects only). */
  readonly initializer: Expression | null;
}

export type Derivation = PointerDerivation | ArrayDerivation | FunctionDerivation;

export interface PointerDerivation {
  readonly kind: 'pointer';
  readonly qualifiers: number;
  readonly attributes: readonly Attribute[];
}

export interface ArrayDerivation {
  readonly kind: 'array';
  /** null: `[]` or `[*]`. */
  readonly size: Expression | null;
}

export interface FunctionDerivation {
  readonly kind: 'function';
  readonly parameters: readonly Parameter[];
  readonly variadic: boolean;
}

export interface Parameter extends Node {
  readonly specifiers: DeclarationSpecifiers;
  readonly declarator: Declarator;
}

export interface TypeName extends Node {
  readonly kind: 'type-name';
  readonly specifiers: DeclarationSpecifiers;
  readonly declarator: Declarator;
}

/** `__attribute__((name(args)))`, `[[prefix::name(args)]]`, `__declspec(name(args))`; underscores around names stripped. */
export interface Attribute extends Node {
  readonly syntax: 'gnu' | 'bracket' | 'declspec';
  readonly name: string;
  /** Parsed as expressions where they are; [] without parentheses or when they are something else. */
  readonly arguments: readonly Expression[];
}

export type UnaryOperator = '+' | '-' | '!' | '~' | '*' | '&' | '++' | '--' | 'post++' | 'post--' | '__extension__';
export type BinaryOperator =
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
  | '||'
  | '='
  | ',';

export type Expression =
  | NumberExpression
  | CharacterExpression
  | StringExpression
  | NameExpression
  | UnaryExpression
  | BinaryExpression
  | ConditionalExpression
  | CastExpression
  | SizeofExpression
  | OffsetofExpression
  | CallExpression
  | MemberExpression
  | IndexExpression
  | InitializerList
  | CompoundLiteral
  | GenericExpression
  | CompatibleExpression
  | ChoiceExpression
  | OpaqueExpression;

/** The token `at` spells a pp-number. */
export interface NumberExpression extends Node {
  readonly kind: 'number';
}
export interface CharacterExpression extends Node {
  readonly kind: 'character';
}
/** Tokens at..end are adjacent string literals. */
export interface StringExpression extends Node {
  readonly kind: 'string';
}
export interface NameExpression extends Node {
  readonly kind: 'name';
  readonly name: number;
}
export interface UnaryExpression extends Node {
  readonly kind: 'unary';
  readonly operator: UnaryOperator;
  readonly operand: Expression;
}
export interface BinaryExpression extends Node {
  readonly kind: 'binary';
  readonly operator: BinaryOperator;
  readonly left: Expression;
  readonly right: Expression;
}
/** `a ?: b` has `then` null (GNU). */
export interface ConditionalExpression extends Node {
  readonly kind: 'conditional';
  readonly condition: Expression;
  readonly then: Expression | null;
  readonly otherwise: Expression;
}
export interface CastExpression extends Node {
  readonly kind: 'cast';
  readonly type: TypeName;
  readonly operand: Expression;
}
/** `sizeof`, `_Alignof` and `__alignof__` of an expression or a type name. */
export interface SizeofExpression extends Node {
  readonly kind: 'sizeof';
  readonly what: 'size' | 'alignment';
  readonly operand: Expression | TypeName;
}
/** `__builtin_offsetof(type, a.b[2])`. */
export interface OffsetofExpression extends Node {
  readonly kind: 'offsetof';
  readonly type: TypeName;
  readonly path: Expression;
}
export interface CallExpression extends Node {
  readonly kind: 'call';
  readonly callee: Expression;
  readonly arguments: readonly Expression[];
}
export interface MemberExpression extends Node {
  readonly kind: 'member';
  readonly object: Expression;
  readonly arrow: boolean;
  readonly name: number;
  readonly nameAt: number;
}
export interface IndexExpression extends Node {
  readonly kind: 'index';
  readonly object: Expression;
  readonly index: Expression;
}
export interface InitializerList extends Node {
  readonly kind: 'list';
  readonly items: readonly InitializerItem[];
}
export interface InitializerItem {
  readonly designators: readonly (Expression | number)[];
  readonly value: Expression;
}
export interface CompoundLiteral extends Node {
  readonly kind: 'compound';
  readonly type: TypeName;
  readonly value: InitializerList;
}
export interface GenericExpression extends Node {
  readonly kind: 'generic';
  readonly control: Expression;
  readonly associations: readonly { readonly type: TypeName | null; readonly value: Expression }[];
}
/** `__builtin_types_compatible_p(left, right)`. */
export interface CompatibleExpression extends Node {
  readonly kind: 'compatible';
  readonly left: TypeName;
  readonly right: TypeName;
}
/** `__builtin_choose_expr(condition, then, otherwise)`. */
export interface ChoiceExpression extends Node {
  readonly kind: 'choice';
  readonly condition: Expression;
  readonly then: Expression;
  readonly otherwise: Expression;
}
/** Understood enough to be skipped (statement expressions, assignments by operator, other built-ins). */
export interface OpaqueExpression extends Node {
  readonly kind: 'opaque';
}

/** Where a marker stood (language.md, rule 1). */
export type MarkerPlace = 'type' | 'pointer' | 'declarator' | 'record' | 'statement';

/** A marker as written. The meaning is the annotations table's. */
export interface RawMarker extends Node {
  /** The table's key: 'size', 'default', 'immutable', 'declare' … */
  readonly meaning: string;
  /** As written: `q_size`, `_size_is`, `QIDL(size_is)`. */
  readonly spelling: string;
  readonly place: MarkerPlace;
  readonly arguments: readonly MarkerArgument[];
}

export type MarkerArgument = Expression | TypeName | RawMarker;

/** How the parser reads a marker's arguments. `words`: expressions, or markers without parentheses such as q_immutable. */
export type ArgumentSyntax = 'expression' | 'type' | 'marker';

/** What the parser has to know of a marker: made from the annotations table by the pipeline. */
export interface MarkerSyntax {
  readonly spelling: string;
  readonly meaning: string;
  /** 'field': may stand in a member declaration. 'wrap': QIDL_DECLARE and its like. 'statement': stands alone. 'group': QIDL( … ). */
  readonly form: 'field' | 'wrap' | 'statement' | 'group';
  /** Fewest and most arguments; most 0: the name stands without parentheses. */
  readonly least: number;
  readonly most: number;
  /** Syntax of the i-th argument; the last one repeats. */
  readonly syntax: readonly ArgumentSyntax[];
}

/** Marker syntax by atom of its spelling; `group` maps the words inside `QIDL( … )`. */
export interface MarkerLexicon {
  readonly byAtom: ReadonlyMap<number, MarkerSyntax>;
  readonly group: ReadonlyMap<number, MarkerSyntax>;
}
