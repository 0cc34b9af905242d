import { expect, test } from 'vitest';
import { intern } from '../src/lex/atoms.ts';
import { macroCases } from './macro-cases.ts';
import { preprocessText } from './preprocess-of.ts';

const expand = (text: string): string => preprocessText(text).tokens.join(' ');

test.each(macroCases)('%j', (text, expected, ...expectedProblems) => {
  const { tokens, problems } = preprocessText(text);
  expect(tokens.join(' ')).toBe(expected);
  expect(problems).toEqual(expectedProblems);
});

test.each([
  ['#define', 'QIDL1011 1:1'],
  ['#define 1', 'QIDL1012 1:9'],
  ['#define "x"', 'QIDL1012 1:9'],
  ['#undef', 'QIDL1011 1:1'],
  ['#undef x y', 'QIDL1024 1:10'],
  ['#define defined', 'QIDL1013 1:9'],
  ['#undef __has_include', 'QIDL1013 1:8'],
  ['#define f(__VA_ARGS__)', 'QIDL1013 1:11'],
  ['#define f(x', 'QIDL1014 1:9'],
  ['#define f(x,', 'QIDL1014 1:9'],
  ['#define f(', 'QIDL1014 1:9'],
  ['#define f(1)', 'QIDL1015 1:11'],
  ['#define f(x y)', 'QIDL1015 1:13'],
  ['#define f(x,)', 'QIDL1015 1:13'],
  ['#define f(...,x)', 'QIDL1015 1:14'],
  ['#define f(a,b,a)', 'QIDL1016 1:15'],
  ['#define f(x) #', 'QIDL1017 1:14'],
  ['#define f(x) #y', 'QIDL1017 1:14'],
  ['#define f(x) ## x', 'QIDL1018 1:14'],
  ['#define f(x) x ##', 'QIDL1018 1:16'],
  ['#define x ## y', 'QIDL1018 1:11'],
  ['#define x # y', ''],
  ['#define f(...) __VA_OPT__(## x)', 'QIDL1018 1:27'],
  ['#define f(...) __VA_OPT__(x ##)', 'QIDL1018 1:29'],
  ['#define f(...) __VA_OPT__ x', 'QIDL1023 1:16'],
  ['#define f(...) __VA_OPT__(__VA_OPT__())', 'QIDL1023 1:27'],
  ['#define f(x) __VA_ARGS__', 'QIDL1022 1:14'],
  ['#define x+1', 'QIDL1021 1:9'],
  ['#define x 1\n#define x 2', 'QIDL1019 2:9'],
  ['#define x a b\n#define x a  b', ''],
  ['#define x a b\n#define x a/**/b', ''],
  ['#define x a b\n#define x ab', 'QIDL1019 2:9'],
  ['#define x (a)\n#define x ( a)', 'QIDL1019 2:9'],
  ['#define f(a) a\n#define f(b) b', 'QIDL1019 2:9'],
  ['#define x 1\n#define x() 1', 'QIDL1019 2:9'],
  ['#define __LINE__ 3', 'QIDL1019 1:9'],
  ['#define __GNUC__ 12', ''],
  ['#define __GNUC__ 4', 'QIDL1019 1:9'],
  ['#foo', 'QIDL1010 1:1'],
  ['#', ''],
  ['# /* nothing */', ''],
  ['#ident "x"', ''],
  ['#line', 'QIDL1072 1:1'],
  ['#line x', 'QIDL1072 1:1'],
  ['#line 1 2', 'QIDL1072 1:1'],
  ['# 12 "x.h" 1 3', ''],
  ['#error  one   two', 'QIDL1070 1:1'],
  ['#warning x', 'QIDL1071 1:1'],
  ["#error don't", 'QIDL1070 1:1'],
  ['#if 0\n#foo\n#error x\n#endif', ''],
  ['#if 0\ndon\'t\n"\n#endif', ''],
  ["int it's", 'QIDL1005 1:7'],
  ['"abc', 'QIDL1005 1:1'],
  ['#define s "abc\n#define t s\nt', 'QIDL1005 1:11'],
  ['#define s "abc\n', ''],
  ['/* x', 'QIDL1004 1:1'],
  ['#if 1\n/* x\n#endif', 'QIDL1004 2:1'],
])('%j: %s', (text, problem) => {
  expect(preprocessText(text).problems.join()).toBe(problem);
});

test('#error gives its text, white space joined', () => {
  expect(preprocessText('#error  one   "two" ').diagnostics[0].message).toBe('#error one "two"');
});

test('a broken definition leaves the name alone', () => {
  expect(expand('#define f(x) #y\nf(1)')).toBe('f ( 1 )');
});

test('redefinition: the last one counts, and the note shows the first', () => {
  const { tokens, diagnostics } = preprocessText('#define x 1\n#define x 2\nx');
  expect(tokens).toEqual(['2']);
  expect(diagnostics[0].notes.map(({ span }) => span?.start)).toEqual([8]);
});

test('-D and -U', () => {
  const define = { A: true, B: '2', 'F(x)': 'x x', C: '1\n#error injected' } as const;
  const { tokens, problems } = preprocessText('A B F(y) linux D C', { define, undefine: ['linux'] });
  expect(tokens.join(' ')).toBe('1 2 y y linux D 1 # error injected');
  expect(problems).toEqual([]);
});

test('a wrong -D is an error of every compilation with it', () => {
  const { problems } = preprocessText('', { define: { '1x': true } });
  expect(problems).toEqual(['<command line>: QIDL1012 1:9']);
});

test('markers stay what they are in exporting files', () => {
  const reserved = new Set([intern('q_broken'), intern('q_default')]);
  const files = {
    '/p/plain.h': '#define q_broken\n#define q_default(x)\n#define REG(t, n) t n q_broken\nint p q_broken;\n',
    '/p/other.qidl.h': '#include "plain.h"\nint o q_default(1);\n',
  };
  const exporting = (path: string): boolean => path.endsWith('.qidl.h');
  const text = '#include "other.qidl.h"\n#define q_broken 1\nint m q_broken q_default(2); REG(char, r);';
  const { tokens, problems } = preprocessText(text, { files, reserved, exporting });
  expect(tokens.join(' ')).toBe('int p ; int o q_default ( 1 ) ; int m q_broken q_default ( 2 ) ; char r q_broken ;');
  expect(problems).toEqual([]);
});

test('the macros of the main file, in order of definition, as they stand at its end', () => {
  const files = { '/p/a.h': '#define INCLUDED 1\n' };
  const text = [
    '#ifndef GUARD_H',
    '#define GUARD_H',
    '#include "a.h"',
    '#define TWO (ONE + 1) /* the second */',
    '/* the first */',
    '#define ONE 1',
    '#define F(x, ...) x',
    '#define GONE',
    '#undef GONE',
    '#define ONE 1',
    '#endif',
  ].join('\n');
  const { macros } = preprocessText(text, { files });
  expect(macros.map(({ name, parameters, doc, empty }) => ({ name, parameters, doc, empty }))).toEqual([
    { name: 'GUARD_H', parameters: null, doc: null, empty: true },
    { name: 'TWO', parameters: null, doc: 'the second', empty: false },
    { name: 'F', parameters: ['x', '__VA_ARGS__'], doc: null, empty: false },
    { name: 'ONE', parameters: null, doc: null, empty: false },
  ]);
  const stream = macros[1].expand();
  const spelled = Array.from({ length: stream.count - 1 }, (_, index) => stream.textOf(index));
  expect(spelled).toEqual(['(', '1', '+', '1', ')']);
  expect(macros[1].expand().count).toBe(stream.count);
});
