// In: declarations, one line each. Out: what they say, in words (parse/dump.ts).
// The same words for structs over several lines are in the goldens.

import { expect, test } from 'vitest';
import { inWords } from './parse-of.ts';

const cases: readonly (readonly [source: string, words: string])[] = [
  ['int a;', 'a: int'],
  [
    'int a, *b, **c[3], (*d)[4];',
    'a: int; b: pointer to int; c: array 3 of pointer to pointer to int; d: pointer to array 4 of int',
  ],
  ['int (*f)(int, char *x, ...);', 'f: pointer to function (int, x: pointer to char, ...) returning int'],
  [
    'int *(*(*f[2])(void))(int [3]);',
    'f: array 2 of pointer to function () returning pointer to function (array 3 of int) returning pointer to int',
  ],
  ['char *const *volatile p;', 'p: volatile pointer to const pointer to char'],
  ['const char *restrict __restrict p;', 'p: restrict pointer to const char'],
  ['int f();', 'f: function () returning int'],
  ['int f(void);', 'f: function () returning int'],
  ['int f(...);', 'f: function (...) returning int'],
  [
    'int f(int (x), int (*)(void), int [static 3], int b[*], int c[const restrict]);',
    'f: function (x: int, pointer to function () returning int, array 3 of int, b: array of int, c: array of int) returning int',
  ],
  [
    'void (*signal(int sig, void (*func)(int)))(int);',
    'signal: function (sig: int, func: pointer to function (int) returning void) returning pointer to function (int) returning void',
  ],
  [
    'typedef unsigned long int T; T x; T (*y)(T); unsigned T;',
    'typedef T: unsigned long; x: T; y: pointer to function (T) returning T; T: unsigned int',
  ],
  [
    'typedef int T; int f(T); int g(int (T)); int h(T T, int a[sizeof(T)]); T z;',
    'typedef T: int; f: function (T) returning int; g: function (function (T) returning int) returning int; h: function (T: T, a: array size T of int) returning int; z: T',
  ],
  ['typedef int T; struct S { T T; T x; };', 'typedef T: int; struct S { T: T; x: T }'],
  [
    'T x; T *y; const T z; T f(T a, T *b); struct S { T t; T *u; };',
    'x: T; y: pointer to T; z: const T; f: function (a: T, b: pointer to T) returning T; struct S { t: T; u: pointer to T }',
  ],
  [
    'unsigned x; long long unsigned y; short int z; long double w; signed v; char c; signed char sc;',
    'x: unsigned int; y: unsigned long long; z: short; w: long double; v: int; c: char; sc: signed char',
  ],
  [
    'unsigned __int128 a; __int128 b; __int128_t c; __uint128_t d;',
    'a: unsigned __int128; b: __int128; c: __int128; d: unsigned __int128',
  ],
  ['_Bool a; bool b; typedef int bool; bool c;', 'a: bool; b: bool; typedef bool: int; c: bool'],
  [
    '_Float16 a; _Float32 b; _Float64x c; _Float128 d; __float128 e; __bf16 f; _Decimal64 g;',
    'a: _Float16; b: _Float32; c: _Float64x; d: __float128; e: __float128; f: __bf16; g: _Decimal64',
  ],
  ['typedef float _Float32; _Float32 a;', 'typedef _Float32: float; a: _Float32'],
  [
    'double _Complex a; _Complex float b; _Complex c; __complex__ int d;',
    'a: complex double; b: complex float; c: complex double; d: complex int',
  ],
  ['_BitInt(7) a; unsigned _BitInt(8 + 1) b;', 'a: _BitInt 7; b: _BitInt (8 + 1)'],
  ['__builtin_va_list ap; __auto_type x = 3;', 'ap: __builtin_va_list; x: __auto_type = 3'],
  [
    'typeof(int) a; typeof(a) b; __typeof__(int *) c; typeof_unqual(const int) d;',
    'a: typeof (int); b: typeof a; c: typeof (pointer to int); d: typeof_unqual (const int)',
  ],
  [
    '_Atomic(int) a; _Atomic int b; int *_Atomic c; _Atomic(struct S *) d;',
    'a: atomic (int); b: atomic int; c: atomic pointer to int; d: atomic (pointer to struct S)',
  ],
  [
    '_Alignas(8) int a; alignas(double) char b; _Alignas(4) _Alignas(long) char c;',
    'a: aligned 8 int; b: aligned (double) char; c: aligned 4 aligned (long) char',
  ],
  [
    'extern int a; static const int b = 3; inline int f(void); _Noreturn void g(void); register int r;',
    'extern a: int; static b: const int = 3; inline f: function () returning int; g: function () returning void; r: int',
  ],
  [
    '_Thread_local int a; static __thread int b; thread_local int c; int thread_local;',
    'a: int; static b: int; c: int; thread_local: int',
  ],
  ['constexpr int a = 3; int constexpr;', 'constexpr a: int = 3; constexpr: int'],
  [
    '__extension__ typedef long long T; __extension__ struct { int x; } a;',
    'typedef T: long long; a: struct { x: int }',
  ],
  ['int a __asm__("b"), c asm("d") __attribute__((weak));', 'a: int; c: int #weak'],
  ['asm("nop"); __asm__ volatile ("nop" : : : "memory"); int a;', 'a: int'],
  [';;; int a;', 'a: int'],
  ['int long unsigned a; int const b; int typedef T; T c;', 'a: unsigned long; b: const int; typedef T: int; c: T'],
  [
    'struct S; struct S *p; struct S { int a; } s, *q; struct { int b; } t;',
    'struct S; p: pointer to struct S; s: struct S { a: int }; q: pointer to struct S {…}; t: struct { b: int }',
  ],
  ['union U { int a; float b; }; union { char c; } u;', 'union U { a: int; b: float }; u: union { c: char }'],
  ['struct S { int a, *b, c[3]; };', 'struct S { a: int; b: pointer to int; c: array 3 of int }'],
  [
    'struct S { int a : 3, : 0, b : 2; unsigned : 4; };',
    'struct S { a: bits 3 of int; : bits 0 of int; b: bits 2 of int; : bits 4 of unsigned int }',
  ],
  [
    'struct S { union { int a; struct { int b, c; }; }; struct { int d; } e; };',
    'struct S { union { a: int; struct { b: int; c: int } }; e: struct { d: int } }',
  ],
  ['struct S {}; struct T { }; union U {};', 'struct S {}; struct T {}; union U {}'],
  [
    'struct S { int n; char data[]; }; struct T { char a[0]; };',
    'struct S { n: int; data: array of char }; struct T { a: array 0 of char }',
  ],
  ['struct S { struct T { int a; } t; enum E { A } e; };', 'struct S { t: struct T { a: int }; e: enum E { A } }'],
  [
    'struct S { _Static_assert(1, "x"); int a; static_assert(sizeof(int) == 4); };',
    'struct S { assert 1 "x"; a: int; assert (size (int) == 4) }',
  ],
  ['struct S { int a; __extension__ _Static_assert(1); };', 'struct S { a: int; assert 1 }'],
  ['__extension__ _Static_assert(1); __extension__ asm("x"); __extension__ __extension__; int a;', 'assert 1; a: int'],
  ['struct S { ; int a;; };', 'struct S { a: int }'],
  [
    'struct S { int (*f)(struct S *, int); void (**g[2])(void); };',
    'struct S { f: pointer to function (pointer to struct S, int) returning int; g: array 2 of pointer to pointer to function () returning void }',
  ],
  [
    'struct S { const char *volatile a; _Alignas(16) int b; __extension__ long long c; };',
    'struct S { a: volatile pointer to const char; b: aligned 16 int; c: long long }',
  ],
  [
    'struct __attribute__((packed)) S { int a; }; struct S2 { int a; } __attribute__((packed, aligned(8))) s;',
    'struct S { a: int } #packed; s: struct S2 { a: int } #packed #aligned(8)',
  ],
  [
    'struct S { int a __attribute__((aligned(4))); int b : 3 __attribute__((packed)); __attribute__((packed)) int c, d; };',
    'struct S { a: int #aligned(4); b: bits 3 of int #packed; c: int #packed; d: int #packed }',
  ],
  [
    'struct S { int a, __attribute__((packed)) b; int *__attribute__((aligned(8))) c; };',
    'struct S { a: int; b: int #packed; c: pointer #aligned(8) to int }',
  ],
  [
    'struct [[gnu::packed]] S { [[deprecated("x")]] int a [[gnu::aligned(8)]]; }; [[nodiscard, gnu::const]] int f(void);',
    'struct S { a: int #deprecated #aligned(8) } #packed; f: function () returning int #nodiscard #const',
  ],
  [
    'struct __declspec(align(8)) S { __declspec(deprecated) int a; }; __declspec(dllexport) int f(void);',
    'struct S { a: int #deprecated } #align(8); f: function () returning int #dllexport',
  ],
  [
    'struct S { int x; } __attribute__((__packed__, __aligned__(2 * 4), __scalar_storage_order__("big-endian")));',
    'struct S { x: int } #packed #aligned((2 * 4)) #scalar_storage_order("big-endian")',
  ],
  [
    'typedef int v4 __attribute__((vector_size(16))); typedef int m __attribute__((mode(DI)));',
    'typedef v4: int #vector_size(16); typedef m: int #mode(DI)',
  ],
  [
    'int f(const char *, ...) __attribute__((format(printf, 1, 2), nonnull(1))) __attribute__(());',
    'f: function (pointer to const char, ...) returning int #format #nonnull',
  ],
  [
    'void f(void) __attribute__((noreturn)) __attribute__((access(read_only, 1, 2)));',
    'f: function () returning void #noreturn #access',
  ],
  [
    'int (__attribute__((noinline)) *f)(int __attribute__((unused)) x);',
    'f: pointer to function (x: int #unused) returning int #noinline',
  ],
  [
    'enum E { A, B = 3, C = A | 4, D, }; enum E e; enum { X = -1 }; enum F;',
    'enum E { A, B = 3, C = (A | 4), D }; e: enum E; enum { X = (- 1) }; enum F',
  ],
  [
    'enum E : unsigned char { A }; enum F : int; struct S { enum F : 3; enum F x : 2; };',
    'enum E : unsigned char { A }; enum F : int; struct S { : bits 3 of enum F; x: bits 2 of enum F }',
  ],
  [
    'enum __attribute__((packed)) E { A __attribute__((deprecated)) = 1, B [[deprecated]] };',
    'enum E { A = 1, B } #packed',
  ],
  [
    '_Static_assert(sizeof(int) == 4, "int" " is 4"); static_assert(1); int static_assert;',
    'assert (size (int) == 4) "int is 4"; assert 1; static_assert: int',
  ],
  [
    'int f(int x) { return x + 1; } int g(void) { return 3; } int h(void) { if (1) { return 2; } return 3; }',
    'f: function (x: int) returning int { return (x + 1) }; g: function () returning int { return 3 }; h: function () returning int { … }',
  ],
  [
    'static inline unsigned f(struct S *s) { return s->a * sizeof(int); } inline void g(void) { }',
    'static inline f: function (s: pointer to struct S) returning unsigned int { return (s->a * size (int)) }; inline g: function () returning void { … }',
  ],
  [
    'int f(int x) { return ({ x; }); } int g(void) { return; } int h(void) { return 1; return 2; }',
    'f: function (x: int) returning int { return … }; g: function () returning int { … }; h: function () returning int { … }',
  ],
  [
    'int f(a, b) int a; char *b; { return a; } int g(x) { return x; }',
    'f: function (a, b) returning int { … }; g: function (x) returning int { return x }',
  ],
  ['int *f(void) { return "}"; } int g;', 'f: function () returning pointer to int { return "}" }; g: int'],
  [
    'int a = 3, b = 4; int c[] = {1, 2, 3}; struct S s = {.a = 1, .b[2] = {3}, c: 4};',
    'a: int = 3; b: int = 4; c: array of int = {1, 2, 3}; s: struct S = {.a = 1, .b[2] = {3}, .c = 4}',
  ],
  [
    'int a[] = {[1] = 2, [3 ... 5] = 6, [7].x = 8, [9] 10}; char b[] = "a" "b"; int c[2] = {0};',
    'a: array of int = {[1] = 2, [5] = 6, [7].x = 8, [9] = 10}; b: array of char = "a" "b"; c: array 2 of int = {0}',
  ],
  ['struct S { int a; } x = {1}, *y = &x;', 'x: struct S { a: int } = {1}; y: pointer to struct S {…} = (& x)'],
  ['int __attribute__((x)) a; int a2 __attribute__((x)) = 3;', 'a: int #x; a2: int #x = 3'],
  ['int (a); int ((b)); int (*(c)); int *(d)[3];', 'a: int; b: int; c: pointer to int; d: array 3 of pointer to int'],
  ['int f(int, int), g(void), a;', 'f: function (int, int) returning int; g: function () returning int; a: int'],
  [
    'void f(int n, int a[n], int b[n + 1][*]);',
    'f: function (n: int, a: array n of int, b: array (n + 1) of array of int) returning void',
  ],
  [
    'struct S s, f(struct S), *g(void);',
    's: struct S; f: function (struct S) returning struct S; g: function () returning pointer to struct S',
  ],
  ['int a[3][4][5], (*b[2])[3];', 'a: array 3 of array 4 of array 5 of int; b: array 2 of pointer to array 3 of int'],
  ['__attribute__((x)); int a;', 'int #x; a: int'],
  [
    'int a = alignof; struct bool { int constexpr; } c; enum { static_assert }; int typeof_unqual, alignas;',
    'a: int = alignof; c: struct bool { constexpr: int }; enum { static_assert }; typeof_unqual: int; alignas: int',
  ],
];

test.for(cases)('%s', ([source, words]) => {
  expect(inWords(source)).toBe(words);
});
