// Headers that mean harm: each ends, with one clear error where a limit is exceeded, and without a crash.

import { expect, test } from 'vitest';
import { preprocessText } from './preprocess-of.ts';

const isLimit = (code: string): boolean => ['QIDL1006', 'QIDL1033', 'QIDL1034', 'QIDL1060'].includes(code);

const doubling = (levels: number): string =>
  `#define M0 x\n${Array.from({ length: levels }, (_, n) => `#define M${n + 1} M${n} M${n}\n`).join('')}M${levels}\nint after;`;

test.each<[string, string, string]>([
  ['a macro that doubles 40 times', doubling(40), 'QIDL1033'],
  ['a function-like macro that doubles', `#define D(x) x x\n${'D('.repeat(60)}1${')'.repeat(60)}`, 'QIDL1033'],
  ['a string that doubles', `#define S(x) #x\n#define D(x) S(x x)\n${'D('.repeat(60)}1${')'.repeat(60)}`, 'QIDL1006'],
  [
    'pasting that doubles',
    `#define C(x) Q(x, x)\n#define Q(a, b) a##b\n${'C('.repeat(60)}x${')'.repeat(60)}`,
    'QIDL1006',
  ],
  ['calls nested in arguments', `#define f(x) x\n${'f('.repeat(600)}${')'.repeat(600)}`, 'QIDL1034'],
  ['very many calls nested in arguments', `#define f(x) x\n${'f('.repeat(100_000)}${')'.repeat(100_000)}`, 'QIDL1033'],
  ['a call without an end', `#define f(x) x\n${'f('.repeat(100_000)}`, 'QIDL1031'],
  ['#ifs', '#if 1\n'.repeat(100_000), 'QIDL1060'],
  ['parentheses in #if', `#if ${'('.repeat(100_000)}\n#endif`, 'QIDL1056'],
  ['minus signs in #if', `#if ${'- '.repeat(100_000)}1\n#endif`, 'QIDL1056'],
  ['question marks in #if', `#if ${'1 ? 1 : '.repeat(100_000)}1\n#endif`, 'QIDL1056'],
  ['parameters', `#define f(${Array.from({ length: 100_000 }, (_, n) => `p${n}`).join()}) x`, 'QIDL1020'],
])('%s', (_, text, code) => {
  const { problems, tokens } = preprocessText(`int before;\n${text}`);
  expect(problems.map((problem) => problem.split(' ')[0])).toEqual([code]);
  // What was read so far ends anywhere: nobody behind is to stumble over that as well.
  if (isLimit(code)) expect(tokens).toEqual([]);
});

test.each<[string, string]>([
  ['a chain of macros', `${Array.from({ length: 100_000 }, (_, n) => `#define A${n} A${n + 1}\n`).join('')}A0`],
  ['a ring of macros', '#define A B\n#define B C\n#define C A\nA B C'],
  ['a sequence that calls itself on', `#define f(x) x g\n#define g(x) x f\nf${'(1)'.repeat(100_000)}`],
  ['arguments', `#define f(...) __VA_ARGS__\nf(${'x,'.repeat(100_000)})`],
  ['arguments of a macro with none', `#define f() x\nf(${'x,'.repeat(100_000)})`],
  ['pastes in a row', `#define f(x) ${Array.from({ length: 20_000 }, () => 'a').join(' ## ')}\nf(1)`],
  ['an #elif for everything', `#if 0\n${'#elif 0\n'.repeat(50_000)}#endif`],
  ['opened regions', '/* QIDL START */\n'.repeat(2)],
  ['a long condition', `#if ${'1 + '.repeat(50_000)}1\n#endif`],
  ['a long line', `int a${' '.repeat(3_000_000)};`],
  ['line splices', `int a\\\n${'\\\n'.repeat(300_000)}b;`],
  ['backslashes', '\\ '.repeat(300_000)],
  ['quotes', '"\n'.repeat(100)],
  ['a token of a million digits', `${'1'.repeat(1_000_000)}`],
  ['a big number in #if', `#if ${'9'.repeat(20_000)}\n#endif`],
  ['a shift by everything', '#if 1 << 99999999999\n#endif\n#if 1 >> -99999999999\n#endif'],
  [
    'names of prototypes',
    '#define __proto__ 1\n#define constructor 2\n#define toString(x) x\n__proto__ constructor toString(3) hasOwnProperty\n#include <constructor>\n#include <__proto__>',
  ],
  ['every byte', Array.from({ length: 256 }, (_, n) => String.fromCharCode(n)).join('')],
  ['lone surrogates', '\ud800 \udc00 "\ud800" /* \udfff */ #\ud800'],
])('%s ends', (_, text) => {
  const { stream, problems } = preprocessText(text);
  expect(stream.count).toBeGreaterThan(0);
  expect(problems.length).toBeLessThan(120);
  // Spans and their trails can be made for every token, however it came about.
  for (let index = 0; index < stream.count; index += Math.ceil(stream.count / 100))
    expect(stream.spanOf(index).file).toBeDefined();
});

test('errors without number are counted, not kept', () => {
  const { diagnostics } = preprocessText('#x\n'.repeat(100_000));
  expect(diagnostics.length).toBe(1000);
});

test('a name of prototypes is a name', () => {
  const { tokens } = preprocessText('#define __proto__ 1\n#define toString(x) x\n__proto__ constructor toString(3)');
  expect(tokens.join(' ')).toBe('1 constructor 3');
});

test.each([
  [{ '/p/a.h': '#include "a.h"\n#include "a.h"\n' }],
  [{ '/p/a.h': '#include "b.h"\n#include "b.h"\n', '/p/b.h': '#include "a.h"\n#include "a.h"\n' }],
])('includes without an end: %j', (files) => {
  const { diagnostics } = preprocessText('#include "a.h"\nint after;', { files });
  expect(diagnostics.map(({ code }) => code)).toEqual(['QIDL1043']);
  expect(diagnostics[0].message).toContain('includes itself');
});

/** Every file includes the next one twice: 2^40 times the last one. */
function tree(leaf: string): Record<string, string> {
  const files: Record<string, string> = { '/p/t40.h': leaf };
  for (let n = 0; n < 40; n++) files[`/p/t${n}.h`] = `#include "t${n + 1}.h"\n#include "t${n + 1}.h"\n`;
  return files;
}

test.each<[string, Record<string, string>, string]>([
  ['a tree of includes', tree('int x;'), '#include "t0.h"'],
  ['a tree of includes of nothing', tree(''), '#include "t0.h"'],
  ['a large file, again and again', { '/p/t.h': 'int a; '.repeat(500_000) }, '#include "t.h"\n'.repeat(10)],
])('%s', (_, files, text) => {
  expect(preprocessText(text, { files }).diagnostics.map(({ code }) => code)).toEqual(['QIDL1047']);
});

test('what is included may expand to more, the more it is', () => {
  const text = `#define F(x) x x x x x x x x\n${'F(1)\n'.repeat(150_000)}`;
  expect(preprocessText(text).diagnostics.map(({ code }) => code)).toEqual(['QIDL1033']);
  const { stream, problems } = preprocessText('#include "t.h"\n', { files: { '/p/t.h': text } });
  expect([stream.count, problems]).toEqual([1_200_001, []]);
});

test('values of #defines, each a few tokens more than the one before', () => {
  const text = Array.from({ length: 20_000 }, (_, n) => `#define A${n + 1} (A${n} + 1)\n`).join('');
  const { diagnostics, macros } = preprocessText(`#define A0 1\n${text}`);
  for (const macro of macros) macro.expand();
  expect(diagnostics.map(({ code }) => code)).toEqual(['QIDL1033']);
});

test('a file that includes itself', () => {
  const text = '#include "main.qidl.h"\nint x;\n';
  const { diagnostics } = preprocessText(text, { files: { '/p/main.qidl.h': text } });
  expect(diagnostics.map(({ code }) => code)).toEqual(['QIDL1043']);
});

test('a file that includes itself, but guarded, is fine', () => {
  const text = '#ifndef M\n#define M\n#include "main.qidl.h"\nint x;\n#endif\n';
  const { problems, tokens } = preprocessText(text, { files: { '/p/main.qidl.h': text } });
  expect([problems, tokens.join(' ')]).toEqual([[], 'int x ;']);
});

test('a compilation that was stopped leaves no macro disabled', () => {
  const run = (text: string): string => preprocessText(text).tokens.join(' ');
  expect(run('#define A __GNUC__ B\n#define B A\nA')).toBe('12 A');
  preprocessText(doubling(40));
  expect(run('__GNUC__')).toBe('12');
});
