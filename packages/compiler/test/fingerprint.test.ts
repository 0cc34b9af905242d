// In: models written by hand. Out: their canonical texts and fingerprints, as docs/image-format.md describes them.

import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { canonicalText, fingerprintOf, type Lookup } from '../src/model/fingerprint.ts';
import type { ArrayFieldType, Computation, FieldModel, FieldPath, FieldType, IntType } from '../src/model/model.ts';

const place = { path: null, line: 1, start: 0, end: 1 };
const u8: IntType = { kind: 'int', bits: 8, signed: false };
const u32: IntType = { kind: 'int', bits: 32, signed: false };
const i64: IntType = { kind: 'int', bits: 64, signed: true };

function field(name: string, type: FieldType | null, more: Partial<FieldModel> = {}): FieldModel {
  return {
    name,
    jsName: name,
    wireName: name,
    ctype: '',
    type,
    role: 'saved',
    reason: 'default',
    default: null,
    optional: null,
    version: 0,
    subsection: null,
    renamedFrom: [],
    unusedBefore: 0,
    properties: [],
    doc: null,
    place,
    ...more,
  };
}

function array(element: FieldType, dims: readonly number[], size: Computation | null = null): ArrayFieldType {
  return { kind: 'array', element, dims, size, capacity: dims.reduce((product, count) => product * count, 1) };
}

function count(...path: FieldPath): Computation {
  return { op: 'field', path, type: { bits: 32, signed: false } };
}

const fifo = { fields: [field('data', array(u8, [16])), field('count', u32, { jsName: 'length', wireName: 'n' })] };
const lookup: Lookup = (name) => (name === 'Fifo' ? fifo : undefined);
const ofFifo = createHash('sha256').update('qidl image 1\n"data" u8[16]\n"n" u32\n').digest();
/** The fingerprint read as one little-endian u64. */
const fifoText = `struct ${ofFifo.readBigUInt64LE(0).toString(16).padStart(16, '0')}`;

function text(...fields: FieldModel[]): string {
  return canonicalText({ fields }, lookup);
}

test.for<[string, FieldType, string]>([
  ['an int', u32, 'u32'],
  ['a signed one', i64, 'i64'],
  ['a bool', { kind: 'bool' }, 'bool'],
  ['a double', { kind: 'float', bits: 64 }, 'f64'],
  ['an enum', { kind: 'enum', name: 'E', bits: 16, signed: true }, 'i16'],
  ['a bit-field', { kind: 'bitfield', width: 3, of: u32 }, 'u32:3'],
  ['a string', { kind: 'string', capacity: 16 }, 'string 16'],
  ['a char *', { kind: 'string', capacity: null }, 'string'],
  ['an array', array(i64, [2, 3]), 'i64[2][3]'],
  ['a list', { kind: 'list', element: u8, flavour: 'glist' }, 'list u8'],
  ['an external', { kind: 'external', name: 'QEMUTimer', version: 1 }, 'external "QEMUTimer" 1'],
  ['a struct', { kind: 'struct', name: 'Fifo', pointer: false }, fifoText],
  ['an array of structs', array({ kind: 'struct', name: 'Fifo', pointer: false }, [2]), `${fifoText}[2]`],
])('%s', ([, type, expected]) => {
  expect(text(field('f', type))).toBe(`qidl image 1\n"f" ${expected}\n`);
});

test('counts are paths of wire names', () => {
  const counted = array(u8, [16], count('fifo', 'length'));
  expect(text(field('fifo', { kind: 'struct', name: 'Fifo', pointer: false }), field('a', counted))).toBe(
    `qidl image 1\n"fifo" ${fifoText}\n"a" u8[16] size("fifo"."n")\n`,
  );
  const fifos = array({ kind: 'struct', name: 'Fifo', pointer: false }, [2, 3]);
  expect(text(field('fifos', fifos), field('a', array(u8, [16], count('fifos', 1, 2, 'length'))))).toBe(
    `qidl image 1\n"fifos" ${fifoText}[2][3]\n"a" u8[16] size("fifos"[1][2]."n")\n`,
  );
});

test('expressions keep their structure', () => {
  const one: Computation = { op: 'constant', value: 1n, type: { bits: 32, signed: true } };
  const sum: Computation = {
    op: 'binary',
    operator: '+',
    left: count('n'),
    right: one,
    type: { bits: 32, signed: false },
  };
  const wide: Computation = { op: 'convert', operand: sum, type: { bits: 64, signed: true } };
  const call: Computation = {
    op: 'call',
    function: 'f',
    arguments: [{ op: 'whole' }, wide],
    type: { bits: 32, signed: true },
  };
  expect(text(field('n', u32), field('p', { kind: 'pointer-array', element: u8, size: call, mayBeEmpty: false }))).toBe(
    'qidl image 1\n"n" u32\n"p" u8* size(f(*, i64(("n" + 1))))\n',
  );
});

test('presence is part of the schema, names are quoted, cases listed', () => {
  const union: FieldType = { kind: 'union', tag: 'k', cases: [{ name: 'a', values: [0n, -1n], type: u8 }] };
  expect(
    text(
      field('k', u8, { wireName: 'a "b" \\' }),
      field('u', union),
      field('x', u8, { optional: { by: 'has', field: 'k' } }),
      field('y', u8, { optional: { by: 'null' } }),
    ),
  ).toBe(
    'qidl image 1\n"a \\"b\\" \\\\" u8\n"u" union "a \\"b\\" \\\\" {\ncase "a" 0 -1 u8\n}\n"x" u8 has "a \\"b\\" \\\\"\n"y" u8 null\n',
  );
});

test('what is not saved, defaults, docs and versions are not in it', () => {
  const bare = text(field('x', u8));
  expect(
    text(
      field('x', u8, { default: { kind: 'int', value: 3n }, doc: 'text', version: 2 }),
      field('y', u8, { role: 'derived' }),
    ),
  ).toBe(bare);
});

test('the fingerprint is the first 8 bytes of SHA-256, low word first', () => {
  const struct = { fields: [field('x', u8)] };
  const digest = createHash('sha256').update('qidl image 1\n"x" u8\n').digest();
  expect(fingerprintOf(struct, lookup)).toEqual([digest.readUInt32LE(0), digest.readUInt32LE(4)]);
});
