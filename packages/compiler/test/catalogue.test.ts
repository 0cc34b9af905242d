// In: the two examples of every diagnostic. Out: the bad one triggers it and nothing else, the good one nothing.

import { expect, test } from 'vitest';
import { compileExample } from '../src/example.ts';
import { catalogue } from '../src/source/catalogue/index.ts';
import * as preprocessing from '../src/source/catalogue/1-preprocessing.ts';
import * as syntax from '../src/source/catalogue/2-syntax.ts';
import * as types from '../src/source/catalogue/3-types.ts';
import * as annotations from '../src/source/catalogue/4-annotations.ts';
import * as compatibility from '../src/source/catalogue/5-compatibility.ts';
import type { DiagnosticKind } from '../src/source/diagnostic.ts';

const codesIn = (example: string): string[] => [
  ...new Set(compileExample(example).diagnostics.map(({ code }) => code)),
];
const kinds = [...catalogue.values()];

test.for([
  [1, preprocessing],
  [2, syntax],
  [3, types],
  [4, annotations],
  [5, compatibility],
] as const)('codes of room %i begin with its number, each used once', ([room, catalogued]) => {
  const codes = Object.values<DiagnosticKind>(catalogued).map(({ code }) => code);
  expect(codes.filter((code) => !/^QIDL\d{4}$/.test(code) || code[4] !== String(room))).toEqual([]);
  expect(new Set(codes).size).toBe(codes.length);
});

test('every row is in the catalogue', () => {
  const rows = [preprocessing, syntax, types, annotations, compatibility].flatMap((room) =>
    Object.values<DiagnosticKind>(room),
  );
  expect(kinds.length).toBe(rows.length);
});

test.for(kinds)('$code: its bad example triggers it alone', ({ code, bad }) => {
  expect(codesIn(bad)).toEqual([code]);
});

test.for(kinds)('$code: its good example is clean', ({ code, good }) => {
  // Changes that do no harm are what the examples of others are mended by.
  expect(codesIn(good).filter((found) => found !== 'QIDL5020' || code === found)).toEqual([]);
});

test.for(kinds)('$code: its message and its ways out have every argument filled in', ({ bad }) => {
  for (const { message, help } of compileExample(bad).diagnostics)
    expect([message, ...help].join('\n')).not.toMatch(/\{[a-z]+\}/);
});
