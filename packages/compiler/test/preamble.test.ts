// Headers that begin with the same includes. Rule: what a header gives is the same, to the last span, whether its
// includes are read or were read for others; only where nothing could differ are they not read.

import { describe, expect, test } from 'vitest';
import { analyze, createCompilerCache } from '../src/compile.ts';
import type { CompileOptions, Host } from '../src/options.ts';
import { MAX_INCLUDE_DEPTH } from '../src/preprocess/include.ts';
import { memoryHost } from './preprocess-of.ts';
import { countTaken, wholeResult } from './whole-result.ts';

type Files = Record<string, string>;

/** The header /p/h.qidl.h behind two others: equal to what it is alone? Returns how often something was taken over. */
function behindOthers(text: string, files: Files, others: readonly string[], options: CompileOptions = {}): number {
  const paths = others.map((_, index) => `/p/other${index}.qidl.h`);
  const all: Files = { ...files, '/p/h.qidl.h': text };
  for (const [index, path] of paths.entries()) all[path] = others[index];
  const host = memoryHost(all);
  const cache = createCompilerCache();
  for (const path of paths) analyze(path, options, host, cache);
  const taken = countTaken(cache);
  const result = wholeResult('/p/h.qidl.h', options, host, cache);
  expect(result).toBe(wholeResult('/p/h.qidl.h', options, host));
  // wholeResult reads the header twice.
  return taken() / 2;
}

const guarded = (name: string, text: string): string => `#ifndef ${name}\n#define ${name}\n${text}#endif\n`;
const two = (text: string): string[] => [`/* One. */\n${text}`, `/* The other one. */\n${text}`];
const use = 'struct Device { reg_t regs[COUNT]; };\n';
const regs = 'typedef unsigned reg_t;\n#define COUNT 4\n';

/** Macros of which one use is within the limit, and two are not. */
const many = '#define TEN(x) x x x x x x x x x x\n#define MANY TEN(TEN(TEN(TEN(TEN(1 2 3 4 5 6)))))\n';

describe('is taken over', () => {
  test.for<[name: string, text: string, files: Files, others: string[], options?: CompileOptions]>([
    ['by a header without guard', `#include "r.h"\n${use}`, { '/p/r.h': regs }, two('#include "r.h"\n')],
    [
      'behind guards of other names',
      guarded('H_H', `#include "r.h"\n${use}`),
      { '/p/r.h': regs },
      [guarded('O_H', '#include "r.h"\n'), guarded('ANOTHER_H', '#include "r.h"\n')],
    ],
    ['behind #pragma once', `#pragma once\n#include "r.h"\n${use}`, { '/p/r.h': regs }, two('#include "r.h"\n')],
    [
      'as far as it is the same',
      `#include "r.h"\n#include "mine.h"\n${use}`,
      { '/p/r.h': regs, '/p/mine.h': '#undef COUNT\n#define COUNT 5\n', '/p/its.h': '#define COUNT 6\n' },
      ['#include "r.h"\n', '#include "r.h"\n#include "its.h"\n'],
    ],
    [
      'with warnings and errors, and the ways to them',
      `// Elsewhere.\n#include "r.h"\n${use}#define COUNT 3\n`,
      {
        '/p/r.h': `#include "s.h"\n#define COUNT 4\n${regs}`,
        '/p/s.h': '#warning old\n#error broken\n#define COUNT 5\n',
      },
      two('#include "r.h"\n'),
    ],
    [
      'with an include that is missing',
      `// H.\n#include "r.h"\n#include "no.h"\n`,
      { '/p/r.h': regs },
      two('#include "r.h"\n#include "no.h"\n'),
    ],
    [
      'with names that it poisons',
      '// H.\n#include "r.h"\nstruct Device { int gets; };\n',
      { '/p/r.h': '#pragma GCC poison gets\n' },
      two('#include "r.h"\n'),
    ],
    [
      'with attributes before a body',
      '// H.\n#include "r.h"\nstruct reg { char a; int b; };\n',
      { '/p/r.h': 'typedef struct __attribute__((packed)) reg reg_t;\n' },
      two('#include "r.h"\n'),
    ],
    [
      'with a module',
      `// H.\n#include "part.qidl.h"\nstruct Device { struct Part part; };\n`,
      { '/p/part.qidl.h': '#include "r.h"\nstruct Part { reg_t reg; };\n', '/p/r.h': regs },
      two('#include "part.qidl.h"\n'),
    ],
    [
      'with __COUNTER__',
      '#include "r.h"\nenum { LAST = __COUNTER__ };\n',
      { '/p/r.h': 'enum { FIRST = __COUNTER__, SECOND = __COUNTER__ };\n' },
      two('#include "r.h"\nenum { ITS = __COUNTER__ };\n'),
    ],
    [
      'with #pragma pack left open',
      '#include "r.h"\nstruct Device { char a; int b; };\n#pragma pack(pop)\nstruct Other { char a; int b; };\n',
      { '/p/r.h': '#pragma pack(push, 1)\n' },
      two('#include "r.h"\n#pragma pack(pop)\n'),
    ],
    [
      'with _Pragma, and macros that are pushed',
      '#include "r.h"\n#pragma pop_macro("COUNT")\nstruct Device { char a; int b[COUNT]; };\n',
      { '/p/r.h': '_Pragma("pack(2)")\n#define COUNT 4\n#pragma push_macro("COUNT")\n#undef COUNT\n' },
      two('#include "r.h"\n#pragma pop_macro("COUNT")\n'),
    ],
    [
      'with an include that leaves a struct open',
      '#include "r.h"\nint b; };\nstruct Other { struct Device device; };\n',
      { '/p/r.h': '/* Doc. */\nstruct Device { int a;\n' },
      two('#include "r.h"\n};\n'),
    ],
    [
      'with an include that leaves a declaration open',
      '#include "r.h"\n, *other;\nstruct Device { int a; };\n',
      { '/p/r.h': 'struct Part { int a; } part' },
      two('#include "r.h"\n;\n'),
    ],
    [
      'with QIDL_START left open',
      '#include "part.qidl.h"\nstruct Device { int a; };\n',
      { '/p/part.qidl.h': 'QIDL_START(a)\nstruct Part { int a; };\n' },
      two('#include "part.qidl.h"\n'),
    ],
    [
      'with -include',
      `#include "r.h"\n${use}`,
      { '/p/r.h': 'typedef int reg_t;\n', '/p/f.h': '#define COUNT 2\n' },
      two('#include "r.h"\n'),
      { forceInclude: ['f.h'] },
    ],
    [
      'of -include alone',
      `typedef int reg_t;\n${use}`,
      { '/p/f.h': '#define COUNT 2\n#warning said\n' },
      two(''),
      { forceInclude: ['f.h'] },
    ],
    [
      'with -include that has errors, and one that is missing',
      `typedef int reg_t;\n${use}`,
      { '/p/f.h': '#define COUNT 2\n#error no\n' },
      two(''),
      { forceInclude: ['f.h', 'g.h'] },
    ],
    [
      'with a region in comments',
      `#include "r.h"\n/* QIDL START */\n${use}/* QIDL END */\n/* QIDL END */\n`,
      { '/p/r.h': `${regs}#warning said\n` },
      two('#include "r.h"\n'),
    ],
    [
      'and completed by the header',
      '#include "r.h"\nstruct Device { int a; };\ntypedef struct Device Alias;\nenum mode { ON };\nstruct Uses { Device *p; enum mode m; };\n',
      { '/p/r.h': 'typedef struct Device Device;\nenum mode;\nextern int sizes[];\n' },
      two('#include "r.h"\nstruct Device { long b; };\nenum mode { OFF, ON };\nextern int sizes[3];\n'),
    ],
    [
      'below as many includes as there may be',
      '#include "d1.h"\nstruct Device { int a; };\n',
      Object.fromEntries(
        Array.from({ length: MAX_INCLUDE_DEPTH }, (_, at) => [
          `/p/d${at + 1}.h`,
          at + 1 < MAX_INCLUDE_DEPTH ? `#include "d${at + 2}.h"\n` : 'int a;\n',
        ]),
      ),
      two('#include "d1.h"\n'),
    ],
    [
      'before the last tokens that macros may make',
      `#include "r.h"\n#pragma pack(MANY)\nstruct Device { int a; };\n`,
      { '/p/r.h': `${many}#pragma pack(MANY)\n` },
      two('#include "r.h"\n'),
    ],
  ])('%s', ([, text, files, others, options]) => {
    expect(behindOthers(text, files, others, options)).toBe(1);
  });
});

describe('is read again', () => {
  test.for<[name: string, text: string, files: Files, others: string[], options?: CompileOptions]>([
    [
      'behind a macro',
      `#define COUNT 3\n#include "r.h"\n${use}`,
      { '/p/r.h': `#ifndef COUNT\n${regs}#else\ntypedef int reg_t;\n#endif\n` },
      two('#include "r.h"\n'),
    ],
    [
      'when a file has the guard in it',
      guarded('H_H', '#include "r.h"\nstruct Device { reg_t a; };\n'),
      { '/p/r.h': '#ifdef H_H\ntypedef int reg_t;\n#else\ntypedef char reg_t;\n#endif\n' },
      two('#include "r.h"\n'),
    ],
    [
      'when a file makes the guard',
      guarded('H_H', '#include "r.h"\nstruct Device { reg_t a; };\n'),
      { '/p/r.h': '#define CAT(a, b) a##b\ntypedef int CAT(H, _H) reg_t;\n' },
      two('#include "r.h"\n'),
    ],
    [
      'when a pragma has the guard in it',
      guarded('H_H', '#include "r.h"\nstruct Device { reg_t a; };\n'),
      { '/p/r.h': 'typedef int reg_t;\n#pragma push_macro("H_H")\n' },
      two('#include "r.h"\n'),
    ],
    [
      'when the command line has the guard in it',
      guarded('H_H', '#include "r.h"\nstruct Device { reg_t a; };\n'),
      { '/p/r.h': 'typedef int NAME reg_t;\n' },
      two('#include "r.h"\n'),
      { define: { NAME: 'H_H' } },
    ],
    [
      'when the guard is defined',
      guarded('H_H', '#include "r.h"\nstruct Device { reg_t a; };\n'),
      { '/p/r.h': 'typedef int reg_t;\n' },
      two('#include "r.h"\n'),
      { define: { H_H: true } },
    ],
    [
      'when a file includes the header',
      `#pragma once\n#include "r.h"\n${use}`,
      { '/p/r.h': `#include "h.qidl.h"\n${regs}` },
      two('#include "r.h"\n'),
    ],
    [
      'when a file asks for the main file',
      '#include "r.h"\nstruct Device { char name[sizeof(NAME)]; };\n',
      { '/p/r.h': '#define NAME __BASE_FILE__\n' },
      two('#include "r.h"\n'),
    ],
    [
      'when an include comes behind a declaration',
      `struct First { int a; };\n#include "r.h"\n${use}`,
      { '/p/r.h': regs },
      two('#include "r.h"\n'),
    ],
    [
      'when the includes are too much',
      '#include "r.h"\nstruct Device { int a; };\n',
      { '/p/r.h': `${many}#pragma pack(MANY)\n#pragma pack(MANY)\n` },
      two('#include "r.h"\n'),
    ],
    [
      'when an include is a macro',
      `#include "r.h"\n#include NEXT\nstruct Device { int a[COUNT]; };\n`,
      { '/p/r.h': '#define NEXT "s.h"\n', '/p/s.h': '#define COUNT 4\n' },
      ['#include "q.h"\n'],
    ],
  ])('%s', ([, text, files, others, options]) => {
    expect(behindOthers(text, files, others, options)).toBe(0);
  });
});

test('what is complete is parsed once', () => {
  const first = (begins: string): unknown[] => {
    const files = {
      '/p/r.h': begins,
      '/p/a.h': '#include "r.h"\n;',
      '/p/b.h': '// B.\n#include "r.h"\n;struct B { int b; };\n',
    };
    const host = memoryHost(files);
    const cache = createCompilerCache();
    return ['/p/a.h', '/p/a.h', '/p/b.h', '/p/b.h'].map((path) => analyze(path, {}, host, cache).syntax[0]);
  };
  const [, complete, same] = first('#pragma pack(1)\nstruct R { int a; };\n#pragma pack()\n');
  expect(same).toBe(complete);
  const [, open, other] = first('struct R { int a; } r');
  expect(other).not.toBe(open);
  expect(other).toEqual(open);
});

describe('what is declared is resolved once', () => {
  test.for<[name: string, begins: string, text: string, other: string, shared: boolean]>([
    [
      'if it is used',
      'struct R { int a; };\nenum { N = sizeof(struct R) };\n',
      'struct H { struct R r[N]; };\n',
      '',
      true,
    ],
    [
      'if it is declared again',
      'typedef int r_t;\nextern int sizes[];\n',
      'typedef int r_t;\nextern int sizes[3];\nstruct H { r_t r; char c[sizeof sizes]; };\n',
      'extern int sizes[4];\n',
      true,
    ],
    [
      'if it is declared as something else',
      'typedef int r_t;\nenum { N };\n',
      'typedef long r_t;\nint N;\nstruct H { r_t r; };\n',
      '',
      true,
    ],
    ['if a type of it is unknown', 'struct R { nobody_t a; };\n', 'struct H { struct R r; };\n', '', true],
    [
      'if a pointer to a function has its types',
      'struct R { int a; };\ntypedef void (*call_t)(struct R *, int);\n',
      'typedef void (*call_t)(struct R *, int);\nstruct H { call_t call q_immutable; };\n',
      '',
      true,
    ],
    [
      'but not if the header completes it',
      'struct R;\ntypedef struct R R;\n',
      'struct R { int a; };\nstruct H { R r; };\n',
      '',
      false,
    ],
    [
      'but not if the header completes it in another declaration',
      'struct R;\ntypedef struct R R;\n',
      'struct H { struct R { int a; } r; R *p q_immutable; };\n',
      '',
      false,
    ],
    [
      'but not if the header completes it behind a pragma',
      'struct R;\ntypedef struct R R;\n',
      'struct R\n#pragma pack(1)\n{ char a; int b; };\n#pragma pack()\nstruct H { R r; };\n',
      '',
      false,
    ],
    [
      'but not if the header completes it in a marker',
      'struct R;\ntypedef struct R R;\n',
      'struct H { int a q_default(sizeof(struct R { int b; })); };\nstruct I { R r; };\n',
      '',
      false,
    ],
    [
      'but not if the header completes it by a marker',
      'struct R;\ntypedef struct R R;\n',
      'QIDL_DECLARE(R) { int a; };\nstruct H { R r; };\n',
      '',
      false,
    ],
    [
      'and not for one that another header completed',
      'struct R;\ntypedef struct R R;\n',
      'struct H { R r; R *p; };\n',
      'struct R { int a; };\n',
      true,
    ],
    [
      'but not if the header completes an enum',
      'enum e;\n',
      'enum e { A = 3 };\nstruct H { enum e e; };\n',
      'enum e { B };\n',
      false,
    ],
    [
      'but not if the header says how wide an enum is',
      'enum e;\n',
      'enum e : char;\nstruct H { enum e e; };\n',
      '',
      false,
    ],
    [
      'but not if the header defines it again',
      'struct R { int a; };\n',
      '// H.\nstruct R { int b; };\nstruct H { struct R r; };\n',
      '',
      false,
    ],
    [
      'but not if the header is the first to name it',
      'struct R { int a; };\n',
      'typedef struct R first_t;\nstruct H { first_t r; };\n',
      'typedef struct R other_t;\n',
      false,
    ],
    [
      'if the header names it, but is not the first',
      'typedef struct R { int a; } R;\n',
      'typedef struct R second_t;\nstruct H { second_t r; };\n',
      'typedef struct R other_t;\n',
      true,
    ],
    [
      'but not if the header names it by typeof',
      'struct R { int a; };\nextern struct R r;\n',
      'typedef typeof(r) named_t;\nstruct H { named_t r; };\n',
      '',
      false,
    ],
    [
      'but not if the header names it by _Atomic',
      'struct R { int a; };\n',
      'typedef _Atomic(struct R) named_t;\nstruct H { struct R r; };\n',
      '',
      false,
    ],
    [
      'but not if a parameter may get a type later',
      'typedef void (*call_t)(struct late *);\n',
      'struct late { int a; };\ntypedef void (*call_t)(struct late *);\nstruct H { struct late l; };\n',
      '',
      false,
    ],
    [
      'but not if a parameter may get a length later',
      'typedef void (*call_t)(int (*a)[N]);\n',
      'enum { N = 3 };\ntypedef void (*call_t)(int (*a)[3]);\nstruct H { int l; };\n',
      '',
      false,
    ],
    [
      'but not if there is something to report',
      'struct R { int a; int a; };\n',
      'struct H { struct R r; };\n',
      '',
      false,
    ],
    [
      'and a macro completes nothing',
      'struct R;\n',
      '#define SIZE sizeof(struct R { int a; })\n#define LARGE (enum e { A })1\nstruct H { struct R *r q_immutable; char c[SIZE]; };\n',
      '',
      false,
    ],
  ])('%s', ([, begins, text, other, shared]) => {
    const files: Files = { '/p/r.h': begins, '/p/part.qidl.h': begins };
    for (const include of ['#include "r.h"\n', '#include "part.qidl.h"\n']) {
      const others = [`// One.\n${include}`, `// Another.\n${include}${other}`, `// A third.\n${include}${other}`];
      behindOthers(`${include}${text}`, files, others, { unknown: 'broken' });
      const host = memoryHost({ ...files, '/p/a.h': include, '/p/b.h': include, '/p/h.h': include + text });
      const cache = createCompilerCache();
      const [, b, h] = ['/p/a.h', '/p/b.h', '/p/h.h'].map((path) => declaredFirst(analyze(path, {}, host, cache)));
      const [, , again] = ['/p/a.h', '/p/b.h', '/p/a.h'].map((path) => declaredFirst(analyze(path, {}, host, cache)));
      expect(h === b || h === again, include).toBe(shared);
    }
  });

  function declaredFirst({ program }: ReturnType<typeof analyze>): unknown {
    return [...program.typedefs.values(), ...program.records, ...program.enums][0];
  }
});

describe('is read again when', () => {
  const text = '// H.\n#include "r.h"\n#include <stdbool.h>\nstruct Device { reg_t a; bool b; };\n';
  const options = { includeDirs: ['/i'] };

  test.for<[name: string, edit: (files: Files) => void]>([
    ['an include changes', (files) => (files['/p/r.h'] = '#include "s.h"\ntypedef long reg_t;\n')],
    ['an include of an include changes', (files) => (files['/p/s.h'] = '#define LONG\n')],
    ['an include goes', (files) => delete files['/p/s.h']],
    ['an include appears where it was looked for first', (files) => (files['/p/optional.h'] = 'typedef char reg_t;\n')],
    ['a built-in header is no longer the first', (files) => (files['/i/stdbool.h'] = '#define bool char\n')],
  ])('%s', ([, edit]) => {
    const files: Files = {
      '/p/h.qidl.h': text,
      '/p/a.qidl.h': text,
      '/p/b.qidl.h': text,
      '/p/r.h':
        '#include "s.h"\n#ifdef LONG\ntypedef long reg_t;\n#elif __has_include("optional.h")\n#include "optional.h"\n#else\ntypedef int reg_t;\n#endif\n',
      '/p/s.h': '',
    };
    const host = memoryHost(files);
    const cache = createCompilerCache();
    for (const path of ['/p/a.qidl.h', '/p/b.qidl.h']) analyze(path, options, host, cache);
    const before = wholeResult('/p/h.qidl.h', options, host, cache);
    edit(files);
    for (let time = 0; time < 2; time++) {
      const result = wholeResult('/p/h.qidl.h', options, host, cache);
      expect(result).toBe(wholeResult('/p/h.qidl.h', options, host));
      expect(result).not.toBe(before);
    }
  });

  test('a link leads to another file', () => {
    const files: Files = {
      '/p/h.qidl.h': '#include "r.h"\n#include "s.h"\nstruct Device { int a[COUNT]; };\n',
      '/p/a.qidl.h': '#include "r.h"\n#include "s.h"\n',
      '/p/r.h': '#pragma once\n#ifdef COUNT\n#undef COUNT\n#define COUNT 2\n#else\n#define COUNT 1\n#endif\n',
    };
    files['/p/s.h'] = files['/p/r.h'];
    const links = new Map([['/p/s.h', '/p/r.h']]);
    const host: Host = { ...memoryHost(files), realpath: (path) => links.get(path) ?? path };
    const cache = createCompilerCache();
    for (let time = 0; time < 3; time++) analyze('/p/a.qidl.h', {}, host, cache);
    const before = wholeResult('/p/h.qidl.h', {}, host, cache);
    links.clear();
    const result = wholeResult('/p/h.qidl.h', {}, host, cache);
    expect(result).toBe(wholeResult('/p/h.qidl.h', {}, host));
    expect(result).not.toBe(before);
  });

  test('the options are others', () => {
    const files = {
      '/p/h.qidl.h': text,
      '/p/r.h': '#ifdef LONG\ntypedef long reg_t;\n#else\ntypedef int reg_t;\n#endif\n',
    };
    const host = memoryHost(files);
    const cache = createCompilerCache();
    const configurations: CompileOptions[] = [
      {},
      { define: { LONG: true } },
      { target: 'x86_64' },
      { includeDirs: ['/i'] },
      { exporting: (path) => path.endsWith('.h') },
      { forceInclude: ['r.h'] },
      { unknown: 'broken' },
    ];
    for (let time = 0; time < 3; time++) {
      for (const given of configurations)
        expect(wholeResult('/p/h.qidl.h', given, host, cache)).toBe(wholeResult('/p/h.qidl.h', given, host));
    }
  });
});
