// JSON pointers, by the letter of RFC 6901.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatPointer, parseIndex, parsePointer } from '../src/pointer.ts';
import { StateError } from '../src/state-error.ts';

test.for<[pointer: string, tokens: string[]]>([
  ['', []],
  ['/', ['']],
  ['/foo/0', ['foo', '0']],
  ['/a~1b', ['a/b']],
  ['/m~0n', ['m~n']],
  ['/~01', ['~1']],
  ['/c%d', ['c%d']],
  ['/ ', [' ']],
  ['//', ['', '']],
])('%j (section 5)', ([pointer, tokens]) => {
  expect(parsePointer(pointer)).toEqual(tokens);
  expect(formatPointer(tokens)).toBe(pointer);
});

test.for(['a', '#/a', '/~', '/a~', '/~2', '/a/~x'])('%j is none', (pointer) => {
  expect(() => parsePointer(pointer)).toThrow(StateError);
});

test('any names go there and back', () => {
  const name = fc.string({ unit: fc.oneof(fc.constantFrom('/', '~', '0', '1'), fc.string({ maxLength: 1 })) });
  fc.assert(
    fc.property(fc.array(name), (names) => {
      expect(parsePointer(formatPointer(names))).toEqual(names);
    }),
  );
});

test('an index has no leading zeros, sign or exponent', () => {
  expect(['0', '10', '00', '01', '-1', '1e0', ' 1', '-', ''].map(parseIndex)).toEqual([0, 10, ...Array(7).fill(-1)]);
});
