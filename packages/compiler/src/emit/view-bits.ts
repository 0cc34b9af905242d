// In: a bit-field's place in bits, in the target's own order. Out: the expressions that read and write it.
// Rule: the smallest aligned unit that has all its bits is read at once; fields across units go bit by bit, in bigints.

import type { LayoutMember } from '../model/model.ts';
import { runtime } from './emission.ts';
import { type Accessor, at, isNative, type View } from './view-code.ts';
import { numberAccessor, plainRead } from './view-member.ts';

export function bitAccessor(view: View, member: LayoutMember): Accessor {
  const { bit, type } = member;
  const { offset, width } = bit!;
  const signed = (type.kind === 'int' || type.kind === 'enum') && type.signed;
  const is64 = (type.kind === 'int' || type.kind === 'enum') && type.bits === 64;
  const isBool = type.kind === 'bool';
  const value = isBool ? '(value ? 1 : 0)' : 'value';
  const unit = is64 ? null : bitUnit(view, offset, width);
  const { get, set } =
    unit === null
      ? bitsByBytes(view, offset, width, signed, is64, value)
      : bitsInUnit(view, unit, width, signed, value);
  return { get: isBool ? `(${get}) !== 0` : get, set };
}

interface BitUnit {
  readonly bits: 8 | 16 | 32;
  /** Bytes from the struct's start. */
  readonly offset: number;
  /** From the unit's least significant bit. */
  readonly shift: number;
}

/** The smallest aligned unit that has all bits; null when they lie across units. */
function bitUnit(view: View, first: number, width: number): BitUnit | null {
  for (const bits of [8, 16, 32] as const) {
    const start = Math.floor(first / bits) * bits;
    if (first + width > start + bits) continue;
    if ((start + bits) / 8 > view.struct.layout.size) continue;
    const within = first - start;
    return { bits, offset: start / 8, shift: view.emission.model.bigEndian ? bits - within - width : within };
  }
  return null;
}

function bitsInUnit(
  view: View,
  { bits, offset, shift }: BitUnit,
  width: number,
  signed: boolean,
  value: string,
): { get: string; set: string } {
  const type = { kind: 'int', bits, signed: bits === 32 } as const;
  const isWhole = isNative(view, bits / 8, offset);
  const unit = plainRead(view, type, offset);
  const mask = width === 32 ? -1 : 2 ** width - 1;
  const get = signed
    ? `${unit} << ${32 - shift - width} >> ${32 - width}`
    : width === 32
      ? `${unit} >>> 0`
      : shift === 0
        ? `${unit} & ${mask}`
        : `${unit} >>> ${shift} & ${mask}`;
  if (isWhole) {
    const place = `this.$m, ${at(offset)}, ${mask}, ${shift}, ${value}`;
    return { get, set: `${runtime(view.emission, `setBits${bits}`)}(${place})` };
  }
  const cleared = `${unit} & ${~(mask << shift)}`;
  const { set } = numberAccessor(view, type, offset, '', `${cleared} | (${value} & ${mask}) << ${shift}`);
  return { get, set };
}

function bitsByBytes(
  { emission }: View,
  first: number,
  width: number,
  signed: boolean,
  is64: boolean,
  value: string,
): { get: string; set: string } {
  const place = `this.$m, this.$at, ${first}, ${width}, ${emission.model.bigEndian}`;
  const get = `${runtime(emission, 'viewBits')}(${place}, ${signed})`;
  const number = emission.names.global('Number');
  const big = emission.names.global('BigInt');
  return {
    get: is64 ? get : `${number}(${get})`,
    set: `${runtime(emission, 'writeBits')}(${place}, ${is64 ? value : `${big}(${value})`})`,
  };
}
