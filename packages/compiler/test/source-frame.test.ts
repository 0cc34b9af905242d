import { expect, test } from 'vitest';
import type { Diagnostic, Span } from '../src/source/diagnostic.ts';
import { locationOf, renderDiagnostic, renderFrame } from '../src/source/frame.ts';
import { createSourceFile } from '../src/source/text.ts';
import { preprocessText } from './preprocess-of.ts';

function spanOf(text: string, marked: string, path = '/p/a.h'): Span {
  const start = text.indexOf(marked);
  return { file: createSourceFile(path, text), start, end: start + marked.length };
}

function diagnostic(span: Span, more: Partial<Diagnostic> = {}): Diagnostic {
  return { code: 'QIDL9999', severity: 'error', message: 'something is wrong', span, notes: [], help: [], ...more };
}

test('message, frame, note, help', () => {
  const text = 'struct s {\n    int lenght;\n    char data[length];\n};\n';
  const rendered = renderDiagnostic(
    diagnostic(spanOf(text, 'length]'), {
      notes: [
        { message: 'this is near', span: spanOf(text, 'lenght') },
        { message: 'no place', span: null },
      ],
      help: ['spell it right'],
    }),
    { cwd: '/p' },
  );
  expect(rendered).toBe(
    [
      'a.h:3:15: error QIDL9999: something is wrong',
      '3 |     char data[length];',
      '  |               ^~~~~~~',
      'a.h:2:9: note: this is near',
      '2 |     int lenght;',
      '  |         ^~~~~~',
      'note: no place',
      'help: spell it right',
    ].join('\n'),
  );
});

test('includes and macros that led to a place, innermost first', () => {
  const files = { '/p/a.h': '#define DIV(x) (1 / x)\n#include "b.h"\n', '/p/b.h': '\n#if DIV(0)\n#endif\n' };
  const { diagnostics } = preprocessText('\n#include "a.h"\n', { files });
  expect(renderDiagnostic(diagnostics[0], { cwd: '/p/' })).toBe(
    [
      'a.h:1:19: error QIDL1055: division by zero in #if',
      '1 | #define DIV(x) (1 / x)',
      '  |                   ^',
      'in expansion of macro DIV at b.h:2:5',
      '2 | #if DIV(0)',
      '  |     ^~~~~~',
      'included from a.h:2',
      'included from main.qidl.h:2',
    ].join('\n'),
  );
});

test('a frame for bundlers begins at column 0 and has two lines of context', () => {
  const text = `${'\n'.repeat(7)}  one\n\ttwo\n   three;\n  four\n`;
  expect(renderFrame(spanOf(text, 'three'))).toBe('8  |   one\n9  |     two\n10 |    three;\n   |    ^~~~~');
  expect(renderFrame(spanOf('x', 'x'))).toBe('1 | x\n  | ^');
});

test.each<[string, string, string, string]>([
  ['tabs', '\ta\tb', 'b', '1 |     a   b\n  |         ^'],
  ['control characters', 'a\u0007\u001b[31mb', 'b', '1 | a␇␛[31mb\n  |        ^'],
  ['direction and zero-width characters', 'a\u202e\u200bb', 'b', '1 | a<U+202E><U+200B>b\n  |                  ^'],
  ['wide characters', '宽😀b', 'b', '1 | 宽😀b\n  |     ^'],
  ['combining marks', 'e\u0301b', 'b', '1 | e\u0301b\n  |  ^'],
  ['carriage returns', 'a b\r\nc', 'b', '1 | a b\n  |   ^'],
  ['an empty span', 'ab', '', '1 | ab\n  | ^'],
  ['a span of lines', 'a {\n b\n}', '{\n b\n}', '1 | a {\n  |   ^'],
  ['a tab in the span', 'a\tb c', '\tb', '1 | a   b c\n  |  ^~~~'],
  ['an empty line', 'a\n\nb', '\n\n', '1 | a\n  |  ^'],
])('%s', (_, text, marked, expected) => {
  const frame = renderFrame(spanOf(text, marked));
  expect(frame).toBe(expected);
});

test('the end of the file, and a file without text', () => {
  const file = createSourceFile('/p/a.h', 'a\n');
  expect(renderFrame({ file, start: 2, end: 2 })).toBe('1 | a\n2 |\n  | ^');
  expect(renderFrame({ file: createSourceFile('/p/b.h', ''), start: 0, end: 0 })).toBe('');
});

test('lines too long are cut around the place', () => {
  const lines = renderFrame(spanOf(`${'x'.repeat(100_000)}HERE${'y'.repeat(100_000)}`, 'HERE')).split('\n');
  expect(lines[0]).toBe(`1 | …${'x'.repeat(40)}HERE${'y'.repeat(75)}…`);
  expect(lines[1]).toBe(`  | ${' '.repeat(41)}^~~~`);
  const long = renderFrame(spanOf(`a${'b'.repeat(500)}`, `${'b'.repeat(500)}`)).split('\n');
  expect(long[0]).toBe(`1 | a${'b'.repeat(119)}…`);
  expect(long[1]).toBe(`  |  ^${'~'.repeat(118)}`);
});

test('messages and paths are made visible too', () => {
  const span = spanOf('x', 'x', '/p/a\u001b[2J.h');
  const [first] = renderDiagnostic(diagnostic(span, { message: 'a\nb\u202e' })).split('\n');
  expect(first).toBe('/p/a␛[2J.h:1:1: error QIDL9999: a␊b<U+202E>');
});

test('a long trail is cut in the middle', () => {
  let span = spanOf('x', 'x', '/p/0.h');
  for (let depth = 1; depth <= 30; depth++)
    span = {
      ...spanOf('x', 'x', '/p/0.h'),
      via: { kind: 'include', name: '', at: { ...span, file: createSourceFile(`/p/${depth}.h`, 'x') } },
    };
  const lines = renderDiagnostic(diagnostic(span), { cwd: '/p' }).split('\n').slice(3);
  expect(lines).toEqual([
    ...[30, 29, 28, 27, 26, 25].map((n) => `included from ${n}.h:1`),
    '… 22 more …',
    'included from 2.h:1',
    'included from 1.h:1',
  ]);
});

test('colours only when asked for', () => {
  const rendered = renderDiagnostic(diagnostic(spanOf('x', 'x')), { color: true });
  expect(rendered).toContain('\u001b[1;31merror QIDL9999:\u001b[0m');
  const plain = rendered.split('\u001b').map((part, index) => (index === 0 ? part : part.slice(part.indexOf('m') + 1)));
  expect(plain.join('')).toBe(renderDiagnostic(diagnostic(spanOf('x', 'x'))));
});

test('paths that only look like the folder stay as they are', () => {
  expect(renderDiagnostic(diagnostic(spanOf('x', 'x', '/pq/a.h')), { cwd: '/p' })).toMatch(/^\/pq\/a\.h:/);
});

test('locationOf', () => {
  const text = 'a\n bcd {\n}\n';
  expect(locationOf(diagnostic(spanOf(text, '{\n}')))).toEqual({
    file: '/p/a.h',
    line: 2,
    column: 6,
    endLine: 3,
    endColumn: 2,
    lineText: ' bcd {',
  });
});
