// In: bytes of C memory and the struct that lies there. Out: each member with its place and value, in keyed form.
// Rule: the model's layout, as views follow it: every member, also what is not saved; all members of unions; pointers as
// addresses; what has no kind of its own as bytes. Nothing is run.

import type { FieldModel, FieldPath, LayoutMember, LayoutType, Model, StructModel } from '@qidl/compiler';
import { valueOf } from './computation.ts';
import { readInteger, textIn } from './image.ts';
import { namesOf, type Keyed, type Names } from './keyed.ts';

export interface Memory {
  readonly names: Names;
  readonly bigEndian: boolean;
  readonly data: DataView;
}

/** A member, an element, or the whole. */
export interface Piece {
  /** The member's name, `[i]`, or the type's name. */
  readonly name: string;
  /** Bytes from the memory's start. */
  readonly at: number;
  readonly type: LayoutType;
  /** What it is made of: members of structs, elements of arrays of structs; else null. */
  readonly parts: readonly Piece[] | null;
  readonly value: Keyed;
}

export function memoryOf(model: Model, bytes: Uint8Array): Memory {
  const data = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return { names: namesOf(model), bigEndian: model.bigEndian, data };
}

/** Throws RangeError when the struct does not fit behind `at`. */
export function readStruct(memory: Memory, struct: StructModel, at: number, name: string = struct.name): Piece {
  const parts = struct.layout!.members.map((member) => readMember(memory, struct, member, at));
  const value: Record<string, Keyed> = Object.create(null);
  for (const part of parts) value[part.name] = part.value;
  return { name, at, type: { kind: 'struct', name: struct.name }, parts, value };
}

function readMember(memory: Memory, struct: StructModel, member: LayoutMember, base: number): Piece {
  const { name, type, bit } = member;
  const at = base + member.offset;
  if (bit !== null) {
    const raw = readBits(memory, base, bit.offset, bit.width, 'signed' in type && type.signed);
    return { name, at, type, parts: null, value: scalar(memory, type, raw) };
  }
  if (type.kind !== 'array' || type.dims[0] !== 0) return readPiece(memory, type, at, name);
  const count = flexibleCount(memory, struct, fieldOf(struct, member), base);
  const row = type.dims.slice(1).reduce((product, dim) => product * dim, type.stride);
  const most = Math.floor((memory.data.byteLength - at) / Math.max(1, row));
  return readPiece(memory, { ...type, dims: [Math.max(0, Math.min(count, most)), ...type.dims.slice(1)] }, at, name);
}

/** `T a[] q_size(n)`: as many as n says; none when n cannot be known. */
function flexibleCount(memory: Memory, struct: StructModel, field: FieldModel | undefined, base: number): number {
  const type = field?.type;
  if ((type?.kind !== 'pointer-array' && type?.kind !== 'array') || type.size === null) return 0;
  return Number(valueOf(type.size, (path) => integerAt(memory, struct, base, path)) ?? 0n);
}

/** The integer at a path of property names and indices; null when there is none. */
function integerAt(memory: Memory, struct: StructModel, base: number, path: FieldPath): bigint | null {
  const [first, ...rest] = path;
  const field = struct.fields.find(({ jsName }) => jsName === first);
  const member = struct.layout?.members.find(({ name }) => name === field?.name);
  if (member === undefined) return null;
  const { type } = member;
  if (member.bit !== null)
    return readBits(memory, base, member.bit.offset, member.bit.width, 'signed' in type && type.signed);
  return integerIn(memory, type, base + member.offset, rest);
}

function integerIn(memory: Memory, type: LayoutType, at: number, path: FieldPath): bigint | null {
  switch (type.kind) {
    case 'struct': {
      const inner = memory.names.structs.get(type.name);
      return inner === undefined || path.length === 0 ? null : integerAt(memory, inner, at, path);
    }
    case 'array': {
      // Numbers have one index, structs one for each dimension.
      const indices = path.slice(0, type.element.kind === 'struct' ? type.dims.length : 1) as readonly number[];
      const index = indices.reduce((flat, item, level) => (level === 0 ? item : flat * type.dims[level] + item), 0);
      return integerIn(memory, type.element, at + index * type.stride, path.slice(indices.length));
    }
    case 'int':
    case 'enum':
    case 'bool':
      return path.length === 0 ? BigInt(readRaw(memory, type, at)) : null;
    default:
      return null;
  }
}

function fieldOf({ fields }: StructModel, { name }: LayoutMember): FieldModel | undefined {
  return fields.find((field) => field.name === name);
}

function readPiece(memory: Memory, type: LayoutType, at: number, name: string): Piece {
  switch (type.kind) {
    case 'struct':
      return readStruct(memory, memory.names.structs.get(type.name)!, at, name);
    case 'array':
      return readArray(memory, type, at, name);
    case 'bytes':
      return { name, at, type, parts: null, value: hexOf(memory, at, type.size) };
    case 'string':
      return { name, at, type, parts: null, value: textIn(bytesOf(memory, at, type.capacity)) };
    case 'float': {
      const value =
        type.bits === 32
          ? memory.data.getFloat32(at, !memory.bigEndian)
          : memory.data.getFloat64(at, !memory.bigEndian);
      return { name, at, type, parts: null, value: Number.isFinite(value) ? value : String(value) };
    }
    default:
      return { name, at, type, parts: null, value: scalar(memory, type, readRaw(memory, type, at)) };
  }
}

function readArray(memory: Memory, type: LayoutType & { readonly kind: 'array' }, at: number, name: string): Piece {
  const { element, stride } = type;
  const [count, ...inner] = type.dims;
  if (inner.length === 0 && element.kind === 'int' && element.bits === 8 && !element.signed)
    return { name, at, type, parts: null, value: hexOf(memory, at, count) };
  const row = inner.reduce((product, dim) => product * dim, stride);
  bytesOf(memory, at, count * row);
  const parts = Array.from({ length: count }, (_, index) =>
    readPiece(memory, inner.length === 0 ? element : { ...type, dims: inner }, at + index * row, `[${index}]`),
  );
  const isFlat = parts.every((part) => part.parts === null);
  return { name, at, type, parts: isFlat ? null : parts, value: parts.map(({ value }) => value) };
}

type ScalarType = LayoutType & { readonly kind: 'int' | 'enum' | 'bool' | 'pointer' };

function readRaw({ data, bigEndian }: Memory, type: ScalarType, at: number): number | bigint {
  if (type.kind === 'bool') return data.getUint8(at);
  return readInteger(data, at, type.bits, type.kind !== 'pointer' && type.signed, !bigEndian);
}

/** Wide integers as decimal text, enumerators by name, addresses in hexadecimal. */
function scalar({ names }: Memory, type: LayoutType, raw: number | bigint): Keyed {
  if (type.kind === 'bool') return Number(raw) !== 0;
  if (type.kind === 'pointer') return `0x${raw.toString(16)}`;
  const named =
    type.kind === 'enum' ? names.enums.get(type.name)?.values.find(({ value }) => value === BigInt(raw)) : undefined;
  if (named !== undefined) return named.name;
  return 'bits' in type && type.bits >= 64 ? String(raw) : Number(raw);
}

/** Bits count in the target's own order: from the least significant bit of the first byte, or from its most significant. */
function readBits({ data, bigEndian }: Memory, base: number, offset: number, width: number, signed: boolean): bigint {
  let value = 0n;
  for (let index = 0; index < width; index++) {
    const place = offset + index;
    const byte = data.getUint8(base + Math.floor(place / 8));
    const bit = BigInt((byte >> (bigEndian ? 7 - (place % 8) : place % 8)) & 1);
    value |= bit << BigInt(bigEndian ? width - 1 - index : index);
  }
  return signed ? BigInt.asIntN(width, value) : value;
}

function hexOf(memory: Memory, at: number, length: number): string {
  return Buffer.from(bytesOf(memory, at, length)).toString('hex');
}

function bytesOf({ data }: Memory, at: number, length: number): Uint8Array {
  if (at + length > data.byteLength) throw new RangeError('a part of the struct lies behind the end');
  return new Uint8Array(data.buffer, data.byteOffset + at, length);
}
