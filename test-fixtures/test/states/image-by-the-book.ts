// In: a struct of a model, and a state of it. Out: its image.
// Rule: docs/image-format.md, sentence by sentence, and nothing of what the compiler generates or the runtime does for it:
// slow, one byte after the other. Only bytes of external types, which their visitors make, are taken from the image that
// is to be compared.

import type { FieldType, StructModel } from '@qidl/compiler';
import { computed } from './computation.ts';
import { flat } from './object-by-the-book.ts';
import type { Known, State } from './random-state.ts';

type UnionType = FieldType & { readonly kind: 'union' };

interface Slot {
  readonly size: number;
  readonly align: number;
}

interface Book extends Pick<Known, 'structs' | 'functions'> {
  /** The image to compare with. */
  readonly external: Uint8Array;
  bytes: number[];
}

export function imageByTheBook(
  { structs, functions }: Known,
  struct: StructModel,
  state: State,
  external: Uint8Array,
): Uint8Array {
  const book: Book = { structs, functions, external, bytes: [] };
  const { size } = slotOfStruct(book, struct);
  book.bytes = Array<number>(roundUp(16 + size, 8)).fill(0);
  writeStruct(book, 16, struct, state);
  const [low, high] = struct.fingerprint;
  for (const [index, word] of [0x4c444951, book.bytes.length, low, high].entries())
    writeInteger(book, 4 * index, 4, BigInt(word));
  return Uint8Array.from(book.bytes);
}

// ---- sizes ---------------------------------------------------------------------------------------------------

function slotOfStruct(book: Book, struct: StructModel): Slot {
  let size = 0;
  let align = 1;
  for (const { role, type, optional } of struct.fields) {
    if (role !== 'saved' || type === null) continue;
    if (optional?.by === 'null') size++;
    const slot = slotOf(book, type);
    size = roundUp(size, slot.align) + slot.size;
    align = Math.max(align, slot.align);
  }
  return { size: roundUp(size, align), align };
}

function slotOf(book: Book, type: FieldType): Slot {
  switch (type.kind) {
    case 'int':
    case 'enum':
    case 'float':
      return { size: type.bits / 8, align: type.bits / 8 };
    case 'bool':
      return { size: 1, align: 1 };
    case 'bitfield':
      return slotOf(book, type.of);
    case 'string':
      return type.capacity === null ? { size: 8, align: 4 } : { size: type.capacity, align: 1 };
    case 'array':
      return { size: type.capacity * strideOf(book, type.element), align: slotOf(book, type.element).align };
    case 'struct':
      return slotOfStruct(book, book.structs.get(type.name)!);
    case 'union': {
      const slots = type.cases.map((item) => slotOf(book, item.type));
      const align = Math.max(4, ...slots.map((slot) => slot.align));
      return { size: roundUp(align + Math.max(0, ...slots.map((slot) => slot.size)), align), align };
    }
    default:
      return { size: 8, align: 4 };
  }
}

function strideOf(book: Book, element: FieldType): number {
  const { size, align } = slotOf(book, element);
  return roundUp(size, align);
}

const roundUp = (size: number, align: number): number => Math.ceil(size / align) * align;

// ---- bytes ---------------------------------------------------------------------------------------------------

function writeStruct(book: Book, start: number, struct: StructModel, state: State): void {
  let at = start;
  for (const { role, type, optional, jsName } of struct.fields) {
    if (role !== 'saved' || type === null) continue;
    const value = state[jsName];
    const isNullable = optional?.by === 'null';
    const presence = at;
    if (isNullable) at++;
    const { size, align } = slotOf(book, type);
    at = start + roundUp(at - start, align);
    const isThere = isNullable ? value !== null : optional === null || state[optional.field] === true;
    if (isNullable) book.bytes[presence] = isThere ? 1 : 0;
    if (isThere) {
      const rows = type.kind === 'array' && type.size !== null ? computed(type.size, state, book.functions) : null;
      write(book, at, type, value, rows === null ? null : Number(rows));
    }
    at += size;
  }
}

/** `rows`: of a counted array, how many elements of its first dimension count. */
function write(book: Book, at: number, type: FieldType, value: unknown, rows: number | null = null): void {
  switch (type.kind) {
    case 'int':
    case 'enum':
      return writeInteger(book, at, type.bits / 8, BigInt(value as number | bigint));
    case 'bool':
      return writeInteger(book, at, 1, value === true ? 1n : 0n);
    case 'bitfield':
      return write(book, at, type.of, value);
    case 'float': {
      const data = new DataView(new ArrayBuffer(8));
      if (type.bits === 32) data.setFloat32(0, value as number, true);
      else data.setFloat64(0, value as number, true);
      return writeInteger(book, at, type.bits / 8, data.getBigUint64(0, true));
    }
    case 'array': {
      const { element, dims, capacity } = type;
      const items = flat(value, dims.length - 1);
      const used = rows === null ? capacity : dims[0] === 0 ? 0 : (rows * capacity) / dims[0]!;
      for (let i = 0; i < used; i++) write(book, at + i * strideOf(book, element), element, items[i]);
      return;
    }
    case 'string':
      return type.capacity === null
        ? writeText(book, at, value as string | null)
        : put(book, at, utf8(value as string));
    case 'struct':
      return writeStruct(book, at, book.structs.get(type.name)!, value as State);
    case 'union':
      return writeUnion(book, at, type, value as { readonly case: string; readonly value: unknown });
    case 'external':
      return writeExternal(book, at);
    default:
      return writeItems(book, at, type.element, [...(value as Iterable<unknown>)]);
  }
}

function writeUnion(
  book: Book,
  at: number,
  type: UnionType,
  value: { readonly case: string; readonly value: unknown },
): void {
  const index = type.cases.findIndex(({ name }) => name === value.case);
  writeInteger(book, at, 4, BigInt(index));
  write(book, at + slotOf(book, type).align, type.cases[index]!.type, value.value);
}

/** Numbers and structs: a block at a multiple of 8, then what its elements have in the tail. */
function writeItems(book: Book, at: number, element: FieldType, items: readonly unknown[]): void {
  if (items.length === 0) return;
  const stride = Math.max(1, strideOf(book, element));
  const start = claim(book, 8, items.length * stride);
  writeReference(book, at, start, items.length);
  for (const [index, item] of items.entries()) write(book, start + index * stride, element, item);
}

function writeText(book: Book, at: number, text: string | null): void {
  if (text === null) return;
  const bytes = utf8(text);
  const start = claim(book, 1, bytes.length);
  writeReference(book, at, start, bytes.length);
  put(book, start, bytes);
}

function writeExternal(book: Book, at: number): void {
  const data = new DataView(book.external.buffer, book.external.byteOffset, book.external.length);
  const size = data.getUint32(at + 4, true);
  const from = data.getUint32(at, true);
  const start = claim(book, 1, size);
  writeReference(book, at, start, size);
  put(book, start, book.external.subarray(from, from + size));
}

/** Room at the end. */
function claim({ bytes }: Book, align: number, size: number): number {
  while (bytes.length % align !== 0) bytes.push(0);
  const start = bytes.length;
  for (let i = 0; i < size; i++) bytes.push(0);
  return start;
}

function writeReference(book: Book, at: number, start: number, count: number): void {
  writeInteger(book, at, 4, BigInt(start));
  writeInteger(book, at + 4, 4, BigInt(count));
}

function writeInteger({ bytes }: Book, at: number, size: number, value: bigint): void {
  for (let i = 0; i < size; i++) bytes[at + i] = Number(BigInt.asUintN(8, value >> BigInt(8 * i)));
}

function put({ bytes }: Book, at: number, from: Iterable<number>): void {
  for (const byte of from) bytes[at++] = byte;
}

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
