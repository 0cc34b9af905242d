// In: a struct. Out: `storeT(value, m, at)`, which writes its slots into the image; and the exported saveT, saveIntoT
// and saveOwnT around it.
// Rule: docs/image-format.md. The range is claimed before the first store, because a getter of the value may save
// something else meanwhile; what the slots cannot hold is a StateError with the field's path.

import type { ArrayFieldType, FieldType, UnionFieldType } from '../model/model.ts';
import { type Emission, externalOf, functionOf, privateOf, runtime, structNamed, typeOf } from './emission.ts';
import { escape } from './escape.ts';
import {
  access,
  arraysLine,
  BLOCK_BYTES,
  type At,
  countFrom,
  createImageCode,
  elementAt,
  type ImageCode,
  local,
  loop,
  loopVariable,
  pathOf,
  pathText,
  plus,
  position,
  START,
  uses,
  usualArrays,
  within,
} from './image-code.ts';
import {
  constructorName,
  hasWidth,
  isBig,
  isNumber,
  nestedDims,
  type NumberType,
  rowLength,
  unsignedName,
} from './kinds.ts';
import { emitGiveSpare, emitSpare, emitTakeSpare, fingerprintText } from './spare.ts';
import { caseOf } from './union.ts';
import { caseOffset, type FieldSlot, HEADER_SIZE, isSmall, strideOf } from './slots.ts';
import type { Struct } from './struct.ts';

export function emitStore(emission: Emission, struct: Struct): void {
  const { js, slots } = emission;
  const code = createImageCode(emission, struct);
  const { fields } = slots.structOf(struct.name);
  js.open(`function ${privateOf(emission, 'store', struct)}(value, m, at) {`, struct.place);
  js.reserve();
  for (const slot of fields) storeField(code, slot, START);
  js.declare(arraysLine(code));
  js.close('}');
}

function storeField(code: ImageCode, slot: FieldSlot, start: At): void {
  const { js } = code.emission;
  const { field, size } = slot;
  const at = plus(start, slot.offset);
  const value = `value${field.member}`;
  const path = code.prefix + pathOf(field.jsName);
  js.mark(field.place);
  if (field.optional === null) {
    store(code, field.type, value, at, path);
    return;
  }
  if (field.optional.by === 'has' && isPlain(field.type)) {
    const flag = `value${escape(field.optional.field, 'member')}`;
    store(code, field.type, `${flag} ? ${value} : ${isBig(field.type) ? '0n' : '0'}`, at, path);
    return;
  }
  if (field.optional.by === 'has') js.open(`if (value${escape(field.optional.field, 'member')}) {`);
  else {
    js.open('{');
    js.line(`const item = ${value};`);
    js.line(`${access(code, 'u8', plus(start, slot.presence))} = item === null ? 0 : 1;`);
    js.open('if (item !== null) {');
  }
  code.depth++;
  store(code, field.type, field.optional.by === 'null' ? 'item' : value, at, path);
  code.depth--;
  js.close('} else {');
  js.indent();
  zero(code, at, size);
  js.close('}');
  if (field.optional.by === 'null') js.close('}');
}

/** One element, whose value can stand in a condition. */
function isPlain(type: FieldType): boolean {
  return (type.kind === 'int' && type.bits <= 64) || type.kind === 'enum' || type.kind === 'float';
}

/** Zeros, where an earlier image may have left something. */
function zero(code: ImageCode, at: At, size: number | string): void {
  uses(code, 'u8');
  code.emission.js.line(`u8.fill(0, ${position(at)}, ${typeof size === 'string' ? size : position(plus(at, size))});`);
}

function store(code: ImageCode, type: FieldType, value: string, at: At, path: string): void {
  const { emission } = code;
  const { js } = emission;
  switch (type.kind) {
    case 'int':
      if (type.bits === 128) js.line(`${runtime(emission, 'putWide')}(m, ${position(at)}, ${value});`);
      else js.line(`${access(code, unsignedName(type), at)} = ${value};`);
      break;
    case 'enum':
    case 'float':
      js.line(`${access(code, unsignedName(type), at)} = ${value};`);
      break;
    case 'bool':
      js.line(`${access(code, 'u8', at)} = ${value} ? 1 : 0;`);
      break;
    case 'bitfield':
      if (!hasWidth(type) || type.of.kind === 'bool') return store(code, type.of, value, at, path);
      store(
        code,
        type.of,
        `${runtime(emission, isBig(type) ? 'fitBig' : 'fit')}(${value}, ${type.width}, ${type.of.signed}, ${pathText(path)})`,
        at,
        path,
      );
      break;
    case 'string':
      if (type.capacity === null)
        js.line(`${runtime(emission, 'putString')}(m, ${position(at)}, ${value}, ${pathText(path)});`);
      else
        js.line(`${runtime(emission, 'putText')}(m, ${position(at)}, ${type.capacity}, ${value}, ${pathText(path)});`);
      break;
    case 'struct':
      storeStruct(code, type.name, value, at, path);
      break;
    case 'array':
      storeArray(code, type, value, at, path);
      break;
    case 'pointer-array':
    case 'list':
      storeTail(code, type, value, at, path);
      break;
    case 'external':
      js.line(
        `${runtime(emission, 'putBytes')}(m, ${position(at)}, ${externalOf(emission, type.name)}.encode(${value}));`,
      );
      break;
    case 'union':
      storeUnion(code, type, value, at, path);
      break;
  }
}

function storeStruct(code: ImageCode, name: string, value: string, at: At, path: string): void {
  const { emission } = code;
  const call = `${privateOf(emission, 'store', structNamed(emission, name))}(${value}, m, ${position(at)});`;
  if (emission.slots.structOf(name).traits.hasLimits) within(emission, path, call);
  else emission.js.line(call);
}

function storeArray(code: ImageCode, type: ArrayFieldType, value: string, at: At, path: string): void {
  const { emission } = code;
  const { js, slots } = emission;
  if (type.size === null && isNumber(type.element)) {
    storeNumbers(code, type.element, type.capacity, value, at, path);
    return;
  }
  const array = local(code, 'array');
  const dims = nestedDims(type);
  js.open('{');
  js.line(`const ${array} = ${value};`);
  checkLength(code, array, dims[0], path);
  const stride = strideOf(slots, type.element);
  if (type.size === null) storeElements(code, type.element, array, dims, dims[0], at, path);
  else {
    const count = local(code, 'count');
    const row = rowLength(type);
    js.line(
      `const ${count} = ${runtime(emission, 'counted')}(${countFrom(emission, type.size, 'value')}, ${type.dims[0]}, ${pathText(path)})${row === 1 ? '' : ` * ${row}`};`,
    );
    const end = `${position(at)} + ${count}${stride === 1 ? '' : ` * ${stride}`}`;
    if (isNumber(type.element)) storeCounted(code, type.element, type.capacity, array, at, count, path);
    else storeElements(code, type.element, array, dims, dims.length === 1 ? count : `${count} / ${row}`, at, path);
    js.line(`if (${count} < ${type.capacity}) u8.fill(0, ${end}, ${position(plus(at, stride * type.capacity))});`);
    uses(code, 'u8');
  }
  js.close('}');
}

function checkLength(code: ImageCode, array: string, length: number | string, path: string): void {
  const { emission } = code;
  emission.js.line(
    `if (${array}.length !== ${length}) throw ${runtime(emission, 'wrongLength')}(${pathText(path)}, ${length}, ${array}.length);`,
  );
}

/** All numbers of an array: a call. */
function storeNumbers(
  code: ImageCode,
  element: NumberType,
  capacity: number,
  value: string,
  at: At,
  path: string,
): void {
  const { emission } = code;
  const array = unsignedName(element);
  if (element.bits > 8 && capacity * (element.bits / 8) >= BLOCK_BYTES) {
    storeBlock(code, element, value, at, capacity, path);
    return;
  }
  uses(code, array);
  const put = runtime(emission, `put${array.toUpperCase()}`);
  emission.js.line(`${put}(${array}, ${elementAt(array, at)}, ${capacity}, ${value}, ${pathText(path)});`);
}

/** The first numbers of an array. */
function storeCounted(
  code: ImageCode,
  element: NumberType,
  capacity: number,
  array: string,
  at: At,
  count: string,
  path: string,
): void {
  const size = element.bits / 8;
  if (capacity * size >= BLOCK_BYTES) {
    storeBlock(code, element, `${array}.subarray(0, ${count})`, at, count, path);
    return;
  }
  const index = loopVariable(code);
  const item = { base: size === 1 ? `${position(at)} + ${index}` : `${position(at)} + ${index} * ${size}`, offset: 0 };
  const stored = `${access(code, unsignedName(element), item)} = ${array}[${index}];`;
  code.emission.js.line(`for (let ${index} = 0; ${index} < ${count}; ${index}++) ${stored}`);
}

function storeBlock(
  code: ImageCode,
  element: NumberType,
  items: string,
  at: At,
  count: number | string,
  path: string,
): void {
  const { emission } = code;
  if (element.bits === 8) {
    uses(code, 'u8');
    emission.js.line(`u8.set(${items}, ${position(at)});`);
  } else {
    const block = `new ${emission.names.global(constructorName(element))}(m.buffer, ${position(at)}, ${count})`;
    emission.js.line(`${runtime(emission, 'putBlock')}(${block}, ${items}, ${pathText(path)});`);
  }
}

/** Elements that are no numbers, nested as T nests them. */
function storeElements(
  code: ImageCode,
  element: FieldType,
  array: string,
  dims: readonly number[],
  count: number | string,
  at: At,
  path: string,
): void {
  const stride = strideOf(code.emission.slots, element) * dims.slice(1).reduce((product, dim) => product * dim, 1);
  loop(code, count, stride, at, (item, index) => {
    const itemPath = `${path}[\${${index}}]`;
    if (dims.length === 1) return store(code, element, `${array}[${index}]`, item, itemPath);
    const { js } = code.emission;
    const row = local(code, 'row');
    js.line(`const ${row} = ${array}[${index}];`);
    checkLength(code, row, dims[1], itemPath);
    storeElements(code, element, row, dims.slice(1), dims[1], item, itemPath);
  });
}

/** An offset and a count here, the elements in the tail. */
function storeTail(
  code: ImageCode,
  type: FieldType & { readonly kind: 'pointer-array' | 'list' },
  value: string,
  at: At,
  path: string,
): void {
  const { emission } = code;
  const { js, slots } = emission;
  const array = local(code, 'array');
  const start = local(code, 'start');
  const stride = strideOf(slots, type.element);
  js.open('{');
  js.line(`const ${array} = ${value};`);
  if (type.kind === 'pointer-array') {
    const size = countFrom(emission, type.size, 'value');
    checkLength(code, array, type.mayBeEmpty ? `(${array}.length && ${size})` : size, path);
  }
  js.line(`const ${start} = ${runtime(emission, 'putList')}(m, ${position(at)}, ${array}.length, ${stride});`);
  if (isNumber(type.element))
    storeBlock(code, type.element, array, { base: start, offset: 0 }, `${array}.length`, path);
  else storeElements(code, type.element, array, [0], `${array}.length`, { base: start, offset: 0 }, path);
  js.close('}');
}

function storeUnion(code: ImageCode, type: UnionFieldType, value: string, at: At, path: string): void {
  const { emission } = code;
  const { js, slots } = emission;
  const item = local(code, 'item');
  const area = plus(at, caseOffset(slots, type));
  js.open('{');
  js.line(`const ${item} = ${value};`);
  js.line(
    `${runtime(emission, 'holdsCase')}(${caseOf(emission, code.struct, type)}(value${escape(type.tag, 'member')}), ${item}.case, ${pathText(path)});`,
  );
  zero(code, area, slots.slotOf(type).size - caseOffset(slots, type));
  js.open(`switch (${item}.case) {`);
  for (const [index, { name, type: of }] of type.cases.entries()) {
    js.open(`case ${escape(name, 'string')}:`);
    js.line(`${access(code, 'u32', at)} = ${index};`);
    code.depth++;
    store(code, of, `${item}.value`, area, path + pathOf(name));
    code.depth--;
    js.line('break;');
    js.dedent();
  }
  js.close('}');
  js.close('}');
}

// ---- what the module exports ---------------------------------------------------------------------------------

export function emitSave(emission: Emission, struct: Struct): void {
  const { js, slots } = emission;
  const save = functionOf(emission, 'save', struct);
  const { traits } = slots.structOf(struct.name);
  if (traits.hasTail) emitSaveTail(emission, struct, save);
  else emitSaveFixed(emission, struct, save);
  js.open(`export function ${functionOf(emission, 'saveOwn', struct)}(value) {`);
  js.line(`return ${save}(value)${traits.hasTail ? '' : '.slice()'};`);
  js.close('}');
  declareSave(emission, struct);
}

function emitSaveFixed(emission: Emission, struct: Struct, save: string): void {
  const { js, slots } = emission;
  const size = slots.imageSize(struct.name);
  js.open(`export function ${save}(value) {`);
  const claim = `${runtime(emission, 'claim')}(${size}, ${fingerprintText(struct)})`;
  if (isSmall(emission, struct)) {
    const code = createImageCode(emission, struct, { prefix: struct.name });
    js.reserve();
    for (const slot of slots.structOf(struct.name).fields) storeField(code, slot, plus(START, HEADER_SIZE));
    const arrays = usualArrays(code);
    js.declare(`const { at, buffer${arrays === '' ? '' : `, ${arrays}`} } = ${claim};`);
  } else {
    js.line(`const m = ${claim}, { at, buffer } = m;`);
    callStore(emission, struct, `at + ${HEADER_SIZE}`);
  }
  js.line(`return new ${emission.names.global('Uint8Array')}(buffer, at, ${size});`);
  js.close('}');

  emitSpare(emission, struct);
  js.open(`export function ${functionOf(emission, 'saveInto', struct)}(value, target, offset = 0) {`);
  js.line(`${runtime(emission, 'checkRoom')}(target, offset, ${size}, ${escape(struct.name, 'string')});`);
  emitTakeSpare(emission, struct);
  callStore(emission, struct, String(HEADER_SIZE));
  js.line('target.set(m.u8, offset);');
  emitGiveSpare(emission, struct);
  js.line(`return ${size};`);
  js.close('}');
}

function callStore(emission: Emission, struct: Struct, at: string): void {
  const { js, slots } = emission;
  const call = `${privateOf(emission, 'store', struct)}(value, m, ${at});`;
  if (!slots.structOf(struct.name).traits.hasLimits) js.line(call);
  else within(emission, escape(struct.name, 'line'), call);
}

function emitSaveTail(emission: Emission, struct: Struct, save: string): void {
  const { js, slots } = emission;
  const schema = `${privateOf(emission, 'store', struct)}, ${escape(struct.name, 'string')}, ${slots.imageSize(struct.name)}, ${fingerprintText(struct)}`;
  js.open(`export function ${save}(value) {`);
  js.line(`return ${runtime(emission, 'saveTail')}(value, ${schema});`);
  js.close('}');
  js.open(`export function ${functionOf(emission, 'saveInto', struct)}(value, target, offset = 0) {`);
  js.line(`return ${runtime(emission, 'saveTailInto')}(value, target, offset, ${schema});`);
  js.close('}');
}

function declareSave(emission: Emission, struct: Struct): void {
  const { dts, types } = emission;
  const type = typeOf(emission, struct);
  const bytes = `${types.global('Uint8Array')}<${types.global('ArrayBuffer')}>`;
  dts.comment([
    '/** The image, in memory that the runtime shares between results: the cheapest. Not to be transferred. */',
  ]);
  dts.named(
    'export declare function ',
    functionOf(emission, 'save', struct),
    struct.place,
    `(value: ${type}): ${bytes};`,
  );
  dts.comment(['/** The image, into `target` at `offset`, a multiple of 8. Returns the number of bytes written. */']);
  dts.named(
    'export declare function ',
    functionOf(emission, 'saveInto', struct),
    struct.place,
    `(value: ${type}, target: ${types.global('Uint8Array')}, offset?: number): number;`,
  );
  dts.comment(['/** The image in a buffer of its own: to transfer, to store. */']);
  dts.named(
    'export declare function ',
    functionOf(emission, 'saveOwn', struct),
    struct.place,
    `(value: ${type}): ${bytes};`,
  );
}
