// In: a member and its place. Out: the expressions that read and write it.
// Rule: view.ts.

import type { LayoutType } from '../model/model.ts';
import { runtime } from './emission.ts';
import { escape } from './escape.ts';
import { type ArrayName, arrayName, constructorName, type NumberType } from './kinds.ts';
import { arrayOf } from './view-array.ts';
import { type Accessor, at, innerView, isNative, isNumberLayout, numberOf, type View } from './view-code.ts';

const BYTE: NumberType = { kind: 'int', bits: 8, signed: false };

export function accessorOf(view: View, type: LayoutType, offset: number, name: string): Accessor {
  const { emission } = view;
  switch (type.kind) {
    case 'int':
      return isNumberLayout(type)
        ? numberAccessor(view, numberOf(type), offset, name)
        : wideAccessor(view, type.signed, offset);
    case 'float':
    case 'enum':
      return numberAccessor(view, type, offset, name);
    case 'pointer':
      return numberAccessor(view, { kind: 'int', bits: type.bits, signed: false }, offset, name);
    case 'bool': {
      const { get, set } = numberAccessor(view, BYTE, offset, null, 'value ? 1 : 0');
      return { get: `${get} !== 0`, set };
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

/**
 * `name`: the member's, which is asked once more after the memory has grown; null where the number is only a part of
 * what is read: then the memory is asked first. `value`: what is written.
 */
export function numberAccessor(
  view: View,
  type: NumberType,
  offset: number,
  name: string | null,
  value: string = 'value',
): Accessor & { readonly set: string } {
  const { emission } = view;
  const size = type.bits / 8;
  const place = at(offset);
  const end = at(offset + size);
  if (!isNative(view, size, offset)) {
    const method = constructorName(type).replace('Array', '');
    const isLittle = !emission.model.bigEndian;
    const data = `${runtime(emission, 'reach')}(this.$m, ${end}).data`;
    return {
      get: `${data}.get${method}(${place}, ${isLittle})`,
      set: `${data}.set${method}(${place}, ${value}, ${isLittle})`,
    };
  }
  const array = arrayName(type);
  const shift = SHIFT[array];
  const element = shift === 0 ? `${array}[${place}]` : `${array}[${place} >>> ${shift}]`;
  const set = `${runtime(emission, `set${array.toUpperCase()}`)}(this.$m, ${place}, ${value})`;
  if (name === null) return { get: `${runtime(emission, 'reach')}(this.$m, ${end}).${element}`, set };
  const again = `${runtime(emission, 'again')}(this, ${escape(name, 'string')})`;
  return { get: asInteger(`this.$m.${element} ?? ${again}`, type), set };
}

/** Of 32 bits: an integer to the engine, too, once it has seen `undefined` here, which halves what that costs. */
function asInteger(read: string, type: NumberType): string {
  if (type.kind === 'float' || type.bits !== 32) return read;
  return `(${read}) ${type.signed ? '|' : '>>>'} 0`;
}

/** An element's bytes, as a power of two. */
const SHIFT: { readonly [Name in ArrayName]: number } = {
  u8: 0,
  i8: 0,
  u16: 1,
  i16: 1,
  u32: 2,
  i32: 2,
  f32: 2,
  u64: 3,
  i64: 3,
  f64: 3,
};

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
