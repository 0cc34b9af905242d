// The keywords (C11 6.4.1, those of C23, and GNU's), as the first atoms: a keyword is an atom from 1 to LAST_KEYWORD.
// Rule: each spelling is an atom of its own, because any of them may be #defined; `canonicalKeyword` maps the
// alternate spellings (`__const__`, `__inline`) to the one the parser looks for. C23's new lower-case words
// (`bool`, `alignas`, `typeof`, …) are ordinary identifiers in C11 and gnu11; the parser decides by place.

export const KW_AUTO = 1;
export const KW_BREAK = 2;
export const KW_CASE = 3;
export const KW_CHAR = 4;
export const KW_CONST = 5;
export const KW_CONTINUE = 6;
export const KW_DEFAULT = 7;
export const KW_DO = 8;
export const KW_DOUBLE = 9;
export const KW_ELSE = 10;
export const KW_ENUM = 11;
export const KW_EXTERN = 12;
export const KW_FLOAT = 13;
export const KW_FOR = 14;
export const KW_GOTO = 15;
export const KW_IF = 16;
export const KW_INLINE = 17;
export const KW_INT = 18;
export const KW_LONG = 19;
export const KW_REGISTER = 20;
export const KW_RESTRICT = 21;
export const KW_RETURN = 22;
export const KW_SHORT = 23;
export const KW_SIGNED = 24;
export const KW_SIZEOF = 25;
export const KW_STATIC = 26;
export const KW_STRUCT = 27;
export const KW_SWITCH = 28;
export const KW_TYPEDEF = 29;
export const KW_UNION = 30;
export const KW_UNSIGNED = 31;
export const KW_VOID = 32;
export const KW_VOLATILE = 33;
export const KW_WHILE = 34;
export const KW_ALIGNAS = 35;
export const KW_ALIGNOF = 36;
export const KW_ATOMIC = 37;
export const KW_BOOL = 38;
export const KW_COMPLEX = 39;
export const KW_GENERIC = 40;
export const KW_IMAGINARY = 41;
export const KW_NORETURN = 42;
export const KW_STATIC_ASSERT = 43;
export const KW_THREAD_LOCAL = 44;
export const KW_TYPEOF = 45;
export const KW_TYPEOF_UNQUAL = 46;
export const KW_ASM = 47;
export const KW_ATTRIBUTE = 48;
export const KW_DECLSPEC = 49;
export const KW_EXTENSION = 50;
export const KW_INT128 = 51;
export const KW_AUTO_TYPE = 52;
export const KW_LABEL = 53;
export const KW_REAL = 54;
export const KW_IMAG = 55;
export const KW_FLOAT16 = 56;
export const KW_FLOAT32 = 57;
export const KW_FLOAT64 = 58;
export const KW_FLOAT128 = 59;
export const KW_FLOAT32X = 60;
export const KW_FLOAT64X = 61;
export const KW_FLOAT128X = 62;
export const KW_GNU_FLOAT128 = 63;
export const KW_FLOAT80 = 64;
export const KW_IBM128 = 65;
export const KW_BF16 = 66;
export const KW_DECIMAL32 = 67;
export const KW_DECIMAL64 = 68;
export const KW_DECIMAL128 = 69;
export const KW_BITINT = 70;
export const KW_BUILTIN_VA_LIST = 71;
export const KW_BUILTIN_VA_ARG = 72;
export const KW_BUILTIN_OFFSETOF = 73;
export const KW_BUILTIN_TYPES_COMPATIBLE_P = 74;
export const KW_BUILTIN_CHOOSE_EXPR = 75;
// C23's words: keywords only where the parser takes them for one.
export const KW_C23_ALIGNAS = 76;
export const KW_C23_ALIGNOF = 77;
export const KW_C23_BOOL = 78;
export const KW_C23_CONSTEXPR = 79;
export const KW_C23_FALSE = 80;
export const KW_C23_NULLPTR = 81;
export const KW_C23_STATIC_ASSERT = 82;
export const KW_C23_THREAD_LOCAL = 83;
export const KW_C23_TRUE = 84;

/** Spelling by atom, from KW_AUTO on. */
const SPELLINGS: readonly string[] = `
  auto break case char const continue default do double else enum extern float for goto if inline int long
  register restrict return short signed sizeof static struct switch typedef union unsigned void volatile while
  _Alignas _Alignof _Atomic _Bool _Complex _Generic _Imaginary _Noreturn _Static_assert _Thread_local typeof
  typeof_unqual asm __attribute__ __declspec __extension__ __int128 __auto_type __label__ __real__ __imag__
  _Float16 _Float32 _Float64 _Float128 _Float32x _Float64x _Float128x __float128 __float80 __ibm128 __bf16
  _Decimal32 _Decimal64 _Decimal128 _BitInt __builtin_va_list __builtin_va_arg __builtin_offsetof
  __builtin_types_compatible_p __builtin_choose_expr alignas alignof bool constexpr false nullptr static_assert
  thread_local true
`
  .trim()
  .split(/\s+/);

/** GNU's and Microsoft's alternate spellings, by the keyword they stand for. */
const ALTERNATES: readonly (readonly [spelling: string, keyword: number])[] = [
  ['__alignof', KW_ALIGNOF],
  ['__alignof__', KW_ALIGNOF],
  ['__asm', KW_ASM],
  ['__asm__', KW_ASM],
  ['__attribute', KW_ATTRIBUTE],
  ['__complex', KW_COMPLEX],
  ['__complex__', KW_COMPLEX],
  ['__const', KW_CONST],
  ['__const__', KW_CONST],
  ['__imag', KW_IMAG],
  ['__inline', KW_INLINE],
  ['__inline__', KW_INLINE],
  ['__real', KW_REAL],
  ['__restrict', KW_RESTRICT],
  ['__restrict__', KW_RESTRICT],
  ['__signed', KW_SIGNED],
  ['__signed__', KW_SIGNED],
  ['__thread', KW_THREAD_LOCAL],
  ['__typeof', KW_TYPEOF],
  ['__typeof__', KW_TYPEOF],
  ['__volatile', KW_VOLATILE],
  ['__volatile__', KW_VOLATILE],
  ['_declspec', KW_DECLSPEC],
];

/** Every keyword's spelling in the order of atoms: canonical ones, then alternates. */
export const KEYWORDS: readonly string[] = [...SPELLINGS, ...ALTERNATES.map(([spelling]) => spelling)];

export const LAST_KEYWORD: number = KEYWORDS.length;

/** By atom of a keyword: the atom of its canonical spelling. Index 0 is unused. */
export const canonicalKeyword: Uint8Array = Uint8Array.from([
  0,
  ...SPELLINGS.map((_, index) => index + 1),
  ...ALTERNATES.map(([, keyword]) => keyword),
]);
