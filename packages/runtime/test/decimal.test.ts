// Digits in a buffer, against what BigInt says of the same text: with anything before, between and behind them.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  DECIMAL_BYTES,
  digitRun,
  EXACT_DIGITS,
  parseInteger64,
  prepareDigits,
  readDigits,
  readInteger,
  readInteger64,
  readIntegers,
  takeInteger64,
  writeInteger,
  writeInteger64,
} from '../src/decimal.ts';

const bytes = new Uint8Array(4 * DECIMAL_BYTES);
const view = new DataView(bytes.buffer);
prepareDigits();
const START = 3;

/** Digits of any number, leading zeros among them; those near the limits of 64 bits are frequent. */
const digits = fc.oneof(
  fc.string({ unit: fc.constantFrom(...'0123456789'), maxLength: 22 }),
  fc.bigInt({ min: 0n, max: 1n << 66n }).map(String),
  fc
    .tuple(
      fc.constantFrom(0n, 10_000n, 10n ** 8n, 10n ** 15n, 10n ** 16n, 1n << 32n, 1n << 53n, 1n << 63n, 1n << 64n),
      fc.bigInt({ min: -2n, max: 2n }),
    )
    .map(([limit, offset]) => String(limit + offset).replace('-', '')),
);
const behind = fc.constantFrom(',', '}', '"', '.', 'e', '/', ':', ' ', '\0', '-', 'é', '\ud83d\ude00');

function put(text: string, filling: number): void {
  bytes.fill(filling);
  new TextEncoder().encodeInto(text, bytes.subarray(START));
}

function meant(text: string, signed: boolean): bigint | undefined {
  if (!/^-?(?:0|[1-9][0-9]*)$/.test(text)) return undefined;
  const value = BigInt(text);
  return (signed ? BigInt.asIntN(64, value) : BigInt.asUintN(64, value)) === value ? value : undefined;
}

test('integers of 64 bits are read as they are written, or not at all', () => {
  fc.assert(
    fc.property(digits, fc.boolean(), fc.boolean(), behind, fc.nat(255), (run, minus, signed, next, filling) => {
      const text = minus ? `-${run}` : run;
      const value = meant(text, signed);
      put(text + next, filling);
      expect(readInteger64(view, START, signed)).toBe(value === undefined ? -1 : START + text.length);
      if (value !== undefined) expect(takeInteger64(signed)).toBe(value);
      expect(parseInteger64(text, signed)).toBe(value);
      expect(parseInteger64(text + next, signed)).toBeUndefined();
    }),
    { numRuns: 3000 },
  );
});

test('runs of digits are read up to where they are exact', () => {
  fc.assert(
    fc.property(digits, behind, fc.nat(255), (run, next, filling) => {
      put(run + next, filling);
      const value = readDigits(view, START);
      const isRead = /^(?:0|[1-9][0-9]*)$/.test(run) && run.length <= EXACT_DIGITS;
      expect(digitRun.end).toBe(isRead ? START + run.length : START);
      if (isRead) expect(value).toBe(Number(run));
    }),
    { numRuns: 3000 },
  );
});

test('integers of up to ten digits are read as they are written, or not at all', () => {
  fc.assert(
    fc.property(digits, fc.boolean(), behind, fc.nat(255), (run, minus, next, filling) => {
      const text = minus ? `-${run}` : run;
      put(text + next, filling);
      // What is behind may be digits, and the sign theirs.
      fc.pre(text !== '' || next !== '-');
      const value = readInteger(view, START);
      const isRead = /^(?:0|[1-9][0-9]*)$/.test(run);
      const seen = minus ? `-${run.slice(0, 10)}` : run.slice(0, 10);
      expect(digitRun.end).toBe(isRead ? START + seen.length : START);
      if (isRead) expect(value).toBe(Number(seen) + 0);
    }),
    { numRuns: 3000 },
  );
});

test.for([Int8Array, Int16Array, Uint16Array, Int32Array, Uint32Array])('rows of %o have what fits', (Row) => {
  const element = fc.tuple(fc.constantFrom('', '-'), digits).map((parts) => parts.join(''));
  const narrow = fc.integer({ min: -40_000, max: 70_000 }).map(String);
  fc.assert(
    fc.property(fc.array(fc.oneof(element, narrow), { maxLength: 3 }), behind, (elements, next) => {
      put(elements.join(',') + next, 0);
      const out = new Row(elements.length + 2);
      const end = readIntegers(view, START, 0x2c, out, 1, elements.length);
      const values = elements.map(Number);
      const isRow = elements.every(
        (text, i) => /^-?(?:0|[1-9][0-9]*)$/.test(text) && Row.of(values[i]!)[0] === values[i] && text.length < 12,
      );
      // Behind ten digits may be others: it is for the caller to see them.
      const isRead = end >= 0 && !/\d/.test(String.fromCharCode(bytes[end]!));
      expect(isRead ? end : -1).toBe(isRow ? START + elements.join(',').length : -1);
      if (isRow) expect([...out]).toEqual([0, ...values.map((value) => value + 0), 0]);
    }),
    { numRuns: 2000 },
  );
});

test('integers are written as String writes them', () => {
  const written = (end: number): string => new TextDecoder().decode(bytes.subarray(START, end));
  fc.assert(
    fc.property(fc.bigInt({ min: -(1n << 63n), max: (1n << 64n) - 1n }), fc.nat(63), (value, shift) => {
      const integer = value >> BigInt(shift);
      expect(written(writeInteger64(view, START, integer))).toBe(String(integer));
      const narrow = Number(integer < 0n ? BigInt.asIntN(32, integer) : BigInt.asUintN(32, integer));
      expect(written(writeInteger(view, START, narrow))).toBe(String(narrow));
    }),
    { numRuns: 3000 },
  );
  for (let value = 0; value < 20_000; value++) {
    if (written(writeInteger(view, START, value)) !== String(value)) expect.unreachable(String(value));
  }
  for (const value of [-(1n << 63n), (1n << 63n) - 1n, (1n << 64n) - 1n, 10n ** 12n, 10n ** 18n]) {
    expect(written(writeInteger64(view, START, value))).toBe(String(value));
  }
});
