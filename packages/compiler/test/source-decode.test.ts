import { expect, test } from 'vitest';
import { decode, reportUnreadable } from '../src/source/decode.ts';
import { Diagnostics } from '../src/source/diagnostic.ts';
import { renderDiagnostic } from '../src/source/frame.ts';
import { createSourceFile, lineText, positionOf } from '../src/source/text.ts';

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

test.each([['int a;'], [''], ['ü€😀\n'], ['a\r\nb'], ['\u2028']])('%j', (text) => {
  expect(decode(encode(text))).toEqual({ text, problem: null });
});

test('a byte order mark is dropped, once', () => {
  expect(decode(encode('\ufeffa')).text).toBe('a');
  expect(decode(encode('\ufeff\ufeffa')).text).toBe('\ufeffa');
});

// Unicode 15, table 3-7: the first byte that is not part of a well-formed sequence.
test.each<[string, number[], number]>([
  ['Latin-1', [0x61, 0xfc, 0x62], 1],
  ['a lone continuation', [0x61, 0x0a, 0x80], 2],
  ['a cut sequence', [0xe2, 0x82], 0],
  ['a cut sequence before another', [0xc3, 0xa4, 0xf0, 0x9f, 0x98, 0x41], 2],
  ['an overlong slash', [0xc0, 0xaf], 0],
  ['an overlong 3-byte form', [0xe0, 0x80, 0xaf], 0],
  ['an overlong 4-byte form', [0xf0, 0x80, 0x80, 0xaf], 0],
  ['a surrogate', [0xed, 0xa0, 0x80], 0],
  ['beyond Unicode', [0xf4, 0x90, 0x80, 0x80], 0],
  ['no lead byte', [0xff], 0],
])('not UTF-8: %s', (_, bytes, offset) => {
  const { problem } = decode(Uint8Array.from(bytes));
  expect(problem).toEqual({
    kind: 'not-utf8',
    offset,
    line: bytes.slice(0, offset).filter((byte) => byte === 10).length + 1,
  });
});

test('NUL bytes', () => {
  expect(decode(encode('a\nb\0')).problem).toEqual({ kind: 'nul', offset: 3, line: 2 });
});

test('one diagnostic, at the line, with a way out', () => {
  const bytes = Uint8Array.from([...encode('one\n'), 0x41, 0xe9, 0x42, ...encode('\nthree\n')]);
  const { text, problem } = decode(bytes);
  const diagnostics = new Diagnostics();
  reportUnreadable(createSourceFile('/p/a.h', text), problem!, diagnostics, null);
  expect(diagnostics.list.map((diagnostic) => renderDiagnostic(diagnostic))).toEqual([
    [
      '/p/a.h:2:1: error QIDL1001: not UTF-8: the bytes at offset 5 (line 2) are no character',
      '2 | A\ufffdB',
      '  | ^~~',
      'help: convert the file, if it is Latin-1: iconv -f latin1 -t utf-8',
    ].join('\n'),
  ]);
});

test('lines and columns', () => {
  const file = createSourceFile('/p/a.h', 'a\r\n\nbc');
  expect([0, 1, 3, 4, 5, 6].map((offset) => positionOf(file, offset))).toEqual([
    { line: 1, column: 1 },
    { line: 1, column: 2 },
    { line: 2, column: 1 },
    { line: 3, column: 1 },
    { line: 3, column: 2 },
    { line: 3, column: 3 },
  ]);
  expect([1, 2, 3, 4].map((line) => lineText(file, line))).toEqual(['a', '', 'bc', '']);
});
