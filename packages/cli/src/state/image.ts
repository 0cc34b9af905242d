// In: the bytes of an image and the struct it is of. Out: the state in keyed form.
// Rule: docs/image-format.md, read by the model alone: nothing generated is run. Unlike JSON it has every field, also
// where a field has its default, and counted arrays have all of their capacity.

import { createSlotTable, IMAGE_HEADER_SIZE, type FieldType, type SlotTable, type StructModel } from '@qidl/compiler';
import type { Keyed, Names } from './keyed.ts';

const MAGIC = 0x4c444951;
/** Bytes; text and foreign bytes begin anywhere. */
const TAIL_ALIGN = 8;

/** What the bytes are not: the message says why. */
export class NoImage extends Error {}

interface Image {
  readonly names: Names;
  readonly slots: SlotTable;
  readonly data: DataView;
  /** Where the next entry of the tail begins, but for its alignment: no two entries share bytes. */
  cursor: number;
}

export function isImage(bytes: Uint8Array): boolean {
  return bytes.length >= IMAGE_HEADER_SIZE && viewOf(bytes).getUint32(0, true) === MAGIC;
}

/** The struct of the schema that made the image; null when none of these did. */
export function structOfImage(bytes: Uint8Array, structs: Iterable<StructModel>): StructModel | null {
  const data = viewOf(bytes);
  for (const struct of structs) {
    const [low, high] = struct.fingerprint;
    if (struct.keyword === 'struct' && data.getUint32(8, true) === low && data.getUint32(12, true) === high)
      return struct;
  }
  return null;
}

/** Throws NoImage. The fingerprint has been looked at. */
export function readImage(bytes: Uint8Array, struct: StructModel, names: Names): Keyed {
  const data = viewOf(bytes);
  const length = data.getUint32(4, true);
  if (length !== bytes.length) throw new NoImage(`an image of ${length} bytes, but there are ${bytes.length}`);
  const slots = createSlotTable(names.structs);
  const image: Image = { names, slots, data, cursor: slots.imageSize(struct.name) };
  try {
    const state = readStruct(image, struct.name, IMAGE_HEADER_SIZE);
    if (image.cursor !== length) throw new NoImage('the parts of the image do not fill it');
    return state;
  } catch (error) {
    if (error instanceof RangeError) throw new NoImage('a part of the image lies behind its end', { cause: error });
    throw error;
  }
}

function viewOf({ buffer, byteOffset, byteLength }: Uint8Array): DataView {
  return new DataView(buffer, byteOffset, byteLength);
}

function readStruct(image: Image, name: string, at: number): Keyed {
  const values: Record<string, Keyed> = Object.create(null);
  const flags = new Map<string, boolean>();
  const struct = image.slots.structOf(name);
  for (const { field, offset, presence } of struct.fields) {
    if (field.type.kind === 'bool') flags.set(field.jsName, image.data.getUint8(at + offset) !== 0);
    if (field.optional?.by === 'has' && !flags.get(field.optional.field)) continue;
    const isAbsent = presence >= 0 && image.data.getUint8(at + presence) === 0;
    values[field.wireName] = isAbsent ? null : readValue(image, field.type, at + offset);
  }
  return values;
}

function readValue(image: Image, type: FieldType, at: number): Keyed {
  const { data, slots } = image;
  switch (type.kind) {
    case 'int':
    case 'enum':
      return readInteger(data, at, type.bits, type.signed, true);
    case 'bool':
      return data.getUint8(at) !== 0;
    case 'float':
      return type.bits === 32 ? data.getFloat32(at, true) : data.getFloat64(at, true);
    case 'bitfield':
      return readValue(image, type.of, at);
    case 'array':
      return readElements(image, type.element, at, type.capacity);
    case 'string':
      return type.capacity === null ? readText(image, at) : textIn(bytesAt(image, at, type.capacity));
    case 'pointer-array':
    case 'list':
      return readList(image, type.element, at);
    case 'external':
      return Buffer.from(tailOf(image, at, 1, 1)).toString('hex');
    case 'struct':
      return readStruct(image, type.name, at);
    case 'union': {
      const index = data.getUint32(at, true);
      const chosen = type.cases[index];
      if (chosen === undefined) throw new NoImage(`a union has case ${index} of ${type.cases.length}`);
      return { [chosen.name]: readValue(image, chosen.type, at + slots.slotOf(type).align) };
    }
  }
}

function readElements(image: Image, element: FieldType, at: number, count: number): Keyed {
  const stride = strideOf(image, element);
  return Array.from({ length: count }, (_, index) => readValue(image, element, at + index * stride));
}

function readList(image: Image, element: FieldType, at: number): Keyed {
  const count = image.data.getUint32(at + 4, true);
  if (count === 0) return [];
  const start = image.data.getUint32(at, true);
  tailOf(image, at, strideOf(image, element), TAIL_ALIGN);
  return readElements(image, element, start, count);
}

function strideOf({ slots }: Image, element: FieldType): number {
  const { size, align } = slots.slotOf(element);
  return Math.max(1, Math.ceil(size / align) * align);
}

function readText(image: Image, at: number): string | null {
  if (image.data.getUint32(at, true) === 0) return null;
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(tailOf(image, at, 1, 1));
}

/** The bytes of the tail's next entry, which the reference at `at` must be to. */
function tailOf(image: Image, at: number, stride: number, align: number): Uint8Array {
  const start = image.data.getUint32(at, true);
  const length = image.data.getUint32(at + 4, true) * stride;
  if (start !== Math.ceil(image.cursor / align) * align) throw new NoImage('the parts of the image are out of order');
  image.cursor = start + length;
  return bytesAt(image, start, length);
}

function bytesAt({ data }: Image, at: number, length: number): Uint8Array {
  if (at + length > data.byteLength) throw new NoImage('a part of the image lies behind its end');
  return new Uint8Array(data.buffer, data.byteOffset + at, length);
}

/** Text up to its NUL. */
export function textIn(bytes: Uint8Array): string {
  const end = bytes.indexOf(0);
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(end < 0 ? bytes : bytes.subarray(0, end));
}

/** An integer of 8 to 128 bits; up to 32 bits a number, wider ones a bigint. */
export function readInteger(
  data: DataView,
  at: number,
  bits: number,
  signed: boolean,
  littleEndian: boolean,
): number | bigint {
  if (bits === 8) return signed ? data.getInt8(at) : data.getUint8(at);
  if (bits === 16) return signed ? data.getInt16(at, littleEndian) : data.getUint16(at, littleEndian);
  if (bits === 32) return signed ? data.getInt32(at, littleEndian) : data.getUint32(at, littleEndian);
  if (bits === 64) return signed ? data.getBigInt64(at, littleEndian) : data.getBigUint64(at, littleEndian);
  const [low, high] = littleEndian ? [at, at + 8] : [at + 8, at];
  const value = (data.getBigUint64(high, littleEndian) << 64n) | data.getBigUint64(low, littleEndian);
  return signed ? BigInt.asIntN(128, value) : value;
}
