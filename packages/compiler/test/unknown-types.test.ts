// C's view of a header: names in a type's place that nobody declared. What gcc refuses is refused, and no more.

import { expect, test } from 'vitest';
import { createCompilerCache, read, understand } from '../src/compile.ts';
import { reportUnknownTypes } from '../src/sema/unknown-types.ts';
import { positionOf } from '../src/source/text.ts';
import { memoryHost } from './preprocess-of.ts';

function problemsOf(text: string): string[] {
  const host = memoryHost({ '/t.h': text });
  const reading = read('/t.h', {}, host, createCompilerCache());
  const { syntax, program } = understand(reading, {});
  reportUnknownTypes(syntax, program, reading.source.stream, reading.diagnostics);
  return reading.diagnostics.list.map(({ code, span }) => {
    const { line, column } = positionOf(span.file, span.start);
    return `${code} ${line}:${column}`;
  });
}

test.each([
  ['foo_t x;', 'QIDL3018 1:1'],
  ['foo_t *x; foo_t y;', 'QIDL3018 1:1'],
  ['struct s { int a; foo_t *b; };', 'QIDL3018 1:19'],
  ['struct s { struct { foo_t b; } c; };', 'QIDL3018 1:21'],
  ['int f(foo_t *x);', 'QIDL3018 1:7'],
  ['void (*f)(int, bar_t);', 'QIDL3018 1:16'],
  ['foo_t f(void) { return 0; }', 'QIDL3018 1:1'],
  ['static inline int f(foo_t x) { return 0; }', 'QIDL3018 1:21'],
  ['typedef foo_t bar_t; bar_t x;', 'QIDL3018 1:9'],
  ['struct s { foo_t x; }; typedef int foo_t;', 'QIDL3018 1:12'],
  ['enum e : foo_t { A };', 'QIDL3018 1:10'],
  ['_Atomic(foo_t) x;', 'QIDL3018 1:9'],
  ['typeof(const foo_t *) x;', 'QIDL3018 1:14'],
  ['typedef int foo_t; foo_t f(foo_t, foo_t *x);', ''],
  ['typedef int foo_t, *bar_t; bar_t f(foo_t foo_t);', ''],
  ['int f(a, b);', ''],
  ['int f(a, b) int a, *b; { return a; }', ''],
  ['int f(a_t, int);', 'QIDL3018 1:7'],
  ['__builtin_va_list x; __int128_t y; _Float16 z;', ''],
  ['struct s { struct u x; };', 'QIDL3006 1:21'],
  ['struct s { struct u *x; struct { union v y[2]; } z; };', 'QIDL3006 1:42'],
  ['int f(void) { foo_t x; return 0; }', ''],
])('%j: %s', (text, problem) => {
  expect(problemsOf(text).join()).toBe(problem);
});
