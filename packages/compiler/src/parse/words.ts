// In: atoms of identifiers. Out: what the grammar makes of each: a class and a value, packed in one number.
// Rule: C11 6.4.1 and the GNU and C23 words in use. Words that only C23 reserves stay identifiers where an
// identifier must stand, so that headers of all ages parse. Markers are words of their own class.

import { intern } from '../lex/atoms.ts';
import { ATOMIC, CONST, CONSTEXPR, EXTERN, INLINE, RESTRICT, STATIC, TYPEDEF, VOLATILE } from './syntax.ts';
import type { BuiltinName, MarkerLexicon } from './syntax.ts';

/** The value in a word. */
export const VALUE = 0x7fff;
/** A word that C11 does not reserve: in a name's place it is one (`int thread_local;`). */
export const SOFT = 0x8000;

// Classes: `word >>> 16`. Those up to LAST_TYPE_CLASS begin a type name.
export const ORDINARY = 0;
/** `int`, `unsigned` …; the value is a set of BASIC_… bits. */
export const BASIC = 1;
/** The value is the qualifier's bit. */
export const QUALIFIER = 2;
/** `struct` (value 0) and `union` (1). */
export const RECORD = 3;
export const ENUM = 4;
/** A type of one word; the value is its place in NAMED_TYPES. */
export const NAMED = 5;
export const COMPLEX = 6;
export const BIT_INT = 7;
/** `typeof` (value 0) and `typeof_unqual` (1). */
export const TYPEOF = 8;
export const ATOMIC_WORD = 9;
export const LAST_TYPE_CLASS = 9;
/** The value is the storage bit, 0 for those that change nothing here (`register`). */
export const STORAGE = 10;
export const ALIGNAS = 11;
export const ATTRIBUTE = 12;
export const DECLSPEC = 13;
export const EXTENSION = 14;
export const STATIC_ASSERT = 15;
export const ASM = 16;
export const SIZEOF = 17;
export const ALIGNOF = 18;
export const OFFSETOF = 19;
export const GENERIC = 20;
/** Built-ins that take types or else what is no expression: the value is one of the next two, 0 for all others. */
export const BUILTIN_CALL = 21;
export const TYPES_COMPATIBLE = 1;
export const CHOOSE_EXPR = 2;
/** `__real__`, `__imag__`. */
export const PART = 22;
export const RETURN = 23;
/** Any other word of a statement. */
export const STATEMENT = 24;
/** In the lexicon of markers; what it is depends on the file and the place. */
export const MARKER = 25;
/** A calling convention of Windows, as clang has it: an attribute of one word. */
export const CONVENTION = 26;

export const BASIC_VOID = 1;
export const BASIC_BOOL = 2;
export const BASIC_CHAR = 4;
export const BASIC_SHORT = 8;
export const BASIC_INT = 16;
export const BASIC_LONG = 32;
/** The second `long`. */
export const BASIC_LONG_LONG = 64;
export const BASIC_SIGNED = 128;
export const BASIC_UNSIGNED = 256;
export const BASIC_FLOAT = 512;
export const BASIC_DOUBLE = 1024;
export const BASIC_INT128 = 2048;

export const NAMED_TYPES: readonly BuiltinName[] = [
  '__builtin_va_list',
  '__auto_type',
  '__int128',
  'unsigned __int128',
  '_Float16',
  '__float128',
  'long double',
  '__bf16',
  '_Decimal32',
  '_Decimal64',
  '_Decimal128',
  'bool',
  '_Float32',
  '_Float64',
  '_Float32x',
  '_Float64x',
];

const named = (name: BuiltinName): number => NAMED_TYPES.indexOf(name);

const rows: readonly (readonly [wordClass: number, value: number, spellings: string])[] = [
  [BASIC, BASIC_VOID, 'void'],
  [BASIC, BASIC_BOOL, '_Bool'],
  [BASIC, BASIC_CHAR, 'char'],
  [BASIC, BASIC_SHORT, 'short'],
  [BASIC, BASIC_INT, 'int'],
  [BASIC, BASIC_LONG, 'long'],
  [BASIC, BASIC_SIGNED, 'signed __signed __signed__'],
  [BASIC, BASIC_UNSIGNED, 'unsigned'],
  [BASIC, BASIC_FLOAT, 'float'],
  [BASIC, BASIC_DOUBLE, 'double'],
  [BASIC, BASIC_INT128, '__int128'],
  [QUALIFIER, CONST, 'const __const __const__'],
  [QUALIFIER, VOLATILE, 'volatile __volatile __volatile__'],
  [QUALIFIER, RESTRICT, 'restrict __restrict __restrict__'],
  [QUALIFIER, 0, '__seg_fs __seg_gs _Nonnull _Nullable _Null_unspecified'],
  [RECORD, 0, 'struct'],
  [RECORD, 1, 'union'],
  [ENUM, 0, 'enum'],
  [NAMED, named('__builtin_va_list'), '__builtin_va_list __builtin_ms_va_list __builtin_sysv_va_list'],
  [NAMED, named('__auto_type'), '__auto_type'],
  [NAMED, named('__int128'), '__int128_t'],
  [NAMED, named('unsigned __int128'), '__uint128_t'],
  [NAMED, SOFT | named('_Float16'), '_Float16 __fp16'],
  [NAMED, SOFT | named('__float128'), '_Float128 __float128'],
  [NAMED, SOFT | named('long double'), '__float80 __ibm128'],
  [NAMED, SOFT | named('__bf16'), '__bf16'],
  [NAMED, SOFT | named('_Decimal32'), '_Decimal32'],
  [NAMED, SOFT | named('_Decimal64'), '_Decimal64'],
  [NAMED, SOFT | named('_Decimal128'), '_Decimal128'],
  [NAMED, SOFT | named('bool'), 'bool'],
  [NAMED, SOFT | named('_Float32'), '_Float32'],
  [NAMED, SOFT | named('_Float64'), '_Float64'],
  [NAMED, SOFT | named('_Float32x'), '_Float32x'],
  [NAMED, SOFT | named('_Float64x'), '_Float64x'],
  [COMPLEX, 0, '_Complex __complex __complex__ _Imaginary'],
  [BIT_INT, 0, '_BitInt'],
  [TYPEOF, 0, 'typeof __typeof __typeof__'],
  [TYPEOF, SOFT | 1, 'typeof_unqual'],
  [TYPEOF, 1, '__typeof_unqual __typeof_unqual__'],
  [ATOMIC_WORD, ATOMIC, '_Atomic'],
  [STORAGE, TYPEDEF, 'typedef'],
  [STORAGE, EXTERN, 'extern'],
  [STORAGE, STATIC, 'static'],
  [STORAGE, INLINE, 'inline __inline __inline__'],
  [STORAGE, 0, 'register auto _Noreturn _Thread_local __thread'],
  [STORAGE, SOFT, 'thread_local'],
  [STORAGE, SOFT | CONSTEXPR, 'constexpr'],
  [ALIGNAS, 0, '_Alignas'],
  [ALIGNAS, SOFT, 'alignas'],
  [ATTRIBUTE, 0, '__attribute __attribute__'],
  [DECLSPEC, 0, '__declspec _declspec'],
  [CONVENTION, 0, '__cdecl __stdcall __fastcall __thiscall __vectorcall __regcall'],
  [EXTENSION, 0, '__extension__'],
  [STATIC_ASSERT, 0, '_Static_assert'],
  [STATIC_ASSERT, SOFT, 'static_assert'],
  [ASM, 0, 'asm __asm __asm__'],
  [SIZEOF, 0, 'sizeof'],
  [ALIGNOF, 0, '_Alignof __alignof __alignof__'],
  [ALIGNOF, SOFT, 'alignof'],
  [OFFSETOF, 0, '__builtin_offsetof'],
  [GENERIC, 0, '_Generic'],
  [BUILTIN_CALL, TYPES_COMPATIBLE, '__builtin_types_compatible_p'],
  [BUILTIN_CALL, CHOOSE_EXPR, '__builtin_choose_expr'],
  [BUILTIN_CALL, 0, '__builtin_va_arg __builtin_convertvector __builtin_has_attribute __builtin_bit_cast'],
  [BUILTIN_CALL, 0, '__builtin_tgmath __builtin_call_with_static_chain'],
  [PART, 0, '__real __real__ __imag __imag__'],
  [RETURN, 0, 'return'],
  [STATEMENT, 0, 'break case continue default do else for goto if switch while'],
];

/** Words by atom: `class << 16 | value`; 0 is an ordinary identifier. Atoms beyond the end are ordinary, too. */
export type Words = Int32Array;

const reserved: ReadonlyMap<number, number> = new Map(
  rows.flatMap(([wordClass, value, spellings]) =>
    spellings.split(' ').map((spelling) => [intern(spelling), (wordClass << 16) | value] as const),
  ),
);

const byLexicon = new WeakMap<MarkerLexicon, Words>();

/** C's words and the lexicon's markers in one table. */
export function wordsOf(lexicon: MarkerLexicon): Words {
  const known = byLexicon.get(lexicon);
  if (known !== undefined) return known;
  let highest = 0;
  for (const atom of reserved.keys()) highest = Math.max(highest, atom);
  for (const atom of lexicon.byAtom.keys()) highest = Math.max(highest, atom);
  const words = new Int32Array(highest + 1);
  for (const atom of lexicon.byAtom.keys()) words[atom] = MARKER << 16;
  for (const [atom, word] of reserved) words[atom] = word;
  byLexicon.set(lexicon, words);
  return words;
}
