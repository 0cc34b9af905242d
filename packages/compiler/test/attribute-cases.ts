// Where attributes stand, and what they then mean: declarations, and what holds of them on x86_64.
// Rule: each text is taken by the compilers that it names, with all of its assertions (attributes.live.test.ts).

/** `both`: gcc and clang; `clang`: with -fdeclspec. gcc has no `__declspec`, and clang no `[[…]]` behind a brace. */
export const attributeCases: readonly (readonly [by: 'both' | 'gcc' | 'clang', text: string, ...holds: string[]])[] = [
  // Of a type: behind its keyword, or before it when the specifier has a body or stands alone.
  ['clang', 'struct __declspec(align(16)) s { char c; };', 'sizeof(struct s) == 16'],
  ['clang', '__declspec(align(16)) struct s { char c; };', 'sizeof(struct s) == 16'],
  ['clang', '__declspec(align(16)) const struct s { char c; } x;', 'sizeof(struct s) == 16'],
  ['clang', 'const __declspec(align(16)) struct s { char c; } x;', 'sizeof(struct s) == 16'],
  ['clang', '__declspec(align(8)) __declspec(align(4)) struct s { char c; };', 'sizeof(struct s) == 8'],
  ['clang', 'typedef __declspec(align(16)) struct s { char c; } t;', 'sizeof(struct s) == 16', '_Alignof(t) == 16'],
  ['clang', '__declspec(align(8)) union u { char c; };', 'sizeof(union u) == 8'],
  ['clang', '__declspec(align(8)) enum e { A };', '_Alignof(enum e) == 8', 'sizeof(enum e) == 4'],
  ['clang', 'struct s { char c; __declspec(align(8)) struct { char d; } in; };', 'sizeof(((struct s *)0)->in) == 8'],
  ['clang', '__declspec(align(64)) struct s; struct s { char c; };', 'sizeof(struct s) == 64'],
  ['clang', '__declspec(align(8)) __attribute__((packed)) struct s { char c; int i; };', 'sizeof(struct s) == 8'],
  // Of what is declared: behind the body, or with a type that is defined elsewhere.
  ['clang', 'struct s { char c; } __declspec(align(16)) x;', 'sizeof(struct s) == 1', '_Alignof(x) == 16'],
  ['clang', 'struct s { char c; } __declspec(align(16)) const x;', 'sizeof(struct s) == 1'],
  ['clang', 'struct s { char c; }; __declspec(align(16)) struct s x;', 'sizeof(struct s) == 1', '_Alignof(x) == 16'],
  ['clang', 'enum e { A } __declspec(align(8)) x;', '_Alignof(enum e) == 4', '_Alignof(x) == 8'],
  ['clang', 'typedef int (__stdcall *cb)(int); struct s { cb f; void (__cdecl *g)(void); };', 'sizeof(struct s) == 16'],
  [
    'clang',
    'typedef int __fastcall routine(void *); struct s { routine *r; int *__thiscall (*q)(int); };',
    'sizeof(struct s) == 16',
  ],
  ['clang', '__stdcall void f(void); struct s { char c[sizeof((int (__cdecl *)(int))0)]; };', 'sizeof(struct s) == 8'],
  ['clang', 'struct s { char c; __declspec(align(8)) int i; };', 'sizeof(struct s) == 16'],
  ['clang', 'struct s { char c; int __declspec(align(8)) i; };', 'sizeof(struct s) == 16'],
  ['clang', 'typedef __declspec(align(32)) int t; struct s { char c; t i; };', 'sizeof(struct s) == 64'],
  ['gcc', 'struct s { char c; } [[gnu::aligned(16)]] x;', 'sizeof(struct s) == 1', '_Alignof(x) == 16'],
  ['gcc', 'struct s { char c; struct { char d; } [[gnu::aligned(16)]] in; };', 'sizeof(struct s) == 32'],
  ['both', '[[gnu::aligned(16)]] struct s { char c; } x;', 'sizeof(struct s) == 1', '_Alignof(x) == 16'],
  ['both', 'struct [[gnu::aligned(16)]] s { char c; };', 'sizeof(struct s) == 16'],
  ['both', '__attribute__((aligned(16))) struct s { char c; } x;', 'sizeof(struct s) == 1', '_Alignof(x) == 16'],
  ['both', 'struct s { char c; } __attribute__((aligned(16))) x;', 'sizeof(struct s) == 16'],
  ['both', 'struct s { char c; int i; } __attribute__((packed));', 'sizeof(struct s) == 5'],
  ['both', 'enum e { A } __attribute__((packed));', 'sizeof(enum e) == 1'],
  ['both', 'enum e { A } __attribute__((mode(DI)));', 'sizeof(enum e) == 8', '_Alignof(enum e) == 8', 'sizeof(A) == 4'],
  ['gcc', 'enum __attribute__((__mode__(__QI__))) e { A, B = 200 };', 'sizeof(enum e) == 1', '(enum e)-1 > 0'],
  ['both', 'typedef enum e { A = -1 } __attribute__((mode(HI))) t;', 'sizeof(t) == 2', '(t)-1 < 0'],
  ['both', 'enum e { A } __attribute__((packed, mode(SI)));', 'sizeof(enum e) == 4'],
  ['both', 'struct s { char c; enum { A } __attribute__((mode(DI))) m; };', 'sizeof(struct s) == 16'],
  ['both', 'typedef int *__attribute__((aligned(16))) p;', '_Alignof(p) == 16', 'sizeof(p) == 8'],
  ['both', 'typedef int (*__attribute__((aligned(16))) p)(void);', '_Alignof(p) == 16'],
  ['both', 'extern int *__attribute__((aligned(16))) p;', '_Alignof(p) == 16'],
  ['both', 'typedef enum { A } t __attribute__((aligned(8)));', '_Alignof(t) == 8', 'sizeof(t) == 4'],
  // `align` is Microsoft's word alone.
  ['both', 'struct __attribute__((align(16))) s { char c; };', 'sizeof(struct s) == 1'],
  // What stands on a tag behind its body comes too late.
  ['both', 'struct s { char c; }; struct __attribute__((aligned(64))) s;', 'sizeof(struct s) == 1'],
  ['both', 'struct s { char c; }; typedef struct __attribute__((aligned(64))) s t;', '_Alignof(t) == 1'],
];

/** gcc and clang differ on enums with aligned(n): by gcc, and by clang. */
export const enumCases: readonly (readonly [text: string, gcc: string, clang: string])[] = [
  ['enum e { A } __attribute__((aligned(8)));', '_Alignof(enum e) == 4', '_Alignof(enum e) == 8'],
  ['enum __attribute__((aligned(8))) e { A };', '_Alignof(enum e) == 4', '_Alignof(enum e) == 8'],
  ['enum e { A } __attribute__((packed, aligned(4)));', '_Alignof(enum e) == 1', '_Alignof(enum e) == 4'],
  ['enum e { A } __attribute__((aligned(2)));', '_Alignof(enum e) == 4', '_Alignof(enum e) == 2'],
];

/** gcc and clang differ on attributes that stand on a tag before its body: by gcc, and by clang. */
export const announcedCases: readonly (readonly [text: string, gcc: string, clang: string])[] = [
  [
    'typedef struct __attribute__((packed)) s t; struct s { char c; int i; };',
    'sizeof(struct s) == 8',
    'sizeof(struct s) == 5',
  ],
  [
    'struct s; struct __attribute__((aligned(64))) s; struct s { char c; };',
    'sizeof(struct s) == 1',
    'sizeof(struct s) == 64',
  ],
  ['union __attribute__((packed)) u; union u { int i; };', '_Alignof(union u) == 4', '_Alignof(union u) == 1'],
  ['enum __attribute__((packed)) e; enum e { A };', 'sizeof(enum e) == 4', 'sizeof(enum e) == 1'],
];

export function withAssertions(text: string, holds: readonly string[]): string {
  return `${text}\n${holds.map((condition) => `_Static_assert(${condition}, "${condition}");\n`).join('')}`;
}
