import { expect, test } from 'vitest';
import { conditionCases } from './condition-cases.ts';
import { preprocessText } from './preprocess-of.ts';

test.each(conditionCases)('#if %s: %s', (condition, expected) => {
  const { tokens, problems } = preprocessText(`#if ${condition}\nyes\n#else\nno\n#endif\n`);
  expect(problems).toEqual([]);
  expect(tokens).toEqual([expected]);
});

test.each([
  ['', 'QIDL1050 1:1'],
  ['1 +', 'QIDL1051 1:1'],
  ['1 2', 'QIDL1051 1:7'],
  ['(1', 'QIDL1051 1:1'],
  [')', 'QIDL1051 1:5'],
  ['1 ? 2', 'QIDL1051 1:1'],
  ['"a"', 'QIDL1051 1:5'],
  ['x = 1', 'QIDL1051 1:7'],
  ["''", 'QIDL1051 1:5'],
  ['1.0', 'QIDL1052 1:5'],
  ['12q', 'QIDL1052 1:5'],
  ['08', 'QIDL1052 1:5'],
  ['1lul', 'QIDL1052 1:5'],
  ['f(1)', 'QIDL1053 1:5'],
  ['defined', 'QIDL1054 1:5'],
  ['defined 1', 'QIDL1054 1:5'],
  ['defined(a', 'QIDL1054 1:5'],
  ['__has_include', 'QIDL1054 1:5'],
  ['__has_include()', 'QIDL1054 1:5'],
  ['__has_include(x)', 'QIDL1054 1:5'],
  ['__has_attribute', 'QIDL1054 1:5'],
  ['1 / 0', 'QIDL1055 1:7'],
  ['1 % 0', 'QIDL1055 1:7'],
  ['0 || 1 / 0', 'QIDL1055 1:12'],
])('#if %s is wrong: %s, and counts as false', (condition, problem) => {
  const { tokens, problems } = preprocessText(`#if ${condition}\nyes\n#else\nno\n#endif\n`);
  expect(problems).toEqual([problem]);
  expect(tokens).toEqual(['no']);
});

test.each([
  ['#if 1\na\n#elif 1\nb\n#elif 1/0\nc\n#else\nd\n#endif\ne', 'a e', ''],
  ['#if 0\na\n#elif 1\nb\n#else\nd\n#endif', 'b', ''],
  ['#if 0\n#elif 0\n#else\nd\n#endif', 'd', ''],
  ['#define a\n#ifdef a\n1\n#endif\n#ifndef a\n2\n#endif', '1', ''],
  ['#define a\n#if 0\n#elifdef a\n1\n#endif\n#if 0\n#elifndef a\n2\n#else\n3\n#endif', '1 3', ''],
  ['#if 0\n#if 1\n#else\n#endif\n#foo\n#elif 1\nx\n#endif', 'x', ''],
  ['#if 0\n#ifdef\n#if )\n#endif\n#endif\n#endif', '', ''],
  ['a\n#endif', 'a', 'QIDL1057 2:1'],
  ['#else\na', 'a', 'QIDL1057 1:1'],
  ['#elif 1\na', 'a', 'QIDL1057 1:1'],
  ['#if 1\n#else\n#else\nx\n#endif\ny', 'y', 'QIDL1058 3:1'],
  ['#if 0\n#else\na\n#elif 1\nx\n#endif\ny', 'a y', 'QIDL1058 4:1'],
  ['#if 1\n#else x\n#endif y', '', 'QIDL1024 2:7,QIDL1024 3:8'],
  ['#ifdef\nx\n#endif', '', 'QIDL1011 1:1'],
  ['#ifdef 3\nx\n#endif', '', 'QIDL1012 1:8'],
  ['#ifdef x y\n#endif', '', 'QIDL1024 1:10'],
  ['#if 1\na', 'a', 'QIDL1059 1:1'],
  ['#if 0\na', '', 'QIDL1059 1:1'],
  ['#if 1\n#ifdef x\n#else\na', 'a', 'QIDL1059 1:1,QIDL1059 2:1'],
])('%j', (text, expected, problem) => {
  const { tokens, problems } = preprocessText(text);
  expect(tokens.join(' ')).toBe(expected);
  expect(problems.join()).toBe(problem);
});

test('a character is signed where the target says so', () => {
  const text = "#if '\\377' < 0\nsigned\n#else\nunsigned\n#endif";
  expect(preprocessText(text, { target: 'x86_64' }).tokens).toEqual(['signed']);
  expect(preprocessText(text, { target: 'aarch64' }).tokens).toEqual(['unsigned']);
});

test('of an empty name, gcc says that "" is there and <> is not', () => {
  const source = '#if __has_include("") && !__has_include(<>)\nyes\n#endif\n';
  expect(preprocessText(source).tokens).toEqual(['yes']);
});

test('__has_include finds what #include would find, and remembers what was missing', () => {
  const files = { '/p/a.h': '', '/i/b.h': '' };
  const ask = (header: string): string => `#if __has_include(${header})\nyes\n#else\nno\n#endif\n`;
  const text = `#define B <b.h>\n${['"a.h"', '<a.h>', '<b.h>', 'B', '"stdint.h"', '"c.h"', '<c//d.h>'].map(ask).join('')}`;
  const { tokens, missing, dependencies, problems } = preprocessText(text, { files, includeDirs: ['/i'] });
  expect(tokens.join(' ')).toBe('yes no yes yes yes no no');
  expect(problems).toEqual([]);
  expect(missing).toEqual(['/i/a.h', '/p/stdint.h', '/i/stdint.h', '/p/c.h', '/i/c.h', '/i/c/d.h']);
  expect(dependencies).toEqual(['/p/main.qidl.h', '/p/a.h', '/i/b.h']);
});

test.each([
  ['x86_64', 'yes'],
  ['i386', 'yes'],
  ['aarch64', 'no'],
] as const)('%s has attributes of x86: %s', (target, expected) => {
  const text = '#if __has_attribute(ms_abi) && __has_attribute(packed)\nyes\n#else\nno\n#endif\n';
  expect(preprocessText(text, { target }).tokens).toEqual([expected]);
});
