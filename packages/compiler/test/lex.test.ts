import { expect, test } from 'vitest';
import { atomText, intern } from '../src/lex/atoms.ts';
import { canonicalKeyword, KEYWORDS, KW_CONST, KW_INLINE, KW_STRUCT, LAST_KEYWORD } from '../src/lex/keywords.ts';
import { lex } from '../src/lex/lex.ts';
import * as kind from '../src/lex/token-kind.ts';
import { LINE_START, SPACE_BEFORE, SPLICED } from '../src/lex/tokens.ts';
import { spellingOf } from '../src/preprocess/token.ts';

function spellings(text: string): string[] {
  const tokens = lex(text);
  return Array.from({ length: tokens.count - 1 }, (_, i) =>
    spellingOf(text, tokens.start[i], tokens.end[i], tokens.flags[i]),
  );
}

function kinds(text: string): number[] {
  const tokens = lex(text);
  return [...tokens.kind.subarray(0, tokens.count - 1)];
}

test.each([
  ['int x;', 'int|x|;'],
  ['a+++++b', 'a|++|++|+|b'],
  ['x->y.z...w', 'x|->|y|.|z|...|w'],
  ['a..b', 'a|.|.|b'],
  ['a<<=b>>=c<=d>=e==f!=g&&h||i', 'a|<<=|b|>>=|c|<=|d|>=|e|==|f|!=|g|&&|h||||i'],
  ['*=/=%=+=-=&=^=|=', '*=|/=|%=|+=|-=|&=|^=||='],
  ['<:a:>', '<:|a|:>'],
  ['<%%>', '<%|%>'],
  ['%:%:%: %:', '%:%:|%:|%:'],
  ['a::b', 'a|::|b'],
  ['[[gnu::packed]]', '[|[|gnu|::|packed|]|]'],
  ['.5e-3f 1e+2 0x1p-3L 0xE+1', '.5e-3f|1e+2|0x1p-3L|0xE+1'],
  ['1.2.3 0x 12abc 1_000', '1.2.3|0x|12abc|1_000'],
  ["1'000'000 0b1'1", "1'000'000|0b1'1"],
  ["1'", "1|'"],
  ['"a\\"b" \'\\\'\'', '"a\\"b"|\'\\\'\''],
  ['L"w" u8"8" u"6" U"2" L\'w\' LL"x" u9"y"', 'L"w"|u8"8"|u"6"|U"2"|L\'w\'|LL|"x"|u9|"y"'],
  ['a/**/b', 'a|b'],
  ['a//b\nc', 'a|c'],
  ['a/ *b', 'a|/|*|b'],
  ['$a _b a$1', '$a|_b|a$1'],
  ['@ ` \\', '@|`|\\'],
  ['éa aé \\u00e9a a\\u00E9b', 'éa|aé|\\u00e9a|a\\u00E9b'],
  ['a“b”', 'a|“|b|”'],
  ['x\u00a0y', 'x|\u00a0|y'],
  ['\\u12', '\\|u12'],
  ['ab\\\ncd', 'abcd'],
  ['a\\\n\\\nb', 'ab'],
  ['a \\\n b', 'a|b'],
  ['+\\\n=', '+='],
  ['"a\\\nb"', '"ab"'],
  ['/\\\n* x *\\\n/ y', 'y'],
  ['// x \\\n y\nz', 'z'],
  ['a\\  \nb', 'ab'],
  ['a\\\r\nb', 'ab'],
  ['1\\\n2', '12'],
  ['#include <a//b>\n"x"', '#|include|<a//b>|"x"'],
  ['#include "a\\"\nx', '#|include|"a\\"|x'],
  ['#include <a\nb>', '#|include|<|a|b|>'],
  ['x include <a>', 'x|include|<|a|>'],
  ['#if __has_include(<a/*b>)\nx', '#|if|__has_include|(|<a/*b>|)|x'],
  ['', ''],
  ['  \t\v\f\r\n', ''],
  ['a\0b', 'a|b'],
])('%j', (text, expected) => {
  expect(spellings(text).join('|')).toBe(expected);
});

test('every punctuator is one token of its kind', () => {
  for (const [index, text] of kind.PUNCTUATORS.entries())
    expect(kinds(text), text).toEqual([kind.LEFT_BRACKET + index]);
});

test('digraphs have the kinds of what they stand for', () => {
  expect(kinds('<: :> <% %> %: %:%:')).toEqual([
    kind.LEFT_BRACKET,
    kind.RIGHT_BRACKET,
    kind.LEFT_BRACE,
    kind.RIGHT_BRACE,
    kind.HASH,
    kind.HASH_HASH,
  ]);
});

test('kinds', () => {
  expect(kinds('a 1 .1 \'c\' "s" @')).toEqual([
    kind.IDENTIFIER,
    kind.NUMBER,
    kind.NUMBER,
    kind.CHARACTER,
    kind.STRING,
    kind.OTHER,
  ]);
  expect(kinds('#include <a> "b"')).toEqual([kind.HASH, kind.IDENTIFIER, kind.HEADER_NAME, kind.STRING]);
});

test('plain decimal numbers carry their value', () => {
  const values = [...lex('0 7 42 999999999 1000000000 07 0x10 42u 4.2 1e3 .5').atom];
  expect(values.slice(0, -1)).toEqual([0, 7, 42, 999_999_999, -1, -1, -1, -1, -1, -1, -1]);
});

test('one atom per spelling, keywords first', () => {
  expect(intern('struct')).toBe(KW_STRUCT);
  const { atom } = lex('one two one struct é \\u00e9 \\U000000e9');
  expect(atom[0]).toBe(atom[2]);
  expect(atom[1]).not.toBe(atom[0]);
  expect(atom[3]).toBe(KW_STRUCT);
  expect(atom[4]).toBe(atom[5]);
  expect(atom[4]).toBe(atom[6]);
  expect(atomText(atom[5])).toBe('é');
  KEYWORDS.forEach((text, index) => expect(intern(text)).toBe(index + 1));
  expect(canonicalKeyword.length).toBe(LAST_KEYWORD + 1);
  expect(canonicalKeyword[intern('__const__')]).toBe(KW_CONST);
  expect(canonicalKeyword[intern('__inline')]).toBe(KW_INLINE);
});

test('many atoms keep their spellings', () => {
  const names = Array.from({ length: 30_000 }, (_, index) => `name_${index}`);
  const { atom } = lex(names.join(' '));
  names.forEach((name, index) => expect(atomText(atom[index])).toBe(name));
});

test('flags: line starts, white space, splices', () => {
  const { flags } = lex('a b\n c/**/d\\\ne +');
  expect([...flags.subarray(0, 5)]).toEqual([
    LINE_START,
    SPACE_BEFORE,
    LINE_START | SPACE_BEFORE,
    SPACE_BEFORE | SPLICED,
    SPACE_BEFORE,
  ]);
});

test('offsets are UTF-16 offsets of the text, splices and wide characters notwithstanding', () => {
  const text = '/* ü€😀 */ a\\\n b "€😀" \\\r\n\tcd\\\ne /*ß*/ f';
  const tokens = lex(text);
  const seen = Array.from({ length: tokens.count - 1 }, (_, i) => text.slice(tokens.start[i], tokens.end[i]));
  expect(seen).toEqual(['a', 'b', '"€😀"', 'cd\\\ne', 'f']);
  const comments = [...tokens.commentStart].map((start, i) => text.slice(start, tokens.commentEnd[i]));
  expect(comments).toEqual(['/* ü€😀 */', '/*ß*/']);
  expect(tokens.start[tokens.count - 1]).toBe(text.length);
});

test('directives are the hashes that begin a line', () => {
  expect([...lex('#a\n # b\nx # c\n/* */ # d\n%: e\n\\\n# f').directives]).toEqual([0, 2, 7, 9, 11]);
});

test('literals without an end are one stray token to the end of the line', () => {
  const text = 'a "b c\nd \'e\n"\\';
  const tokens = lex(text);
  expect(kinds(text)).toEqual([kind.IDENTIFIER, kind.OTHER, kind.IDENTIFIER, kind.OTHER, kind.OTHER]);
  expect([...tokens.unterminated]).toEqual([1, 3, 4]);
});

test('a comment without an end', () => {
  const tokens = lex('a /* b\nc');
  expect([tokens.count, tokens.unterminatedComment]).toEqual([2, 2]);
  expect(lex('/*/').unterminatedComment).toBe(0);
  expect(lex('/* */').unterminatedComment).toBe(-1);
});

test('every text lexes: tokens and comments cover all that is not white space, in order', () => {
  const pieces = [
    'a',
    '1',
    '"',
    "'",
    '\\',
    '\n',
    ' ',
    '/*',
    '*/',
    '//',
    '#',
    '<',
    '>',
    '%:',
    '\u00e9',
    '\\u00e9',
    '😀',
    '\0',
    '.',
    'e+',
    'L',
    '\\\n',
    '\r',
  ];
  let seed = 1;
  const random = (limit: number): number => (seed = (seed * 48271) % 2147483647) % limit;
  for (let round = 0; round < 3000; round++) {
    const text = Array.from({ length: 1 + random(12) }, () => pieces[random(pieces.length)]).join('');
    const { count, start, end, commentStart, commentEnd } = lex(text);
    const covered = new Uint8Array(text.length);
    for (let i = 0; i < count; i++) {
      expect(start[i], JSON.stringify(text)).toBeGreaterThanOrEqual(i > 0 ? end[i - 1] : 0);
      covered.fill(1, start[i], end[i]);
    }
    commentStart.forEach((from, i) => covered.fill(1, from, commentEnd[i]));
    const rest =
      [...text].length &&
      text
        .split('')
        .filter((_, i) => covered[i] === 0)
        .join('');
    expect(rest || '', JSON.stringify(text)).toMatch(/^[\s\0\\]*$/);
    expect(end[count - 1], JSON.stringify(text)).toBe(text.length);
  }
});
