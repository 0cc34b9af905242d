// The straight way of object input. In: plain data as toObject makes it. Out: values of a described value, in arrays of
// the stage. Rule: kinds.md, column JSON, as in object-input.ts; what is written in another way ends it.

import { readHexText, stageHexText } from './hex.ts';
import { countKeys, fillNumbers, isObject, isText, toBigint, toEnum, toFloat, toFloat32 } from './keyed-form.ts';
import type { Staging } from './staging.ts';
import { giveUp, isBits } from './straight.ts';
import type { EnumInfo, NumberArrayKind, NumberRow, StructInfo, Accepter } from './visitor.ts';

export class ObjectAccepter implements Accepter {
  private readonly staging: Staging;

  constructor(staging: Staging) {
    this.staging = staging;
  }

  open(from: unknown, _info: StructInfo, count: number): void {
    if (!isObject(from) || countKeys(from) !== count) giveUp();
  }

  close(): void {}

  bool(from: unknown): boolean {
    return typeof from === 'boolean' ? from : giveUp();
  }

  uint8(from: unknown): number {
    return typeof from === 'number' && (from & 0xff) === from ? from | 0 : giveUp();
  }

  int8(from: unknown): number {
    return typeof from === 'number' && (from << 24) >> 24 === from ? from | 0 : giveUp();
  }

  uint16(from: unknown): number {
    return typeof from === 'number' && (from & 0xffff) === from ? from | 0 : giveUp();
  }

  int16(from: unknown): number {
    return typeof from === 'number' && (from << 16) >> 16 === from ? from | 0 : giveUp();
  }

  uint32(from: unknown): number {
    return typeof from === 'number' && from >>> 0 === from ? from >>> 0 : giveUp();
  }

  int32(from: unknown): number {
    return typeof from === 'number' && (from | 0) === from ? from | 0 : giveUp();
  }

  bits(from: unknown, width: number, signed: boolean): number {
    return typeof from === 'number' && isBits(from, width, signed) ? from | 0 : giveUp();
  }

  uint64(from: unknown): bigint {
    return toBigint(from, 64, false) ?? giveUp();
  }

  int64(from: unknown): bigint {
    return toBigint(from, 64, true) ?? giveUp();
  }

  float(from: unknown): number {
    return toFloat32(from) ?? giveUp();
  }

  double(from: unknown): number {
    return toFloat(from) ?? giveUp();
  }

  str(from: unknown, capacity: number): string {
    return typeof from === 'string' && isText(from, capacity) ? from : giveUp();
  }

  enum(from: unknown, info: EnumInfo): number {
    return toEnum(from, info) ?? giveUp();
  }

  bytes(from: unknown, count: number): Uint8Array {
    const { staging } = this;
    const array = staging.stage(Uint8Array, count);
    if (typeof from !== 'string' || from.length !== 2 * count) giveUp();
    if (!(staging.place < 0 ? readHexText(from, array, 0) : stageHexText(from, staging.place))) giveUp();
    return array;
  }

  numbers<A extends NumberRow>(from: unknown, kind: NumberArrayKind<A>, count: number): A {
    const array = this.staging.stage(kind, count);
    if (!Array.isArray(from) || from.length !== count || fillNumbers(array, 0, from) >= 0) giveUp();
    return array;
  }

  struct<T extends object>(from: unknown, info: StructInfo<T>): T {
    return info.accept!(from as object, this);
  }

  structs<T extends object>(from: unknown, count: number, info: StructInfo<T>): T[] {
    if (!Array.isArray(from) || from.length !== count) giveUp();
    const list: T[] = [];
    for (let i = 0; i < count; i++) list.push(info.accept!(from[i] as object, this));
    return list;
  }
}
