// In: the examples of every diagnostic of syntax. Out: the bad one triggers it alone, the good one triggers nothing.
// Rule: an example's first line may hold another header: `// file NAME: text`.

import { expect, test } from 'vitest';
import * as syntax from '../src/source/catalogue/2-syntax.ts';
import type { DiagnosticKind } from '../src/source/diagnostic.ts';
import { parseText } from './parse-of.ts';

const kinds = Object.values<DiagnosticKind>(syntax);

function codesIn(example: string): string[] {
  const file = /^\/\/ file (\S+): (.*)/.exec(example);
  const { diagnostics } = parseText(example, '/p/t.qidl.h', file ? { [`/p/${file[1]}`]: file[2] } : {});
  return [...new Set(diagnostics.map(({ code }) => code))];
}

test('codes are 2xxx, each used once', () => {
  expect(kinds.map(({ code }) => code).filter((code) => !/^QIDL2\d{3}$/.test(code))).toEqual([]);
  expect(new Set(kinds.map(({ code }) => code)).size).toBe(kinds.length);
});

test.for(kinds)('$code: its bad example triggers it alone', ({ code, bad }) => {
  expect(codesIn(bad)).toEqual([code]);
});

test.for(kinds)('$code: its good example is clean', ({ good }) => {
  expect(codesIn(good)).toEqual([]);
});
