// In: an array in C memory. Out: the expression that shows it: a typed array over the memory, or `Elements`.
// Rule: flat like T's own for numbers, bools and 128-bit integers; the rest nests by dims.

import type { LayoutType } from '../model/model.ts';
import { runtime } from './emission.ts';
import { escape } from './escape.ts';
import { constructorName } from './kinds.ts';
import {
  type Accessor,
  at,
  innerView,
  isFlatLayout,
  isNumberLayout,
  isTyped,
  numberOf,
  type View,
} from './view-code.ts';

/** `count`: of the first dimension, where the type has none. */
export function arrayOf(
  view: View,
  type: LayoutType & { readonly kind: 'array' },
  offset: number,
  count: string | null,
  name: string,
): string {
  const { element, dims, stride } = type;
  const rows = dims.slice(1).reduce((product, dim) => product * dim, 1);
  if (!isFlatLayout(element))
    return arrayRows(view, element, [count ?? dims[0], ...dims.slice(1)], stride, offset, at(offset), 0, name);
  const length = count === null ? String(dims[0] * rows) : rows === 1 ? count : `${count} * ${rows}`;
  return arrayValue(view, element, length, stride, offset);
}

function arrayRows(
  view: View,
  element: LayoutType,
  dims: readonly (number | string)[],
  stride: number,
  offset: number,
  start: string,
  depth: number,
  name: string,
): string {
  const { emission } = view;
  const index = ['i', 'j', 'k', 'l'][depth] ?? `i${depth}`;
  const row = dims.slice(1).reduce<number>((product, dim) => product * Number(dim), stride);
  const item = `${start} + ${index} * ${row}`;
  const isLast = dims.length === 1;
  const value = isLast
    ? elementGet(view, element, offset, item, name)
    : arrayRows(view, element, dims.slice(1), stride, offset, item, depth + 1, name);
  const set = isLast ? elementSet(view, element, item, name) : null;
  return `${runtime(emission, 'elements')}(${dims[0]}, (${index}) => ${value}${set === null ? '' : `, (${index}, value) => { ${set}; }`})`;
}

/** `count` numbers, bools or 128-bit integers at a constant offset; `count` may be an expression. */
function arrayValue(view: View, element: LayoutType, count: string, stride: number, offset: number): string {
  const { emission } = view;
  if (isNumberLayout(element) && isTyped(view, element, stride, offset)) {
    const type = numberOf(element);
    return `new ${emission.names.global(constructorName(type))}(${runtime(emission, 'reach')}(this.$m, ${endOf(offset, count, type.bits / 8)}).buffer, ${at(offset)}, ${count})`;
  }
  const item = `${at(offset)} + i * ${stride}`;
  return `${runtime(emission, 'elements')}(${count}, (i) => ${elementAccessor(view, element, item, '').get}, (i, value) => { ${elementAccessor(view, element, item, '').set}; })`;
}

/** Where `count` elements of `size` bytes end. */
function endOf(offset: number, count: string, size: number): string {
  const length = Number(count);
  if (length >= 0) return at(offset + length * size);
  return `${at(offset)} + ${size === 1 ? count : `${count.includes(' ') ? `(${count})` : count} * ${size}`}`;
}

function elementGet(view: View, element: LayoutType, offset: number, item: string, name: string): string {
  if (element.kind === 'struct') return innerView(view, element.name, offset, item);
  return elementAccessor(view, element, item, name).get;
}

function elementSet(view: View, element: LayoutType, item: string, name: string): string | null {
  return element.kind === 'struct' ? null : elementAccessor(view, element, item, name).set;
}

/** The accessor of an element whose place is computed. */
function elementAccessor(view: View, element: LayoutType, item: string, name: string): Accessor {
  const { emission } = view;
  const order = emission.model.bigEndian;
  if (element.kind === 'bool') {
    const byte = `${runtime(emission, 'reach')}(this.$m, ${item} + 1).u8[${item}]`;
    return { get: `${byte} !== 0`, set: `${byte} = value ? 1 : 0` };
  }
  if (isNumberLayout(element)) {
    const type = numberOf(element);
    const method = constructorName(type).replace('Array', '');
    const data = `${runtime(emission, 'reach')}(this.$m, ${item} + ${type.bits / 8}).data`;
    return { get: `${data}.get${method}(${item}, ${!order})`, set: `${data}.set${method}(${item}, value, ${!order})` };
  }
  if (element.kind === 'int') {
    return {
      get: `${runtime(emission, 'viewWide')}(this.$m, ${item}, ${order}, ${element.signed})`,
      set: `${runtime(emission, 'writeWide')}(this.$m, ${item}, ${order}, value)`,
    };
  }
  if (element.kind === 'string') {
    return {
      get: `${runtime(emission, 'viewText')}(this.$m, ${item}, ${element.capacity})`,
      set: `${runtime(emission, 'writeText')}(this.$m, ${item}, ${element.capacity}, value, ${escape(`${view.struct.name}.${name}[]`, 'string')})`,
    };
  }
  const size = element.kind === 'bytes' ? element.size : 0;
  return {
    get: `new ${emission.names.global('Uint8Array')}(${runtime(emission, 'reach')}(this.$m, ${item} + ${size}).buffer, ${item}, ${size})`,
    set: null,
  };
}
