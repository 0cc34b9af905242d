// In: a struct's C layout. Out: `viewT(memory, address)`, `sizeofT` and `offsetsT`.
// Rule: module.md, "Memory views". Members at an alignment that is certain, in the machine's usual byte order, are read
// through typed arrays; the others through a DataView. A read of what is not there gives undefined: the memory has
// grown, or the address is out of bounds, and `again` finds out which. A write asks first: it would be silent.

import type { LayoutMember, LayoutModel, LayoutType, StructModel } from '../model/model.ts';
import { emitDoc } from './doc.ts';
import { type Emission, functionOf, privateOf, runtime, runtimeType, viewTypeOf } from './emission.ts';
import { escape } from './escape.ts';
import { type ArrayName, arrayName, constructorName, type NumberType } from './kinds.ts';
import { prefixed, suffixed } from './names.ts';
import type { Writer } from './writer.ts';

type LayoutOf = StructModel & { readonly layout: LayoutModel };

export function hasLayout(struct: StructModel): struct is LayoutOf {
  return struct.layout !== null;
}

interface View {
  readonly emission: Emission;
  readonly struct: LayoutOf;
  /** What an address is known to be a multiple of. */
  readonly align: number;
  /** Where the types go; null for those nobody sees. */
  readonly dts: Writer;
}

export function emitView(emission: Emission, struct: LayoutOf): void {
  const { js, dts } = emission;
  const { size, align } = struct.layout;
  const type = viewTypeOf(emission, struct.name);
  const view = functionOf(emission, 'view', struct.name);
  dts.comment([`/** A ${escape(struct.ctype, 'line')} in C memory, live. */`]);
  dts.named(`${emission.types.exporting(type)}interface `, type, struct.place, ' {');
  emitClass({ emission, struct, align, dts });
  js.open(`export function ${view}(memory, address) {`);
  js.line(
    `return new ${classOf(emission, struct.name, true)}(${runtime(emission, 'memoryOf')}(memory, address, ${size}, ${align}), address);`,
  );
  js.close('}');
  dts.comment([
    `/** A live view of the ${escape(struct.ctype, 'line')} at \`address\`, which survives growth of the memory. */`,
  ]);
  dts.named(
    'export declare function ',
    view,
    struct.place,
    `(memory: ${runtimeType(emission, 'MemoryLike')}, address: number): ${type};`,
  );
}

/** For a struct that lies at odd addresses in a packed one, here or in an import: its members through DataViews. */
export function emitPackedView(emission: Emission, struct: LayoutOf): void {
  emission.dts.open(`interface ${packedTypeOf(emission, struct.name)} {`);
  emitClass({ emission, struct, align: 1, dts: emission.dts });
}

function emitClass(view: View): void {
  const { emission, struct, dts } = view;
  const { js } = emission;
  const { members, align } = struct.layout;
  dts.indent();
  js.open(`class ${classOf(emission, struct.name, view.align === align)} {`, struct.place);
  js.open('constructor(memory, address) {');
  js.line('this.$m = memory;');
  js.line('this.$at = address;');
  js.close('}');
  // A view's own two properties; plain ones are read twice as fast as private ones.
  const seen = new Set(['$m', '$at']);
  for (const member of members) {
    if (seen.has(member.name)) continue;
    seen.add(member.name);
    emitMember(view, member);
  }
  for (const member of members) emitPointee(view, member, seen);
  js.close('}');
  dts.close('}');
}

function classOf(emission: Emission, name: string, isAligned: boolean): string {
  return privateOf(emission, isAligned ? 'viewOf' : 'packedViewOf', name);
}

function packedTypeOf(emission: Emission, name: string): string {
  return emission.types.own(suffixed(name, 'PackedView'));
}

/** Structs that a struct of this module has at places that are no multiple of their alignment. */
export function packedStructs(emission: Emission): readonly LayoutOf[] {
  const packed = new Set<LayoutOf>();
  const add = (name: string): void => {
    const struct = emission.structs.get(name)!;
    if (!hasLayout(struct) || packed.has(struct)) return;
    packed.add(struct);
    for (const { type } of struct.layout.members) for (const inner of structsIn(type)) add(inner);
  };
  for (const struct of emission.model.structs) {
    if (!hasLayout(struct)) continue;
    for (const { type, offset } of struct.layout.members) {
      for (const inner of structsIn(type)) if (!isAligned(emission, inner, offset, struct.layout.align)) add(inner);
    }
  }
  return [...packed].filter((struct) => struct.layout.align > 1);
}

function structsIn(type: LayoutType): readonly string[] {
  if (type.kind === 'array') return structsIn(type.element);
  return type.kind === 'struct' ? [type.name] : [];
}

/** A struct's stride is a multiple of its alignment, so arrays are as their first element. */
function isAligned({ structs }: Emission, name: string, offset: number, align: number): boolean {
  const own = structs.get(name)!.layout?.align ?? 1;
  return offset % own === 0 && align % own === 0;
}

/** A view of a struct inside this one. */
function innerView(view: View, name: string, offset: number, place: string): string {
  const { emission, align } = view;
  if (!isAligned(emission, name, offset, align)) return `new ${classOf(emission, name, false)}(this.$m, ${place})`;
  if (emission.importedFrom.has(name)) return `${functionOf(emission, 'view', name)}(this.$m, ${place})`;
  return `new ${classOf(emission, name, true)}(this.$m, ${place})`;
}

export function emitLayout(emission: Emission, struct: LayoutOf): void {
  const { js, dts, names } = emission;
  const { size, members } = struct.layout;
  const sizeof = prefixed('sizeof', struct.name);
  const offsets = prefixed('offsets', struct.name);
  js.line(`export const ${names.exported(sizeof)} = ${size};`, struct.place);
  js.open(`export const ${names.exported(offsets)} = {`, struct.place);
  dts.comment(['/** Bytes. */']);
  dts.named('export declare const ', emission.types.exported(sizeof), struct.place, `: ${size};`);
  dts.comment(["/** Bytes from the struct's start; of bit-fields, of the byte with their first bit. */"]);
  dts.named('export declare const ', emission.types.exported(offsets), struct.place, ': {');
  dts.indent();
  for (const [name, member] of new Map(members.map((item) => [item.name, item]))) {
    js.line(`${escape(name, 'key')}: ${member.offset},`, member.place);
    dts.named('readonly ', escape(name, 'key'), member.place, `: ${member.offset};`);
  }
  js.close('};');
  dts.close('};');
}

// ---- members -------------------------------------------------------------------------------------------------

function emitMember(view: View, member: LayoutMember): void {
  const { dts } = view;
  const { js } = view.emission;
  const { type } = member;
  const key = classKey(member.name);
  emitDoc(dts, member.doc);
  js.mark(member.place);
  if (type.kind === 'array' && type.dims[0] === 0) {
    js.line(`${key}(count) { return ${arrayOf(view, type, member.offset, 'count', member.name)}; }`);
    dts.named(
      '',
      escape(member.name, 'key'),
      member.place,
      `(count: number): ${arrayType(view, type, member.offset)};`,
    );
    return;
  }
  const accessor = member.bit === null ? accessorOf(view, type, member.offset, member.name) : bitAccessor(view, member);
  js.line(`get ${key}() { return ${accessor.get}; }`);
  const isWritable = accessor.set !== null;
  if (isWritable) js.line(`set ${key}(value) { ${accessor.set}; }`, member.place);
  dts.named(isWritable ? '' : 'readonly ', escape(member.name, 'key'), member.place, `: ${memberType(view, member)};`);
}

/** A class may not have an accessor that is called `constructor`, and `#m` is ours. */
function classKey(name: string): string {
  return name === 'constructor' ? `['constructor']` : escape(name, 'key');
}

/** For a pointer `next` to a struct with a view: `$next`, a view of that struct, or null. */
function emitPointee(view: View, { name, type, place, offset }: LayoutMember, seen: Set<string>): void {
  if (type.kind !== 'pointer' || type.to === null || seen.has(`$${name}`)) return;
  const { emission, dts } = view;
  const { js } = emission;
  const address = accessorOf(view, type, offset, name).get;
  const key = classKey(`$${name}`);
  js.open(`get ${key}() {`, place);
  js.line(`const address = ${type.bits === 64 ? `${emission.names.global('Number')}(${address})` : address};`);
  js.line(`return address === 0 ? null : ${functionOf(emission, 'view', type.to)}(this.$m, address);`);
  js.close('}');
  dts.comment([`/** What \`${escape(name, 'line')}\` points to; null for a null pointer. */`]);
  dts.named('readonly ', escape(`$${name}`, 'key'), place, `: ${viewTypeOf(emission, type.to)} | null;`);
}

interface Accessor {
  readonly get: string;
  readonly set: string | null;
}

const at = (offset: number): string => (offset === 0 ? 'this.$at' : `this.$at + ${offset}`);

function accessorOf(view: View, type: LayoutType, offset: number, name: string): Accessor {
  const { emission } = view;
  switch (type.kind) {
    case 'int':
      return isNumberLayout(type)
        ? numberAccessor(view, numberOf(type), offset)
        : wideAccessor(view, type.signed, offset);
    case 'float':
    case 'enum':
      return numberAccessor(view, type, offset);
    case 'pointer':
      return numberAccessor(view, { kind: 'int', bits: type.bits, signed: false }, offset);
    case 'bool': {
      const { get, set } = numberAccessor(view, { kind: 'int', bits: 8, signed: false }, offset);
      return { get: `(${get}) !== 0`, set: set!.replace(/value$/, 'value ? 1 : 0') };
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

/** Whether typed arrays see it right: its place is a multiple of its size wherever the struct may be. */
function isNative({ emission, align }: View, size: number, offset: number, stride = size): boolean {
  if (size === 1) return true;
  return !emission.model.bigEndian && offset % size === 0 && stride % size === 0 && align % size === 0;
}

function numberAccessor(view: View, type: NumberType, offset: number): Accessor {
  const { emission } = view;
  const size = type.bits / 8;
  const end = at(offset + size);
  if (!isNative(view, size, offset)) {
    const method = constructorName(type).replace('Array', '');
    const isLittle = !emission.model.bigEndian;
    const data = `${runtime(emission, 'reach')}(this.$m, ${end}).data`;
    return {
      get: `${data}.get${method}(${at(offset)}, ${isLittle})`,
      set: `${data}.set${method}(${at(offset)}, value, ${isLittle})`,
    };
  }
  const name = arrayName(type);
  const index = elementIndex(name, offset);
  return {
    get: `this.$m.${name}[${index}] ?? ${runtime(emission, 'again')}(this, '${name}', ${offset})`,
    set: `${runtime(emission, 'reach')}(this.$m, ${end}).${name}[${index}] = value`,
  };
}

function elementIndex(name: ArrayName, offset: number): string {
  const shift = Math.log2(Number(name.slice(1)) / 8);
  return shift === 0 ? at(offset) : `${at(offset)} >>> ${shift}`;
}

function wideAccessor({ emission }: View, signed: boolean, offset: number): Accessor {
  const place = `this.$m, ${at(offset)}, ${emission.model.bigEndian}`;
  return {
    get: `${runtime(emission, 'viewWide')}(${place}, ${signed})`,
    set: `${runtime(emission, 'writeWide')}(${place}, value)`,
  };
}

// ---- bit-fields ----------------------------------------------------------------------------------------------

function bitAccessor(view: View, member: LayoutMember): Accessor {
  const { bit, type } = member;
  const { offset, width } = bit!;
  const signed = (type.kind === 'int' || type.kind === 'enum') && type.signed;
  const is64 = (type.kind === 'int' || type.kind === 'enum') && type.bits === 64;
  const unit = is64 ? null : bitUnit(view, offset, width);
  const { get, set } =
    unit === null ? bitsByBytes(view, offset, width, signed, is64) : bitsInUnit(view, unit, width, signed);
  if (type.kind !== 'bool') return { get, set };
  return { get: `(${get}) !== 0`, set: set.replace(/\bvalue\b/, () => '(value ? 1 : 0)') };
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
): { get: string; set: string } {
  const unit = numberAccessor(view, { kind: 'int', bits, signed: bits === 32 }, offset);
  const mask = width === 32 ? -1 : 2 ** width - 1;
  const get = signed
    ? `(${unit.get}) << ${32 - shift - width} >> ${32 - width}`
    : width === 32
      ? `(${unit.get}) >>> 0`
      : `(${unit.get}) >>> ${shift} & ${mask}`;
  const cleared = `(${unit.get}) & ${~(mask << shift)}`;
  return { get, set: unit.set!.replace(/\bvalue\b/, () => `${cleared} | (value & ${mask}) << ${shift}`) };
}

function bitsByBytes(
  { emission }: View,
  first: number,
  width: number,
  signed: boolean,
  is64: boolean,
): { get: string; set: string } {
  const place = `this.$m, this.$at, ${first}, ${width}, ${emission.model.bigEndian}`;
  const get = `${runtime(emission, 'viewBits')}(${place}, ${signed})`;
  const number = emission.names.global('Number');
  const big = emission.names.global('BigInt');
  return {
    get: is64 ? get : `${number}(${get})`,
    set: `${runtime(emission, 'writeBits')}(${place}, ${is64 ? 'value' : `${big}(value)`})`,
  };
}

// ---- arrays --------------------------------------------------------------------------------------------------

/** What is a number or an address of its own width. */
type NumberLayout =
  | { readonly kind: 'int'; readonly bits: 8 | 16 | 32 | 64; readonly signed: boolean }
  | (LayoutType & { readonly kind: 'enum' | 'float' | 'pointer' });

function isNumberLayout(type: LayoutType): type is NumberLayout {
  return (
    type.kind === 'enum' ||
    type.kind === 'float' ||
    type.kind === 'pointer' ||
    (type.kind === 'int' && type.bits !== 128)
  );
}

function numberOf(type: NumberLayout): NumberType {
  return type.kind === 'pointer' ? { kind: 'int', bits: type.bits, signed: false } : type;
}

/** Flat like T's own: numbers, bools and 128-bit integers are one block, the rest nests by dims. */
function isFlatLayout(type: LayoutType): boolean {
  return isNumberLayout(type) || type.kind === 'bool' || type.kind === 'int';
}

/** `count`: of the first dimension, where the type has none. */
function arrayOf(
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
    const bytes = type.bits === 8 ? count : `${count.includes(' ') ? `(${count})` : count} * ${type.bits / 8}`;
    return `new ${emission.names.global(constructorName(type))}(${runtime(emission, 'reach')}(this.$m, ${at(offset)} + ${bytes}).buffer, ${at(offset)}, ${count})`;
  }
  const item = `${at(offset)} + i * ${stride}`;
  return `${runtime(emission, 'elements')}(${count}, (i) => ${elementAccessor(view, element, item, '').get}, (i, value) => { ${elementAccessor(view, element, item, '').set}; })`;
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

function bytesValue({ emission }: View, size: number, offset: number): string {
  return `new ${emission.names.global('Uint8Array')}(${runtime(emission, 'reach')}(this.$m, ${at(offset + size)}).buffer, ${at(offset)}, ${size})`;
}

// ---- types ---------------------------------------------------------------------------------------------------

function memberType(view: View, { type, bit, offset }: LayoutMember): string {
  if (type.kind === 'array') return arrayType(view, type, offset);
  if (bit !== null && type.kind === 'bool') return 'boolean';
  return typeText(view, type, offset);
}

function typeText(view: View, type: LayoutType, offset: number): string {
  const { emission } = view;
  switch (type.kind) {
    case 'int':
    case 'enum':
      return type.bits >= 64 ? 'bigint' : 'number';
    case 'pointer':
      return type.bits === 64 ? 'bigint' : 'number';
    case 'float':
      return 'number';
    case 'bool':
      return 'boolean';
    case 'string':
      return 'string';
    case 'struct':
      return isAligned(emission, type.name, offset, view.align)
        ? viewTypeOf(emission, type.name)
        : packedTypeOf(emission, type.name);
    case 'bytes':
    case 'array':
      return emission.types.global('Uint8Array');
  }
}

function arrayType(
  view: View,
  { element, dims, stride }: LayoutType & { readonly kind: 'array' },
  offset: number,
): string {
  const elements = (inner: string): string => `${runtimeType(view.emission, 'Elements')}<${inner}>`;
  const capacity = dims.reduce((product, dim) => product * dim, 1);
  if (!isFlatLayout(element)) return dims.reduceRight((inner) => elements(inner), typeText(view, element, offset));
  if (!isNumberLayout(element) || !isTyped(view, element, stride, offset))
    return elements(typeText(view, element, offset));
  const array = view.emission.types.global(constructorName(numberOf(element)));
  return capacity === 0 ? array : `${array} & { readonly length: ${capacity} }`;
}

function isTyped(view: View, element: NumberLayout, stride: number, offset: number): boolean {
  return isNative(view, numberOf(element).bits / 8, offset, stride);
}
