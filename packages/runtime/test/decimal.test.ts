// Digits in a buffer, against what BigInt says of the same text: with anything before, between and behind them.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  DECIMAL_BYTES,
  digitRun,
  EXACT_DIGITS,
  parseInteger64,
  readDigits,
  readInteger64,
  takeInteger64,
  writeInteger,
  writeInteger64,
} from '../src/decimal.ts';

const bytes = new Uint8Array(4 * DECIMAL_BYTES);
const view = new DataView(bytes.buffer);
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
