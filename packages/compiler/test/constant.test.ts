// Constant expressions: value and type on x86_64 unless said otherwise, as gcc and clang compute them.

import { expect, test } from 'vitest';
import type { ConstantValue } from '../src/sema/program.ts';
import type { TargetName } from '../src/target.ts';
import { spell } from '../src/types/spell.ts';
import { programOf } from './program-of.ts';

const prelude = `
typedef unsigned char u8; typedef unsigned long size_t;
enum e { A, B = 5, C, NEG = -2 }; enum big { BIG = 0x100000000 };
struct in { char c; int i; double d; }; union u { int i; char c[7]; };
struct s { char c; struct in in; int a[3][4]; struct { short x; union { int y; char z; }; }; unsigned bits : 3; u8 tail[]; };
extern int count; extern long long wide, wides[2]; extern struct s object; int function(int, char *); extern u8 table[12];
constexpr int ten = 10;
`;

function show(value: ConstantValue | null): string {
  switch (value?.kind) {
    case 'integer':
    case 'float':
      return `${value.value} ${spell(value.type)}`;
    case 'string':
      return JSON.stringify(value.value);
    case 'null':
      return 'null';
    default:
      return 'none';
  }
}

function valueOf(expression: string, target: TargetName = 'x86_64'): string {
  const { program, problems } = programOf(`${prelude}#define VALUE ${expression}\n`, target);
  expect(problems).toEqual([]);
  return show(program.macroValue('VALUE'));
}

test.for<[string, string, TargetName?]>([
  // Numbers: 6.4.4.1.
  ['0', '0 int'],
  ['2147483647', '2147483647 int'],
  ['2147483648', '2147483648 long'],
  ['2147483648', '2147483648 long long', 'wasm32'],
  ['0xffffffff', '4294967295 unsigned int'],
  ['0x7fffffff', '2147483647 int'],
  ['0x100000000', '4294967296 long'],
  ['18446744073709551615', '18446744073709551615 unsigned long long'],
  ['0xffffffffffffffff', '18446744073709551615 unsigned long'],
  ['0777', '511 int'],
  ['0b1011', '11 int'],
  ['0B11u', '3 unsigned int'],
  ["1'000'000", '1000000 int'],
  ['1u', '1 unsigned int'],
  ['1L', '1 long'],
  ['1uLL', '1 unsigned long long'],
  ['1LLU', '1 unsigned long long'],
  ['4294967296u', '4294967296 unsigned long'],
  ['4294967296u', '4294967296 unsigned long long', 'i386'],
  // Floating constants: 6.4.4.2.
  ['1.5', '1.5 double'],
  ['.5f', '0.5 float'],
  ['0.1f', '0.10000000149011612 float'],
  ['1e3', '1000 double'],
  ['1.e-2L', '0.01 long double'],
  ['0x1p4', '16 double'],
  ['0x.8p1f', '1 float'],
  ['0x1.8p-1', '0.75 double'],
  ['0x1.fffffffffffff8p0', '2 double'],
  ['1.0e400', 'Infinity double'],
  // Characters: 6.4.4.4.
  ["'a'", '97 int'],
  ["'\\n'", '10 int'],
  ["'\\0'", '0 int'],
  ["'\\x41'", '65 int'],
  ["'\\101'", '65 int'],
  ["'\\e'", '27 int'],
  ["'\\''", '39 int'],
  ["'\\377'", '-1 int'],
  ["'\\377'", '255 int', 'arm'],
  ["'ab'", '24930 int'],
  ["'abcd'", '1633837924 int'],
  ["'\\377\\377\\377\\377'", '-1 int'],
  ["L'a'", '97 int'],
  ["L'\\u20ac'", '8364 int'],
  ["L'a'", '97 unsigned int', 'aarch64'],
  ["u'\\uffff'", '65535 unsigned short'],
  ["U'\\U0001F600'", '128512 unsigned int'],
  ["u8'a'", '97 unsigned char'],
  // Strings: 6.4.5.
  ['"abc"', '"abc"'],
  ['"a" "b" "c"', '"abc"'],
  ['"\\x41\\102\\t"', '"AB\\t"'],
  ['"\\u20ac"', '"€"'],
  ['"€"', '"€"'],
  ['u"\\U0001F600"', '"😀"'],
  ['L"wide" "r"', '"wider"'],
  ['(const char *)"cast"', '"cast"'],
  ['sizeof("abc")', '4 unsigned long'],
  ['sizeof(L"abc")', '16 unsigned long'],
  ['sizeof("€")', '4 unsigned long'],
  ['sizeof("a" "bc")', '4 unsigned long'],
  // Arithmetic: 6.3.1.8, 6.5.
  ['1 + 2 * 3', '7 int'],
  ['-7 / 2', '-3 int'],
  ['-7 % 2', '-1 int'],
  ['7u - 8', '4294967295 unsigned int'],
  ['-1 < 0u', '0 int'],
  ['-1L < 0u', '1 int'],
  ['-1L < 0u', '0 int', 'i386'],
  ['2147483647 + 1', '-2147483648 int'],
  ['0x7fffffff * 2u', '4294967294 unsigned int'],
  ['~0', '-1 int'],
  ['~0u', '4294967295 unsigned int'],
  ['~0ull', '18446744073709551615 unsigned long long'],
  ['-2147483648', '-2147483648 long'],
  ['-0x80000000', '2147483648 unsigned int'],
  ["+'a'", '97 int'],
  ['!5', '0 int'],
  ['!0.0', '1 int'],
  ['1 << 4', '16 int'],
  ['1 << 31', '-2147483648 int'],
  ['1u << 31', '2147483648 unsigned int'],
  ['1ull << 40', '1099511627776 unsigned long long'],
  ['-16 >> 2', '-4 int'],
  ['(u8)1 << 8', '256 int'],
  ['0xf0 | 0x0f', '255 int'],
  ['6 & 3 ^ 1', '3 int'],
  ['1 == 1.0', '1 int'],
  ['3 > 2 > 1', '0 int'],
  ['1.5 + 1', '2.5 double'],
  ['1.0f / 3', '0.3333333432674408 float'],
  ['1 / 2.0', '0.5 double'],
  ['1.0 / 0', 'Infinity double'],
  ['5 ? 1 : 2', '1 int'],
  ['0 ? 1 : 2u', '2 unsigned int'],
  ['1 ? -1 : 0u', '4294967295 unsigned int'],
  ['1 ? 1 : 2.0', '1 double'],
  ['5 ?: 2', '5 int'],
  ['1 ? 2 : 1 / 0', '2 int'],
  ['0 && 1 / 0', '0 int'],
  ['1 || 1 / 0', '1 int'],
  ['2 && 3', '1 int'],
  ['0 || 0', '0 int'],
  ['(1, 2)', '2 int'],
  ['__extension__ 3', '3 int'],
  // GNU's questions about types.
  ['__builtin_choose_expr(1, 1, 2.0)', '1 int'],
  ['__builtin_choose_expr(sizeof(int) == 4, 7ull, "text")', '7 unsigned long long'],
  ['__builtin_choose_expr(0, count, 3)', '3 int'],
  ['sizeof(__builtin_choose_expr(1, wides, 1))', '16 unsigned long'],
  ['__builtin_types_compatible_p(int, const int)', '1 int'],
  ['__builtin_types_compatible_p(int *, const int *)', '0 int'],
  ['__builtin_types_compatible_p(long, long long)', '0 int'],
  ['__builtin_types_compatible_p(char, signed char)', '0 int'],
  ['__builtin_types_compatible_p(u8, unsigned char)', '1 int'],
  ['__builtin_types_compatible_p(enum e, int)', '1 int'],
  ['__builtin_types_compatible_p(enum e *, int *)', '1 int'],
  ['__builtin_types_compatible_p(enum e, enum big)', '0 int'],
  ['__builtin_types_compatible_p(struct s, struct in)', '0 int'],
  ['__builtin_types_compatible_p(const int[3], int[])', '1 int'],
  ['__builtin_types_compatible_p(typeof(table), typeof(&table[0]))', '0 int'],
  ['__builtin_types_compatible_p(typeof(function), int(int, char *))', '1 int'],
  ['sizeof(__builtin_types_compatible_p(int, int))', '4 unsigned long'],
  ['_Generic((enum e *)0, int *: 1, default: 2)', '1 int'],
  // What the Linux kernel makes of them: the length of what must be an array, an assertion, whether x is constant.
  [
    'sizeof(table) / sizeof(table[0]) + sizeof(struct { int : (-!!(__builtin_types_compatible_p(typeof(table), typeof(&table[0])))); })',
    '12 unsigned long',
  ],
  [
    '(int)sizeof(struct { int : (-!!(__builtin_choose_expr((sizeof(int) == sizeof(*(8 ? ((void *)((long)(1 > 2) * 0l)) : (int *)8))), 1 > 2, 0))); })',
    '0 int',
  ],
  // Casts: 6.3.1.
  ['(u8)300', '44 unsigned char'],
  ['(signed char)200', '-56 signed char'],
  ['(char)200', '-56 char'],
  ['(char)200', '200 char', 's390x'],
  ['(_Bool)7', '1 _Bool'],
  ['(_Bool)0.5', '1 _Bool'],
  ['(int)2.9', '2 int'],
  ['(int)-2.9', '-2 int'],
  ['(unsigned)-1', '4294967295 unsigned int'],
  ['(long)-1', '-1 long'],
  ['(float)0.1', '0.10000000149011612 float'],
  ['(double)1', '1 double'],
  ['(enum e)1', '1 enum e'],
  ['(unsigned long)-1', '18446744073709551615 unsigned long'],
  ['(unsigned long)-1', '4294967295 unsigned long', 'wasm32'],
  ['(__int128)1 << 100', '1267650600228229401496703205376 __int128'],
  ['(void *)0', 'null'],
  ['(char *)0', 'null'],
  ['((void *)0)', 'null'],
  ['(unsigned long)(void *)-1', '18446744073709551615 unsigned long'],
  ['(void *)-1', 'none'],
  ['(void *)0 == 0', '1 int'],
  ['"s" != 0', '1 int'],
  ['!"s"', '0 int'],
  // Names.
  ['A', '0 int'],
  ['C', '6 int'],
  ['NEG', '-2 int'],
  ['BIG', '4294967296 unsigned long'],
  ['BIG', '4294967296 unsigned long long', 'arm'],
  ['B + 1', '6 int'],
  ['ten * 2', '20 int'],
  ['count', 'none'],
  ['missing', 'none'],
  ['function(1, 0)', 'none'],
  // sizeof, _Alignof: 6.5.3.4.
  ['sizeof(int)', '4 unsigned long'],
  ['sizeof(int)', '4 unsigned int', 'i386'],
  ['sizeof(long)', '4 unsigned long', 'wasm32'],
  ['sizeof(struct in)', '16 unsigned long'],
  ['sizeof(struct in)', '16 unsigned int', 'i386'],
  ['sizeof(union u)', '8 unsigned long'],
  ['sizeof(struct s)', '88 unsigned long'],
  ['sizeof(enum e)', '4 unsigned long'],
  ['sizeof(u8[3][2])', '6 unsigned long'],
  ['sizeof(int (*)(int))', '8 unsigned long'],
  ['sizeof(void)', '1 unsigned long'],
  ['sizeof 1', '4 unsigned long'],
  ['sizeof(1ull + 1)', '8 unsigned long'],
  ["sizeof('a')", '4 unsigned long'],
  ['sizeof object', '88 unsigned long'],
  ['sizeof object.in', '16 unsigned long'],
  ['sizeof(object.a)', '48 unsigned long'],
  ['sizeof(object.a[0])', '16 unsigned long'],
  ['sizeof(&object)', '8 unsigned long'],
  ['sizeof(*&object)', '88 unsigned long'],
  ['sizeof(((struct s *)0)->in.d)', '8 unsigned long'],
  ['sizeof(((struct s *)0)->z)', '1 unsigned long'],
  ['sizeof(table) / sizeof(table[0])', '12 unsigned long'],
  ['sizeof(function(1, 0))', '4 unsigned long'],
  ['sizeof(count ? 1 : 1.0)', '8 unsigned long'],
  ['sizeof(table + 1)', '8 unsigned long'],
  ['sizeof((int[]){1, 2, 3})', '12 unsigned long'],
  ['sizeof(struct { char c; short s; })', '4 unsigned long'],
  ['sizeof(typeof(object.in))', '16 unsigned long'],
  ['sizeof(__typeof__(1.0f))', '4 unsigned long'],
  ['_Alignof(double)', '8 unsigned long'],
  ['_Alignof(double)', '4 unsigned int', 'i386'],
  ['__alignof__(double)', '8 unsigned int', 'i386'],
  ['__alignof__(const double[2][3])', '8 unsigned int', 'i386'],
  ['_Alignof(double[2])', '4 unsigned int', 'i386'],
  ['__alignof__(double _Complex)', '8 unsigned int', 'i386'],
  ['__alignof__(typeof(1LL))', '8 unsigned int', 'i386'],
  ['__alignof__(long double)', '4 unsigned int', 'i386'],
  ['_Alignof __extension__ wide', '8 unsigned int', 'i386'],
  ['_Alignof wides', '8 unsigned int', 'i386'],
  ['_Alignof(struct in)', '4 unsigned int', 'i386'],
  ['sizeof(int) == 4 ? 1 : -1', '1 int'],
  // The type a macro can test for constancy: 6.5.15p6.
  ['sizeof(int) == sizeof(*(8 ? ((void *)((long)(5) * 0l)) : (int *)8))', '1 int'],
  ['sizeof(int) == sizeof(*(8 ? ((void *)((long)(count) * 0l)) : (int *)8))', '0 int'],
  // offsetof: 7.19, and its older forms.
  ['__builtin_offsetof(struct in, d)', '8 unsigned long'],
  ['__builtin_offsetof(struct in, d)', '8 unsigned int', 'i386'],
  ['__builtin_offsetof(struct s, in.d)', '16 unsigned long'],
  ['__builtin_offsetof(struct s, a[1][2])', '48 unsigned long'],
  ['__builtin_offsetof(struct s, y)', '76 unsigned long'],
  ['__builtin_offsetof(struct s, tail)', '81 unsigned long'],
  ['((size_t)&((struct s *)0)->in.i)', '12 unsigned long'],
  ['(size_t)((struct s *)0)->a', '24 unsigned long'],
  ['(size_t)&((struct s *)0)->a[1]', '40 unsigned long'],
  ['(char *)&((struct s *)0)->in - (char *)0', '8 long'],
  ['(long)((int *)16 + 2)', '24 long'],
  ['(int *)16 - (int *)4', '3 long'],
  ['&((struct s *)0)->c', 'null'],
  // Built-ins.
  ['__builtin_constant_p(1 + 1)', '1 int'],
  ['__builtin_constant_p(count)', '0 int'],
  ['__builtin_expect(3, 1)', '3 int'],
  ['__builtin_bswap16(0x1234)', '13330 unsigned short'],
  ['__builtin_bswap32(0x12345678)', '2018915346 unsigned int'],
  ['__builtin_bswap64(1)', '72057594037927936 unsigned long'],
  ['__builtin_clz(1)', '31 int'],
  ['__builtin_clzl(1)', '63 int'],
  ['__builtin_ctz(8)', '3 int'],
  ['__builtin_ffs(0)', '0 int'],
  ['__builtin_popcount(-1)', '32 int'],
  ['__builtin_popcountll(-1)', '64 int'],
  ['__builtin_abs(-3)', '3 int'],
  ['__builtin_llabs(-3)', '3 long long'],
  ['__builtin_add_overflow_p(0x7fffffff, 1, 0)', '1 int'],
  ['__builtin_add_overflow_p(0x7fffffff, 1, 0u)', '0 int'],
  ['__builtin_sub_overflow_p(1u, 2u, 0u)', '1 int'],
  ['__builtin_mul_overflow_p(1 << 20, 1 << 20, 0ll)', '0 int'],
  ['__builtin_strlen("four")', '4 unsigned long'],
  ['__builtin_inf()', 'Infinity double'],
  ['-__builtin_huge_valf()', '-Infinity float'],
  ['_Generic(1u, int: 1, unsigned: 2, default: 3)', '2 int'],
  ['_Generic((u8)1, int: 1, default: 3)', '3 int'],
  ['_Generic("", char *: 1, default: 3)', '1 int'],
  ['_Generic((enum e)0, unsigned: 1, int: 2)', '2 int'],
])('%s is %s', ([expression, expected, target]) => {
  expect(valueOf(expression, target)).toBe(expected);
});

test('macros that are no constants have no value', () => {
  const { program } = programOf(
    `#define EMPTY\n#define CALL(x) x\n#define WORDS struct foo\n#define ADDRESS ((void *)8)\n#define LIST { 1, 2 }\n`,
  );
  expect(
    ['EMPTY', 'CALL', 'WORDS', 'ADDRESS', 'LIST', 'MISSING', '__proto__'].map((name) => program.macroValue(name)),
  ).toEqual(Array(7).fill(null));
});

test('macros see what stands at the end of the file', () => {
  const { program } = programOf('#define TWICE (2 * ONE)\n#define ONE B\nenum { B = 21 };\n');
  expect(show(program.macroValue('TWICE'))).toBe('42 int');
});

test('the bytes of a string are kept as they are', () => {
  const { program } = programOf('#define RAW "\\xff\\0z"\n');
  expect(program.macroValue('RAW')).toEqual({ kind: 'string', value: '\ufffd\0z', bytes: Uint8Array.of(255, 0, 122) });
});

test.each<[string, number | null]>([
  ['extern int a[]; extern int a[5];', 20],
  ['extern int a[5]; extern int a[];', 20],
  ['int a[] = { 1, 2, [9] = 3, 4 };', 44],
  ['int a[] = { [0 ... 3] = 1 };', 16],
  ['int a[] = {};', 0],
  ['char a[] = "hello";', 6],
  ['char a[] = { "hello" };', 6],
  ['unsigned short a[] = u"\u00e9\\0";', 6],
  ['const char *a[] = { "b", "c" };', 16],
  ['struct { int x, y; } a[] = { { 1 }, { .y = 2 }, };', 16],
  ['int a[][2] = { { 1, 2 }, { 3 } };', 16],
  [`int a[] = { ${'1,'.repeat(1000)} };`, 4000],
  // Braces left out: what is counted depends on the elements' own layout, which nobody needs.
  ['int a[][2] = { 1, 2, 3 };', null],
  ['extern int a[];', null],
])('sizeof an array without a length: %s', (text, size) => {
  const { program, problems } = programOf(`${text}\nstruct s { char x[sizeof a]; };`);
  expect(problems).toEqual(size === null ? ['QIDL3029 2:19'] : []);
  if (size !== null) expect(program.layouts.sizeOf(program.tags.get('struct s')!)?.size).toBe(size);
});
