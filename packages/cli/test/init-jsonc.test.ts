// JSON with comments, and one entry more in it: everything else stays as it was.

import { expect, test } from 'vitest';
import { append, parseJsonc } from '../src/init/jsonc.ts';

function appended(text: string, entry = '"n": 1'): string {
  const root = parseJsonc(text);
  if (root === null || root.kind === 'scalar') throw new Error('no container');
  return append(text, root, entry);
}

test.for<[title: string, before: string, after: string]>([
  ['nothing in it', '{}', '{\n  "n": 1\n}'],
  ['nothing but a comment', '{\n  // none\n}\n', '{"n": 1\n  // none\n}\n'],
  ['one line', '{ "a": 1 }', '{ "a": 1, "n": 1 }'],
  ['one line, dense', '{"a":1}', '{"a":1, "n": 1}'],
  ['lines', '{\n\t"a": 1\n}\n', '{\n\t"a": 1,\n\t"n": 1\n}\n'],
  ['a trailing comma', '{\n  "a": 1,\n}', '{\n  "a": 1,\n  "n": 1,\n}'],
  ['a trailing comma on one line', '{ "a": 1, }', '{ "a": 1, "n": 1, }'],
  ['a comment behind the last', '{\n  "a": 1 // one\n}', '{\n  "a": 1, // one\n  "n": 1\n}'],
  ['a comment of lines behind the last', '{\n  "a": 1 /* one\n } */\n}', '{\n  "a": 1, /* one\n } */\n  "n": 1\n}'],
  ['a comma in a comment', '{\n  "a": 1 /* , */\n}', '{\n  "a": 1, /* , */\n  "n": 1\n}'],
  ['a bracket on the last line', '{ "a": 1,\n  "b": 2 }', '{ "a": 1,\n  "b": 2, "n": 1 }'],
  ['lines of Windows', '{\r\n  "a": 1\r\n}\r\n', '{\r\n  "a": 1,\r\n  "n": 1\r\n}\r\n'],
  ['a byte order mark', '\ufeff{\n  "a": 1\n}', '\ufeff{\n  "a": 1,\n  "n": 1\n}'],
  ['brackets in text', '{\n  "a": "}\\"{ // no"\n}', '{\n  "a": "}\\"{ // no",\n  "n": 1\n}'],
])('%s', ([, before, after]) => {
  expect(appended(before)).toBe(after);
  expect(parseJsonc(after)).not.toBeNull();
});

test('arrays', () => {
  expect(appended('["a"]', '"b"')).toBe('["a", "b"]');
  expect(appended('[\n  "a",\n]', '"b"')).toBe('[\n  "a",\n  "b",\n]');
  expect(appended('[]', '"b"')).toBe('["b"]');
});

test.for(['', '{', '{ "a" }', '{ a: 1 }', '{ "a": 1 } x', '[1 2]', '{ "a": 01x }', '{ "a": "\n" }', '['.repeat(1000)])(
  '%j is none',
  (text) => {
    expect(parseJsonc(text)).toBeNull();
  },
);
