// The straight way of object output. In: the values of a described value. Out: their keyed forms.
// Rule: kinds.md, column JSON, as in object-output.ts; a value that could not be read back ends it.

import { hexText } from './hex.ts';
import { enumKeyed, fromFloat, isBlock, isText, type Keyed, keyedRow } from './keyed-form.ts';
import { giveUp, isBits } from './straight.ts';
import type { EnumInfo, Giver, NumberRow, StructInfo } from './visitor.ts';

class ObjectGiver implements Giver {
  open(value: object): void {
    if (typeof value !== 'object' || value === null) giveUp();
  }

  close(): void {}

  bool(value: boolean): boolean {
    return typeof value === 'boolean' ? value : giveUp();
  }

  uint8(value: number): number {
    return (value & 0xff) === value ? value : giveUp();
  }

  int8(value: number): number {
    return (value << 24) >> 24 === value ? value : giveUp();
  }

  uint16(value: number): number {
    return (value & 0xffff) === value ? value : giveUp();
  }

  int16(value: number): number {
    return (value << 16) >> 16 === value ? value : giveUp();
  }

  uint32(value: number): number {
    return value >>> 0 === value ? value : giveUp();
  }

  int32(value: number): number {
    return (value | 0) === value ? value : giveUp();
  }

  bits(value: number, width: number, signed: boolean): number {
    return isBits(value, width, signed) ? value : giveUp();
  }

  uint64(value: bigint): string {
    return typeof value === 'bigint' && BigInt.asUintN(64, value) === value ? value.toString() : giveUp();
  }

  int64(value: bigint): string {
    return typeof value === 'bigint' && BigInt.asIntN(64, value) === value ? value.toString() : giveUp();
  }

  float(value: number): number | string {
    return typeof value === 'number' ? fromFloat(Math.fround(value)) : giveUp();
  }

  double(value: number): number | string {
    return typeof value === 'number' ? fromFloat(value) : giveUp();
  }

  str(value: string, capacity: number): string {
    return isText(value, capacity) ? value : giveUp();
  }

  enum(value: number, info: EnumInfo): number | string {
    return enumKeyed(value, info) ?? giveUp();
  }

  bytes(array: Uint8Array, count: number): string {
    return array instanceof Uint8Array && array.length >= count ? hexText(array, 0, count) : giveUp();
  }

  numbers(array: NumberRow, count: number): Keyed {
    return isBlock(array) && array.length >= count ? keyedRow(array, 0, count) : giveUp();
  }

  struct<T extends object>(value: T, info: StructInfo<T>): object {
    return info.give!(value, this);
  }

  structs<T extends object>(list: readonly T[], count: number, info: StructInfo<T>): object[] {
    const objects: object[] = [];
    for (let i = 0; i < count; i++) objects.push(info.give!(list[i]!, this));
    return objects;
  }
}

/** It has no state. */
export const objectGiver: Giver = /*#__PURE__*/ new ObjectGiver();
