// In: declarations with attributes in every place. Out: the sizes and alignments that gcc and clang give them.

import { expect, test } from 'vitest';
import { announcedCases, attributeCases, enumCases, withAssertions } from './attribute-cases.ts';
import { programOf } from './program-of.ts';

test.for(attributeCases)('%s: %s', ([, text, ...holds]) => {
  expect(programOf(withAssertions(text, holds)).problems).toEqual([]);
});

test.for(announcedCases)('%s', ([text, gcc, clang]) => {
  const { problems } = programOf(withAssertions(text, [gcc]));
  expect(problems).toEqual([expect.stringMatching(/^QIDL3036 1:/)]);
  // There is no gcc for WebAssembly.
  expect(programOf(withAssertions(text, [clang]), 'wasm32').problems).toEqual([]);
});

test.for(enumCases)('%s', ([text, gcc, clang]) => {
  const { problems } = programOf(withAssertions(text, [gcc]));
  expect(problems).toEqual([expect.stringMatching(/^QIDL3039 1:/)]);
  expect(programOf(withAssertions(text, [clang]), 'wasm32').problems).toEqual([]);
});

test('nothing is said of attributes before a body that the body has, too', () => {
  const text = 'struct __attribute__((packed)) s; struct __attribute__((packed)) s { char c; int i; };';
  expect(programOf(withAssertions(text, ['sizeof(struct s) == 5'])).problems).toEqual([]);
});
