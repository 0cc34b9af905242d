// Declarations: what they become, and what is said about those that cannot be. Source → "code line:column".

import { expect, test } from 'vitest';
import type { TargetName } from '../src/target.ts';
import { spell } from '../src/types/spell.ts';
import { programOf } from './program-of.ts';

test.for<[string, string[]]>([
  // Records: 6.7.2.1, 6.7.2.3.
  ['struct a { int x; };', []],
  ['struct a { int x; }; struct a { int x; };', ['QIDL3001 1:29']],
  ['struct a { struct a { int x; } y; };', ['QIDL3001 1:19']],
  ['struct a; struct a { int x; }; struct a;', []],
  ['struct a { int x; }; union a *p;', ['QIDL3002 1:28']],
  ['struct a { int x; }; union a { int y; };', ['QIDL3002 1:28']],
  ['enum a { X }; struct a { int y; };', ['QIDL3002 1:22']],
  ['struct a { int x; }; enum a { X };', ['QIDL3002 1:27']],
  ['struct a { struct a *next; };', []],
  ['struct a { struct a next; };', ['QIDL3005 1:21']],
  ['struct a { struct a next[2]; };', ['QIDL3005 1:21']],
  ['typedef struct a A; struct a { A x; };', ['QIDL3005 1:34']],
  ['typedef struct a T[2]; struct a { T x; };', ['QIDL3005 1:37']],
  ['struct a { struct b { struct a x; } y; };', ['QIDL3005 1:32']],
  ['struct a { struct { struct a x; }; };', ['QIDL3005 1:30']],
  ['struct b; struct a { struct b x; };', []],
  ['struct b; struct a { struct b x[2]; };', []],
  ['struct a { void x; };', ['QIDL3006 1:17']],
  ['struct a { enum e x; };', ['QIDL3006 1:19']],
  ['struct b; struct a { struct b *x; const struct b *const *y; };', []],
  ['struct a { unknown_t x; unknown_t *y; struct gone *z; };', []],
  ['struct a { int x[]; };', ['QIDL3032 1:16']],
  ['struct a { int : 4; int x[]; };', ['QIDL3032 1:25']],
  ['struct a { struct { int y; }; int x[]; };', []],
  ['struct a { struct { } none; int x[]; };', []],
  ['struct a { int x[0]; }; union b { int x[0]; };', []],
  ['union a { int n; int x[]; };', ['QIDL3032 1:22']],
  ['struct a { int n; union { int x[]; char y[]; }; };', ['QIDL3032 1:31', 'QIDL3032 1:41']],
  ['struct a { int n; int x[]; };', []],
  ['struct a { int x[]; int n; };', ['QIDL3007 1:16']],
  ['typedef int T[]; struct a { T x; int n; };', ['QIDL3007 1:31']],
  ['union a { int x[]; int n; };', ['QIDL3032 1:15']],
  ['struct a { int f(void); };', ['QIDL3008 1:16']],
  ['typedef int F(void); struct a { F f; F *g; };', ['QIDL3008 1:35']],
  ['struct a { int x, y; char x; };', ['QIDL3016 1:27']],
  ['struct a { int x; struct { int x; }; };', ['QIDL3016 1:32']],
  ['struct a { struct { int x; }; union { int y; struct { int x; }; }; };', ['QIDL3016 1:59']],
  ['struct a { int x; struct { int x; } y; };', []],
  ['struct a { int : 3; int : 4; };', []],
  ['struct a { struct b { int x; }; int y; }; struct c { struct b z; };', ['QIDL2010 1:12']],
  ['struct a {};', []],
  ['struct __attribute__((packed)) a { int x; } v; extern struct a w;', []],
  // Alignment: 6.7.5.
  ['struct a { _Alignas(1) int x; };', ['QIDL3033 1:28']],
  ['struct a { _Alignas(char) int x[2], *y; };', ['QIDL3033 1:31', 'QIDL3033 1:38']],
  ['struct a { _Alignas(1) int x; } __attribute__((packed));', ['QIDL3033 1:28']],
  ['struct a { _Alignas(0) int x; _Alignas(1) _Alignas(8) int y; };', []],
  ['typedef int T __attribute__((aligned(1))); struct a { _Alignas(2) T x; };', []],
  ['_Alignas(2) int x;', ['QIDL3033 1:17']],
  ['_Alignas(3) extern int x;', ['QIDL3023 1:10']],
  // Enumerators without a value: 6.7.2.2.
  ['enum e { A = 0x7fffffff, B };', ['QIDL3034 1:26']],
  ['enum e { A = 0x7fffffffL, B, C };', ['QIDL3034 1:27']],
  ['enum e { A = 0xffffffffu, B };', ['QIDL3034 1:27']],
  ['enum e { A = 0xffffffffll, B };', []],
  ['enum e { A = -1, B = 0x80000000ll, C };', []],
  ['enum e { A = 0x7fffffffffffffffll, B, C };', ['QIDL3034 1:36']],
  ['enum e { A = 0xffffffffffffffffull, B };', ['QIDL3021 1:37']],
  ['enum __attribute__((packed)) e { A = 255, B };', []],
  ['enum e : unsigned { A = 0x7fffffff, B };', []],
  // Arrays: 6.7.6.2.
  ['struct a { int x[0]; };', []],
  ['struct a { int x[-1]; };', ['QIDL3010 1:18']],
  ['struct a { int x[1.5]; };', ['QIDL3011 1:18']],
  ['struct a { int x[(char *)4]; };', ['QIDL3017 1:18']],
  ['struct a { int x["s"]; };', ['QIDL3017 1:18']],
  ['extern int n; struct a { int x[n]; };', ['QIDL3017 1:32']],
  ['struct a { int x[n]; };', ['QIDL3018 1:18']],
  ['struct a { int x[n], y[n + 1]; };', ['QIDL3018 1:18', 'QIDL3018 1:24']],
  ['struct a { int x[1ull << 40]; };', ['QIDL3012 1:18']],
  ['struct a { int x[0xffffffffffffffff]; };', ['QIDL3012 1:18']],
  ['struct a { int x[65536][65536]; };', ['QIDL3012 1:18']],
  ['struct a { char x[2147483647]; };', []],
  ['struct a { char x[2147483647]; char y; };', ['QIDL3012 1:8']],
  ['struct a { char x[2147483647]; }; struct b { struct a a[2]; };', ['QIDL3012 1:57']],
  ['typedef int T[1 << 30][4];', ['QIDL3012 1:15']],
  ['struct a { int f[3](void); };', ['QIDL3009 1:16']],
  ['typedef unsigned u __attribute__((aligned(8))); struct a { u x[3]; };', ['QIDL3009 1:62']],
  ['typedef int F(void)[2];', ['QIDL3009 1:13']],
  ['typedef int F(void)(void);', ['QIDL3009 1:13']],
  ['void f(int n, int a[n], char b[][n]); extern int x[sizeof(gone)];', []],
  // Bit-fields: 6.7.2.1p4, p5.
  ['struct a { int x : 33; };', ['QIDL3013 1:20']],
  ['struct a { int x : -1; };', ['QIDL3013 1:20']],
  ['struct a { _Bool x : 2; };', ['QIDL3013 1:22']],
  ['struct a { long x : 64; };', []],
  ['struct a { int x : 0; };', ['QIDL3014 1:20']],
  ['struct a { float x : 3; };', ['QIDL3015 1:18']],
  ['struct a { int *x : 3; };', ['QIDL3015 1:17']],
  ['struct a { unknown_t x : 3; };', []],
  ['struct a { int x : n; };', ['QIDL3018 1:20']],
  // Enums: 6.7.2.2.
  ['enum a { X, Y = X + 1, Z = sizeof(int) };', []],
  ['enum a { X, X };', ['QIDL3004 1:13']],
  ['enum a { X }; enum b { X };', ['QIDL3004 1:24']],
  ['typedef int X; enum a { X };', ['QIDL3004 1:25']],
  ['enum a { X = 0xffffffffffffffff, Y };', ['QIDL3021 1:34']],
  ['enum a { X = -1, Y = 0xffffffffffffffff };', ['QIDL3021 1:18']],
  ['enum a : unsigned char { X = 255, Y };', ['QIDL3021 1:35']],
  ['enum a : unsigned char { X = 1 }; struct b { enum a x; };', []],
  ['enum a : short; struct b { enum a x; };', []],
  ['enum a { X = Y };', ['QIDL3018 1:14']],
  ['enum a { X = 1 / 0 };', ['QIDL3019 1:14']],
  ['enum a { X = 1 << 32 };', ['QIDL3020 1:14']],
  ['enum a { X = 1.0 };', ['QIDL3017 1:14']],
  ['enum a { X, Y = 300 } __attribute__((mode(QI)));', ['QIDL3021 1:13']],
  ['enum a : float { X = 1 };', ['QIDL3038 1:10']],
  ['enum a { X }; typedef enum a t; enum b : t { Y };', ['QIDL3038 1:42']],
  ['enum a : _BitInt(8) { X = 1, Y };', ['QIDL3038 1:10']],
  ['enum a : const unsigned short { X = 65535 };', []],
  // Typedefs: 6.7p3.
  ['typedef int T; typedef int T;', []],
  ['typedef int T; typedef long T;', ['QIDL3003 1:29']],
  ['typedef struct a A; typedef struct a A; struct a { A *a; };', []],
  ['typedef int (*F)(int, char *); typedef int (*F)(int, char *);', []],
  ['typedef int (*F)(int); typedef int (*F)(long);', ['QIDL3003 1:38']],
  ['typedef gone T; typedef gone T;', []],
  ['enum { X }; typedef int X;', ['QIDL3004 1:25']],
  ['typedef int X; int X;', ['QIDL3004 1:20']],
  ['enum { X }; extern int X[3];', ['QIDL3004 1:24']],
  // Alignment.
  ['struct a { int x __attribute__((aligned(3))); };', ['QIDL3023 1:41']],
  ['struct a { _Alignas(-4) int x; };', ['QIDL3023 1:21']],
  ['struct a { _Alignas(0) int x; _Alignas(double) char y; };', []],
  // Assertions.
  ['extern char assertion[sizeof(int) == 2 ? 1 : -1];', ['QIDL3010 1:23']],
  ['extern char once[1]; extern char once[-1];', ['QIDL3010 1:39']],
  ['extern char assertion[sizeof(gone) == 2 ? 1 : -1], n[0], empty[];', []],
  ['_Static_assert(1 == 1, "fine");', []],
  ['_Static_assert(1 == 2, "broken");', ['QIDL3022 1:16']],
  ['struct a { int x; _Static_assert(sizeof(int) == 2, ""); };', ['QIDL3022 1:34']],
  ['_Static_assert(sizeof(gone) == 2, "unknown");', []],
  // Numbers and characters.
  ['enum a { X = 09 };', ['QIDL3026 1:14']],
  ['enum a { X = 1z };', ['QIDL3026 1:14']],
  ['enum a { X = 0x };', ['QIDL3026 1:14']],
  ['enum a { X = 0x1ffffffffffffffff };', ['QIDL3026 1:14']],
  ["enum a { X = '' };", ['QIDL3027 1:14']],
  ["enum a { X = '\\x' };", ['QIDL3027 1:14']],
  // Members and sizes.
  ['struct a { int x; }; enum e { X = sizeof(((struct a *)0)->y) };', ['QIDL3028 1:59']],
  ['struct a { int x; }; enum e { X = __builtin_offsetof(struct a, y) };', ['QIDL3028 1:64']],
  ['struct a; enum e { X = sizeof(struct a) };', ['QIDL3029 1:24']],
  ['enum e { X = sizeof(int[sizeof(gone)]) };', ['QIDL3018 1:32']],
  ['enum e { X = 1.5 % 2 };', ['QIDL3031 1:14']],
  ['enum e { X = ~1.5 };', ['QIDL3031 1:14']],
  ['enum e { X = f(1) };', ['QIDL3017 1:14']],
])('%s', ([source, problems]) => {
  expect(programOf(source).problems).toEqual(problems);
});

test.for<[string, string, TargetName?]>([
  ['int x', 'at 0 size 4'],
  ['char c; long x', 'at 8 size 8'],
  ['char c; long x', 'at 4 size 4', 'wasm32'],
  ['char c; long long x', 'at 4 size 8', 'i386'],
  ['char c; int x __attribute__((packed))', 'at 1 size 4'],
  ['char c; char x __attribute__((aligned))', 'at 16 size 1'],
  ['char c; char x __attribute__((aligned))', 'at 8 size 1', 's390x'],
  ['char c; _Alignas(8) _Alignas(4) char x', 'at 8 size 1'],
  ['char c; _Alignas(double) char x', 'at 8 size 1'],
  ['char c; __attribute__((aligned(4))) char x', 'at 4 size 1'],
  ['char c; [[gnu::aligned(4)]] char x', 'at 4 size 1'],
  ['char c; __declspec(align(4)) char x', 'at 4 size 1'],
  ['char c; int x __attribute__((mode(DI)))', 'at 8 size 8'],
  ['char c; unsigned x __attribute__((__mode__(__QI__)))', 'at 1 size 1'],
  ['char c; float x __attribute__((vector_size(16)))', 'at 16 size 16'],
  ['char c; _Atomic(long long) x', 'at 8 size 8', 'i386'],
  ['char c; _Atomic struct { char b[4]; } x', 'at 4 size 4'],
  ['char c; _Atomic struct { char b[16]; } x', 'at 16 size 16'],
  ['char c; _Atomic struct { char b[24]; } x', 'at 1 size 24'],
  ['char c; _Atomic struct { char b[3]; } x', 'at 4 size 4', 'wasm32'],
  ['char c; int x __attribute__((vector_size(16)))', 'at 16 size 16', 'i386'],
  ['char c; __typeof__((char)1) x', 'at 1 size 1'],
  ['char c; __int128 x', 'at 16 size 16'],
  ['char c; __int128 x', 'at 8 size 16', 's390x'],
  ['char c; _Float16 x', 'at 2 size 2'],
  ['char c; double _Complex x', 'at 8 size 16'],
  ['char c; long double x', 'at 4 size 12', 'i386'],
  ['char c; __builtin_va_list x', 'at 8 size 24'],
  ['char c; enum { ONE } __attribute__((packed)) x', 'at 1 size 1'],
  ['char c; enum : short { ONE } x', 'at 2 size 2'],
  ['char c; struct { char a; int b; } __attribute__((packed)) x', 'at 1 size 5'],
])('%s: x is %s', ([members, expected, target]) => {
  const { program, problems } = programOf(`struct s { ${members}; };`, target);
  expect(problems).toEqual([]);
  const layout = program.layouts.recordOf(program.tags.get('struct s') as never)!;
  const x = layout.members.at(-1)!;
  expect(`at ${x.bitOffset / 8} size ${x.bitSize / 8}`).toBe(expected);
});

test('-fshort-enums and -fpack-struct', () => {
  const text = 'enum e { A }; struct s { char c; enum e e; int i; };';
  const sizeOf = (options: object): number | undefined => {
    const { program } = programOf(text, 'x86_64', options);
    return program.layouts.sizeOf(program.tags.get('struct s')!)?.size;
  };
  expect([
    sizeOf({}),
    sizeOf({ shortEnums: true }),
    sizeOf({ pack: 2 }),
    sizeOf({ pack: 1, shortEnums: true }),
  ]).toEqual([12, 8, 10, 6]);
});

test('what has no layout says why', () => {
  const why = (members: string, target: TargetName = 'x86_64'): string => {
    const { program } = programOf(`struct gone; struct s { ${members}; };`, target);
    const type = program.tags.get('struct s')!;
    expect(program.layouts.sizeOf(type)).toBe(null);
    return program.layouts.why(type);
  };
  expect(why('unknown_t x')).toBe('no type is called unknown_t');
  expect(why('int a; struct { unknown_t x[3]; } b[2]')).toBe('no type is called unknown_t');
  expect(why('__int128 x', 'arm')).toBe('__int128 has no layout on arm that gcc and clang agree on');
  expect(why('_Float16 x', 'wasm32')).toBe('_Float16 has no layout on wasm32 that gcc and clang agree on');
  expect(why('_Atomic struct { char c[16]; } x', 'i386')).toMatch(
    /^gcc and clang do not agree on the size of _Atomic struct/,
  );
  expect(why('int x __attribute__((vector_size(32)))')).toMatch(
    /^int __attribute__\(\(vector_size\(32\)\)\) has no layout on x86_64/,
  );
  expect(why('int x __attribute__((vector_size(8)))', 'i386')).toMatch(/has no layout on i386/);
  expect(why('_BitInt(7) x')).toBe('_BitInt(7) has no layout on x86_64 that gcc and clang agree on');
  expect(why('_Atomic struct { char c[3]; } x')).toMatch(/^gcc and clang do not agree on the size of _Atomic struct/);
});

test('names lead to what they declare', () => {
  const { program } = programOf(
    'typedef struct { int a; } T; typedef struct tag { struct inner { int b; } in; } U; union u { int c; };\n' +
      'enum e { ONE = 1 }; typedef enum { TWO = 2 } E; extern int object[4]; static inline int one(int x) { return x + 1; }\n',
  );
  expect([...program.tags.keys()]).toEqual(['struct tag', 'struct inner', 'union u', 'enum e']);
  expect(program.records.map((record) => [record.tag, record.typedefName])).toEqual([
    ['', 'T'],
    ['tag', 'U'],
    ['inner', ''],
    ['u', ''],
  ]);
  expect(program.enums.map((type) => [type.tag, type.typedefName])).toEqual([
    ['e', ''],
    ['', 'E'],
  ]);
  expect([...program.typedefs.keys()]).toEqual(['T', 'U', 'E']);
  expect([...program.enumerators].map(([name, { value }]) => [name, value])).toEqual([
    ['ONE', 1n],
    ['TWO', 2n],
  ]);
  expect([...program.objects].map(([name, type]) => [name, spell(type)])).toEqual([['object', 'int [4]']]);
  expect([...program.functions.keys()]).toEqual(['one']);
});

test('members keep their spelling, place and comments', () => {
  const { program } = programOf(`typedef unsigned char uint8_t;
/* The device. */
struct dev {
  /* A register. */
  uint8_t lsr;
  uint8_t fifo[16], *next; /* Two of them. */
  const char *(*read)(struct dev *, int);
  struct { int x; } in[2];
};`);
  const { members, doc } = program.records[0];
  expect(doc).toBe('The device.');
  expect(members.map(({ name, spelling, doc: text }) => [name, spelling, text])).toEqual([
    ['lsr', 'uint8_t', 'A register.'],
    ['fifo', 'uint8_t', 'Two of them.'],
    ['next', 'uint8_t *', 'Two of them.'],
    ['read', 'const char *(*)(struct dev *, int)', null],
    ['in', 'struct {}', null],
  ]);
  expect(members.map(({ span }) => span.file.text.slice(span.start, span.end))).toEqual([
    'lsr',
    'fifo',
    'next',
    'read',
    'in',
  ]);
});

// ---- hostile input -------------------------------------------------------------------------------------------

const repeated = (count: number, text: (i: number) => string): string =>
  Array.from({ length: count }, (_, i) => text(i)).join('\n');

test.for<[string, string, string[]]>([
  ['typedefs of typedefs', `typedef int t0;\n${repeated(20_000, (i) => `typedef t${i} t${i + 1};`)}`, ['QIDL3024']],
  ['pointers to pointers', `typedef int t0;\n${repeated(20_000, (i) => `typedef t${i} *t${i + 1};`)}`, ['QIDL3024']],
  [
    'typeof of typeof',
    `extern int x0;\n${repeated(20_000, (i) => `extern typeof(&x${i}) x${i + 1};`)} struct s { typeof(x9999) x; };`,
    [],
  ],
  [
    'functions of functions',
    `typedef void t0(void);\n${repeated(20_000, (i) => `typedef void t${i + 1}(t${i} *, t${i} *);`)} struct s { t20000 *f; };`,
    [],
  ],
  [
    'structs in structs',
    `struct s0 { int x; };\n${repeated(20_000, (i) => `struct s${i + 1} { struct s${i} x; };`)}`,
    ['QIDL3024'],
  ],
  [
    'twice the size each time',
    `struct s0 { int x; };\n${repeated(64, (i) => `struct s${i + 1} { struct s${i} x, y; };`)}`,
    ['QIDL3012'],
  ],
  [
    'many members and their offsets',
    `struct s { ${repeated(20_000, (i) => `int m${i};`)} };\n${repeated(20_000, (i) => `enum { E${i} = __builtin_offsetof(struct s, m${i}) };`)}`,
    [],
  ],
  [
    'questions about types that take long to compare',
    `typedef int f0(int); typedef int g0(int);\n${repeated(60, (i) => `typedef f${i} *f${i + 1}(f${i} *, f${i} *); typedef g${i} *g${i + 1}(g${i} *, g${i} *);`)}\n${repeated(3000, () => '_Static_assert(__builtin_types_compatible_p(f60 *, g60 *));')}`,
    ['QIDL3025'],
  ],
  ['many enumerators', `enum e { ${repeated(50_000, (i) => `E${i} = ${i === 0 ? '1' : `E${i - 1} + 1`},`)} };`, []],
  [
    'names of the prototype',
    'struct __proto__ { int constructor, toString; }; typedef struct __proto__ hasOwnProperty; enum { valueOf = 3, __proto__ };',
    [],
  ],
])('%s', ([, source, codes]) => {
  const { program, problems } = programOf(source);
  const found = new Set(problems.map((problem) => problem.slice(0, 8)));
  for (const code of codes) expect(found).toContain(code);
  if (codes.length === 0) expect(problems).toEqual([]);
  for (const record of program.records)
    for (const { spelling } of record.members) expect(spelling.length).toBeLessThan(10_000);
});

// As gcc and clang have them, for x86_64 and, where that differs, i386.
test.for<[string, number, number?]>([
  ['a', 16],
  ['b', 32],
  ['c', 2],
  ['d', 8],
  ['e', 1],
  ['p', 16],
  ['p.i', 1],
  ['p.j', 16],
  ['p.x', 8],
  ['p.x[0]', 1],
  ['(&p)->j', 16],
  ['q', 64],
  ['(q)', 64],
  ['t', 64],
  ['u', 128],
  ['arr', 16],
  ['arr[0]', 4],
  ['in', 8, 4],
  ['in.d', 8, 4],
  ['two.i', 2],
  ['two.n', 2],
  ['a + 0', 4],
])('_Alignof(%s) is that of the object, %d', ([operand, x86_64, i386 = x86_64]) => {
  const objects = `int a __attribute__((aligned(16))); _Alignas(32) int b; int c __attribute__((aligned(2)));
    double d; extern long long e __attribute__((aligned(1)));
    struct __attribute__((packed)) P { char c; int i; _Alignas(16) int j; char x[3] __attribute__((aligned(8))); };
    extern struct P p; extern struct P q __attribute__((aligned(64)));
    typedef int T __attribute__((aligned(64))); T t; _Alignas(128) T u; int arr[3] __attribute__((aligned(16)));
    struct { double d; } in;
    #pragma pack(2)
    struct { int i; struct { int n; }; } two;\n`;
  const assertion = (align: number): string => `${objects}_Static_assert(_Alignof(${operand}) == ${align}, "");`;
  expect(programOf(assertion(x86_64)).problems).toEqual([]);
  expect(programOf(assertion(i386), 'i386').problems).toEqual([]);
  expect(programOf(assertion(x86_64 + 1)).problems).toHaveLength(1);
});
