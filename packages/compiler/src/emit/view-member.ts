// In: a member and its place. Out: the expressions that read and write it.
// Rule: view.ts.

import type { LayoutType } from '../model/model.ts';
import { runtime } from './emission.ts';
import { escape } from './escape.ts';
import { type ArrayName, arrayName, constructorName, type NumberType } from './kinds.ts';
import type { Member } from './struct.ts';
import { arrayOf } from './view-array.ts';
import { type Accessor, at, innerView, isNative, isNumberLayout, numberOf, type View } from './view-code.ts';

const BYTE: NumberType = { kind: 'int', bits: 8, signed: false };

export function accessorOf(view: View, type: LayoutType, offset: number, { name, text }: Member): Accessor {
  const { emission } = view;
  switch (type.kind) {
    case 'int':
      return isNumberLayout(type)
        ? numberAccessor(view, numberOf(type), offset, text)
        : wideAccessor(view, type.signed, offset);
    case 'float':
    case 'enum':
      return numberAccessor(view, type, offset, text);
    case 'pointer':
      return numberAccessor(view, { kind: 'int', bits: type.bits, signed: false }, offset, text);
    case 'bool': {
      const { get, set } = numberAccessor(view, BYTE, offset, text, 'value ? 1 : 0', 'againBool');
      // What is asked once more gives a boolean.
      return { get: `(${get}) > 0`, set };
    }
    case 'string':
      return {
        get: `${runtime(emission, 'viewText')}(this.$m, ${at(offset)}, ${type.capacity})`,
        set: `${runtime(emission, 'writeText')}(this.$m, ${at(offset)}, ${type.capacity}, value, ${escape(`${view.struct.name}.${name}`, 'string')})`,
      };
    case 'struct':
      return { get: innerView(view, type.name, offset, at(offset)), set: null };
    case 'bytes':
      return { get: bytesValue(view, type.size, offset), set: null };
    case 'array':
      return { get: arrayOf(view, type, offset, null, name), set: null };
  }
}

/** `text`: the member's name, which `again` asks once more after the memory has grown. `value`: what is written. */
export function numberAccessor(
  view: View,
  type: NumberType,
  offset: number,
  text: string,
  value: string = 'value',
  again: string = NATIVE[arrayName(type)].again,
): Accessor & { readonly set: string } {
  const { emission } = view;
  const size = type.bits / 8;
  const place = at(offset);
  if (!isNative(view, size, offset)) {
    const method = constructorName(type).replace('Array', '');
    const isLittle = !emission.model.bigEndian;
    const data = `${runtime(emission, 'reach')}(this.$m, ${at(offset + size)}).data`;
    return {
      get: `${data}.get${method}(${place}, ${isLittle})`,
      set: `${data}.set${method}(${place}, ${value}, ${isLittle})`,
    };
  }
  const { setter, read, index, after } = NATIVE[arrayName(type)];
  const set = `${runtime(emission, setter)}(this.$m, ${place}, ${value})`;
  const other = `${runtime(emission, again)}(this, ${text}, ${offset})`;
  return { get: `${read}${place}${index} ?? ${other}${after}`, set };
}

/** How a width is read and written: the runtime's functions, and what is around a place. */
interface NativeTexts {
  readonly reader: string;
  readonly again: string;
  readonly setter: string;
  readonly read: string;
  readonly index: string;
  /** Makes the number an integer to the engine, too, once it has seen `undefined`, which halves what that costs. */
  readonly after: string;
}

function nativeTexts(array: ArrayName, shift: number, after = ''): NativeTexts {
  return {
    reader: `get${array.toUpperCase()}`,
    again: `again${array.toUpperCase()}`,
    setter: `set${array.toUpperCase()}`,
    read: `${after === '' ? '' : '('}this.$m.${array}[`,
    index: shift === 0 ? ']' : ` >>> ${shift}]`,
    after,
  };
}

const NATIVE: { readonly [Name in ArrayName]: NativeTexts } = {
  u8: nativeTexts('u8', 0),
  i8: nativeTexts('i8', 0),
  u16: nativeTexts('u16', 1),
  i16: nativeTexts('i16', 1),
  u32: nativeTexts('u32', 2, ') >>> 0'),
  i32: nativeTexts('i32', 2, ') | 0'),
  f32: nativeTexts('f32', 2),
  u64: nativeTexts('u64', 3),
  i64: nativeTexts('i64', 3),
  f64: nativeTexts('f64', 3),
};

/** A number read by the runtime's function, which asks for the bound: shorter, and never slower once memory has grown. */
export function plainRead(view: View, type: NumberType, offset: number): string {
  if (!isNative(view, type.bits / 8, offset)) return numberAccessor(view, type, offset, '').get;
  return `${runtime(view.emission, NATIVE[arrayName(type)].reader)}(this.$m, ${at(offset)})`;
}

function wideAccessor({ emission }: View, signed: boolean, offset: number): Accessor {
  const place = `this.$m, ${at(offset)}, ${emission.model.bigEndian}`;
  return {
    get: `${runtime(emission, 'viewWide')}(${place}, ${signed})`,
    set: `${runtime(emission, 'writeWide')}(${place}, value)`,
  };
}

function bytesValue({ emission }: View, size: number, offset: number): string {
  return `new ${emission.names.global('Uint8Array')}(${runtime(emission, 'reach')}(this.$m, ${at(offset + size)}).buffer, ${at(offset)}, ${size})`;
}
