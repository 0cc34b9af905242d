// In: a struct. Out: `checkT(m, at)`, which refuses what its slots may not hold and builds what has no fixed size;
// `fillT(into, m, at)`, which then writes a T and cannot fail; and the exported loadT and decodeT.
// Rule: module.md: all checks come before the first write, variable parts are built first. What a check builds waits
// in `m.parts` until fill or build, which walk in the same order, take it.

import type { ArrayFieldType, FieldPath, FieldType, UnionFieldType } from '../model/model.ts';
import { type ComputationContext, countOf } from './computation.ts';
import { type Emission, externalOf, functionOf, perStruct, privateOf, runtime, structNamed } from './emission.ts';
import { keepsElements, keptElements } from './draft.ts';
import { escape } from './escape.ts';
import {
  access,
  arraysLine,
  type At,
  BLOCK_BYTES,
  createImageCode,
  type ImageCode,
  isScalar,
  local,
  loop,
  loopVariable,
  memberText,
  pathOf,
  pathText,
  plus,
  position,
  START,
  valueContext,
  within,
} from './image-code.ts';
import { buildValue, readByte, readScalar } from './image-build.ts';
import { constructorName, hasWidth, isBig, isFlat, isNumber, isReset, isSaved, rowLength } from './kinds.ts';
import { caseOffset, type FieldSlot, slotNamed, strideOf } from './slots.ts';
import { caseOf } from './union.ts';
import { newValue, valueOf } from './values.ts';
import type { Struct } from './struct.ts';

// ---- checks --------------------------------------------------------------------------------------------------

export function emitCheck(emission: Emission, struct: Struct): void {
  const { fields, traits } = emission.slots.structOf(struct.name);
  if (!traits.hasChecks) return;
  const { js } = emission;
  const code = createImageCode(emission, struct);
  const from = needsObject(emission, struct) ? ', from' : '';
  js.open(`function ${privateOf(emission, 'check', struct)}(m, at${from}) {`, struct.place);
  js.reserve();
  for (const slot of fields) checkField(code, slot, START);
  js.declare(arraysLine(code));
  js.close('}');
}

export function checkField(code: ImageCode, slot: FieldSlot, start: At): void {
  const { emission } = code;
  const { js } = emission;
  const { field, size } = slot;
  const at = plus(start, slot.offset);
  const path = code.prefix + pathOf(field.jsName);
  js.mark(field.place);
  if (field.optional === null) {
    check(code, field.type, at, path, field.jsName);
    return;
  }
  const isNullable = field.optional.by === 'null';
  const flag = isNullable ? plus(start, slot.presence) : flagPlace(code, field.optional);
  if (isNullable) refuseBool(code, flag, path);
  const blank = `${runtime(emission, 'blank')}(m, ${position(at)}, ${position(plus(at, size))}, ${pathText(path)});`;
  if (!slot.traits.hasChecks) {
    js.line(`if (${access(code, 'u8', flag)} === 0) ${blank}`);
    return;
  }
  js.open(`if (${access(code, 'u8', flag)} === 0) {`);
  js.line(blank);
  js.close('} else {');
  js.indent();
  code.depth++;
  check(code, field.type, at, path, field.jsName);
  code.depth--;
  js.close('}');
}

/** Where the `has_F` of an optional field is. */
function flagPlace(code: ImageCode, optional: { readonly by: 'has' | 'null'; readonly field?: string }): At {
  return plus(START, slotNamed(code.emission.slots.structOf(code.struct.name).fields, optional.field!)!.offset);
}

function refuseBool(code: ImageCode, at: At, path: string): void {
  code.emission.js.line(`${runtime(code.emission, 'checkBool')}(${readByte(code, at)}, ${pathText(path)});`);
}

function check(code: ImageCode, type: FieldType, at: At, path: string, name: string): void {
  const { emission } = code;
  const { js } = emission;
  switch (type.kind) {
    case 'bool':
      refuseBool(code, at, path);
      break;
    case 'bitfield':
      if (type.of.kind === 'bool') refuseBool(code, at, path);
      else if (hasWidth(type))
        js.line(
          `${runtime(emission, isBig(type) ? 'fitBig' : 'fit')}(${readScalar(code, type, at)}, ${type.width}, ${type.of.signed}, ${pathText(path)});`,
        );
      break;
    case 'string':
      if (type.capacity === null)
        js.line(`m.parts.push(${runtime(emission, 'getString')}(m, ${position(at)}, ${pathText(path)}));`);
      else js.line(`${runtime(emission, 'checkText')}(m, ${position(at)}, ${type.capacity}, ${pathText(path)});`);
      break;
    case 'struct':
      checkStruct(code, type.name, at, path, `from${escape(name, 'member')}`);
      break;
    case 'array':
      checkArray(code, type, at, path);
      break;
    case 'pointer-array':
    case 'list':
      checkTail(code, type, at, path);
      break;
    case 'external':
      js.line(
        `m.parts.push(${runtime(emission, 'getExternal')}(m, ${position(at)}, ${externalOf(emission, type.name)}, ${pathText(path)}));`,
      );
      break;
    case 'union':
      checkUnion(code, type, at, path);
      break;
  }
}

/** `from`: the object of the struct that is loaded into, for counts that are not in the image. */
function checkStruct(code: ImageCode, name: string, at: At, path: string, from: string): void {
  const { emission } = code;
  const struct = structNamed(emission, name);
  if (!emission.slots.structOf(name).traits.hasChecks) return;
  const argument = needsObject(emission, struct) ? `, ${from}` : '';
  within(emission, path, `${privateOf(emission, 'check', struct)}(m, ${position(at)}${argument});`);
}

function checkArray(code: ImageCode, type: ArrayFieldType, at: At, path: string): void {
  const { emission } = code;
  const { js, slots } = emission;
  const stride = strideOf(slots, type.element);
  const end = position(plus(at, stride * type.capacity));
  if (type.size === null) {
    if (slots.traitsOf(type.element).hasChecks) checkElements(code, type.element, type.capacity, at, path);
    return;
  }
  const count = local(code, 'count');
  const row = rowLength(type);
  const context = imageContext(code);
  js.open('{');
  js.line(
    `const ${count} = ${runtime(emission, 'counted')}(${countOf(type.size, context)}, ${type.dims[0]}, ${pathText(path)})${row === 1 ? '' : ` * ${row}`};`,
  );
  if (slots.traitsOf(type.element).hasTail) js.line(`m.parts.push(${count});`);
  if (slots.traitsOf(type.element).hasChecks) checkElements(code, type.element, count, at, path);
  js.line(
    `${runtime(emission, 'blank')}(m, ${position(at)} + ${count}${stride === 1 ? '' : ` * ${stride}`}, ${end}, ${pathText(path)});`,
  );
  js.close('}');
}

/** Row by row, whatever the dimensions: the index in a path is that of the row-major element. */
function checkElements(code: ImageCode, element: FieldType, count: number | string, at: At, path: string): void {
  const { emission } = code;
  loop(code, count, strideOf(emission.slots, element), at, (item, index) => {
    if (element.kind === 'struct')
      checkStruct(
        code,
        element.name,
        item,
        `${path}[\${${index}}]`,
        `${functionOf(emission, 'create', structNamed(emission, element.name))}()`,
      );
    else check(code, element, item, `${path}[\${${index}}]`, '');
  });
}

function checkTail(
  code: ImageCode,
  type: FieldType & { readonly kind: 'pointer-array' | 'list' },
  at: At,
  path: string,
): void {
  const { emission } = code;
  const { js, slots } = emission;
  const { element } = type;
  const [count, start] = [local(code, 'count'), local(code, 'start')];
  const stride = strideOf(slots, element);
  js.open('{');
  js.line(
    `const ${count} = ${runtime(emission, 'getList')}(m, ${position(at)}, ${stride}, ${pathText(path)}), ${start} = m.start;`,
  );
  if (type.kind === 'pointer-array') {
    js.line(
      `${type.mayBeEmpty ? `if (${count} !== 0) ` : ''}${runtime(emission, 'holdsCount')}(${countOf(type.size, imageContext(code))}, ${count}, ${pathText(path)});`,
    );
  }
  if (isNumber(element) && type.kind === 'pointer-array') {
    const array = `new ${emission.names.global(constructorName(element))}(m.buffer, ${start}, ${count})`;
    js.line(`m.parts.push(${runtime(emission, 'own')}(m, ${array}));`);
  } else {
    const items = local(code, 'items');
    js.line(`const ${items} = [];`);
    loop(code, count, stride, { base: start, offset: 0 }, (item, index) =>
      checkItem(code, element, item, items, `${path}[\${${index}}]`),
    );
    js.line(`m.parts.push(${items});`);
  }
  js.close('}');
}

/** An element in the tail is checked and built at once. */
function checkItem(code: ImageCode, element: FieldType, item: At, items: string, path: string): void {
  const { emission } = code;
  const { js, slots } = emission;
  const { hasTail } = slots.traitsOf(element);
  const first = local(code, 'first');
  if (hasTail) js.line(`const ${first} = m.parts.length;`);
  if (element.kind === 'struct')
    checkStruct(
      code,
      element.name,
      item,
      path,
      `${functionOf(emission, 'create', structNamed(emission, element.name))}()`,
    );
  else check(code, element, item, path, '');
  if (hasTail) js.line(`m.next = ${first};`);
  js.line(`${items}.push(${buildValue(code, element, item)});`);
  if (!hasTail) return;
  js.line(`m.parts.length = ${first};`);
  js.line('m.next = 0;');
}

function checkUnion(code: ImageCode, type: UnionFieldType, at: At, path: string): void {
  const { emission } = code;
  const { js, slots } = emission;
  const area = plus(at, caseOffset(slots, type));
  const end = slots.slotOf(type).size - caseOffset(slots, type);
  js.open(
    `switch (${runtime(emission, 'holdsCase')}(${caseOf(emission, code.struct, type)}(${imageContext(code).field([type.tag])}), [${type.cases.map(({ name }) => escape(name, 'string')).join(', ')}][${access(code, 'u32', at)}], ${pathText(path)})) {`,
  );
  for (const { name, type: of } of type.cases) {
    js.open(`case ${escape(name, 'string')}:`);
    code.depth++;
    check(code, of, area, path + pathOf(name), '');
    code.depth--;
    const rest = slots.slotOf(of).size;
    if (rest < end)
      js.line(
        `${runtime(emission, 'blank')}(m, ${position(plus(area, rest))}, ${position(plus(area, end))}, ${pathText(path)});`,
      );
    js.line('break;');
    js.dedent();
  }
  js.close('}');
}

// ---- counts from the image -----------------------------------------------------------------------------------

/** Fields as the image has them; those that are not saved as the object that is loaded into has them. */
function imageContext(code: ImageCode): ComputationContext {
  const { emission, struct } = code;
  return {
    ...valueContext(emission, 'from'),
    field: (path) => fieldInImage(code, struct, path, START) ?? `from${memberText(path)}`,
    whole: () =>
      `${runtime(emission, 'merged')}(${functionOf(emission, 'create', struct)}(), from, { ${scalarsInImage(code)} })`,
  };
}

function fieldInImage(code: ImageCode, struct: Struct, [name, ...rest]: FieldPath, at: At): string | null {
  const slot = slotNamed(code.emission.slots.structOf(struct.name).fields, name as string);
  return slot === undefined ? null : partInImage(code, slot.field.type, rest, plus(at, slot.offset));
}

function partInImage(code: ImageCode, type: FieldType, rest: FieldPath, place: At): string | null {
  const { slots, structs } = code.emission;
  if (rest.length === 0) return isScalar(type) ? operand(readScalar(code, type, place)) : null;
  if (type.kind === 'struct') return fieldInImage(code, structs.get(type.name)!, rest, place);
  if (type.kind !== 'array') return null;
  // Numbers have one index, structs one for each dimension.
  const indices = (isScalar(type.element) ? rest.slice(0, 1) : rest.slice(0, type.dims.length)) as readonly number[];
  const index = indices.reduce((flat, item, level) => (level === 0 ? item : flat * type.dims[level] + item));
  const element = plus(place, index * strideOf(slots, type.element));
  return partInImage(code, type.element, rest.slice(indices.length), element);
}

/** What is read from an image may be an operation: `u32[…] | 0`. */
function operand(text: string): string {
  return text.replace(/\[.*?\]/g, '').includes(' ') ? `(${text})` : text;
}

/** All scalars of the struct, as properties: what a function that is given the struct may look at. */
function scalarsInImage(code: ImageCode): string {
  const { fields } = code.emission.slots.structOf(code.struct.name);
  const scalars = fields.filter(({ field }) => isScalar(field.type));
  return scalars
    .map(({ field, offset }) => `${field.key}: ${readScalar(code, field.type, plus(START, offset))}`)
    .join(', ');
}

/** Whether a count of the struct, or of one within it, is of a field that is not saved. */
export const needsObject: (emission: Emission, struct: Struct) => boolean = perStruct((emission, struct) =>
  struct.fields.some((field) => {
    if (!isSaved(field)) return false;
    const { type } = field;
    if (type.kind === 'struct') return needsObject(emission, structNamed(emission, type.name));
    return (
      (type.kind === 'array' || type.kind === 'pointer-array') &&
      type.size !== null &&
      usesUnsaved(emission, struct, type.size)
    );
  }),
);

function usesUnsaved(emission: Emission, struct: Struct, size: Parameters<typeof countOf>[0]): boolean {
  let unsaved = false;
  const code = createImageCode(emission, struct);
  const context = imageContext(code);
  countOf(size, {
    ...context,
    field(path) {
      unsaved ||= fieldInImage(code, struct, path, START) === null;
      return '';
    },
    whole() {
      unsaved = true;
      return '';
    },
    function: () => '',
    runtime: () => '',
    global: () => '',
  });
  return unsaved;
}

// ---- writes --------------------------------------------------------------------------------------------------

export function emitFill(emission: Emission, struct: Struct): void {
  const { js } = emission;
  const code = createImageCode(emission, struct);
  js.open(`function ${privateOf(emission, 'fill', struct)}(into, m, at) {`, struct.place);
  js.reserve();
  fillFields(code, START);
  js.declare(arraysLine(code));
  js.close('}');
}

/** Writes every field of `into`, from the slots that begin at `at`. */
export function fillFields(code: ImageCode, at: At): void {
  const { emission, struct } = code;
  const { js, slots } = emission;
  const { fields } = slots.structOf(struct.name);
  let next = 0;
  for (const field of struct.fields) {
    const slot = fields.at(next)?.field === field ? fields[next++] : undefined;
    js.mark(field.place);
    if (slot !== undefined) fillField(code, slot, at);
    else if (isReset(field)) js.line(`into${field.member} = ${valueOf(emission, field.type, field.default!)};`);
  }
}

function fillField(code: ImageCode, slot: FieldSlot, start: At): void {
  const { emission } = code;
  const { js } = emission;
  const { field } = slot;
  const at = plus(start, slot.offset);
  const target = `into${field.member}`;
  if (field.optional?.by === 'null') {
    const isAbsent = `${access(code, 'u8', plus(start, slot.presence))} === 0`;
    const built = buildValue(code, field.type, at);
    if (field.type.kind === 'struct' || (field.type.kind === 'array' && field.type.element.kind === 'struct')) {
      js.line(`if (${isAbsent}) ${target} = null;`);
      js.line(`else if (${target} === null) ${target} = ${built};`);
      js.open('else {');
      fill(code, field.type, target, at);
      js.close('}');
    } else {
      const value = keepsElements(emission, field.type) ? keptElements(emission, field.type, target, built) : built;
      js.line(`${target} = ${isAbsent} ? null : ${value};`);
    }
  } else if (field.optional?.by === 'has' && slot.traits.hasTail) {
    js.line(
      `if (${access(code, 'u8', flagPlace(code, field.optional))} === 0) ${target} = ${newValue(emission, field.type)};`,
    );
    js.open('else {');
    fill(code, field.type, target, at);
    js.close('}');
  } else fill(code, field.type, target, at, field.jsName);
}

/** `name`: the field's, when it is the whole of one. */
function fill(code: ImageCode, type: FieldType, target: string, at: At, name = ''): void {
  const { emission } = code;
  const { js } = emission;
  if (type.kind === 'struct')
    js.line(`${privateOf(emission, 'fill', structNamed(emission, type.name))}(${target}, m, ${position(at)});`);
  else if (type.kind === 'array') fillArray(code, type, target, at, name);
  else if (keepsElements(emission, type))
    js.line(`${target} = ${keptElements(emission, type, target, buildValue(code, type, at))};`);
  else js.line(`${target} = ${buildValue(code, type, at)};`);
}

function fillArray(code: ImageCode, type: ArrayFieldType, target: string, at: At, name: string): void {
  const { emission } = code;
  const { js, slots } = emission;
  const { element, capacity } = type;
  if (isNumber(element)) return fillNumbers(code, type, target, at, name);
  const hasCount = type.size !== null && slots.traitsOf(element).hasTail;
  const array = local(code, 'array');
  const dims = isFlat(element) ? [capacity] : type.dims;
  js.open('{');
  js.line(`const ${array} = ${target};`);
  const count = local(code, 'count');
  if (hasCount)
    js.line(`const ${count} = ${runtime(emission, 'part')}(m)${dims.length === 1 ? '' : ` / ${rowLength(type)}`};`);
  fillElements(code, element, array, dims, hasCount ? count : dims[0], at);
  if (hasCount) {
    const rest = dims
      .slice(1)
      .reduceRight((inner, dim) => `${runtime(emission, 'list')}(${dim}, () => ${inner})`, newValue(emission, element));
    const index = loopVariable(code);
    js.line(`for (let ${index} = ${count}; ${index} < ${dims[0]}; ${index}++) ${array}[${index}] = ${rest};`);
  }
  js.close('}');
}

function fillElements(
  code: ImageCode,
  element: FieldType,
  array: string,
  dims: readonly number[],
  count: number | string,
  at: At,
): void {
  const stride = strideOf(code.emission.slots, element) * dims.slice(1).reduce((product, dim) => product * dim, 1);
  loop(code, count, stride, at, (item, index) => {
    if (dims.length === 1) return fill(code, element, `${array}[${index}]`, item);
    const row = local(code, 'row');
    code.emission.js.line(`const ${row} = ${array}[${index}];`);
    fillElements(code, element, row, dims.slice(1), dims[1], item);
  });
}

function fillNumbers(
  code: ImageCode,
  { element, capacity }: ArrayFieldType,
  target: string,
  at: At,
  name: string,
): void {
  if (!isNumber(element)) return;
  const { emission } = code;
  const { js } = emission;
  const size = element.bits / 8;
  if (capacity * size >= BLOCK_BYTES) {
    const kept = code.blocks?.get(name);
    const block =
      kept ?? `new ${emission.names.global(constructorName(element))}(m.buffer, ${position(at)}, ${capacity})`;
    js.line(`${target}.set(${size === 1 ? block : `${runtime(emission, 'native')}(${block})`});`);
    return;
  }
  const index = loopVariable(code);
  const array = local(code, 'array');
  const item = { base: size === 1 ? `${position(at)} + ${index}` : `${position(at)} + ${index} * ${size}`, offset: 0 };
  js.line(
    `for (let ${index} = 0, ${array} = ${target}; ${index} < ${capacity}; ${index}++) ${array}[${index}] = ${readScalar(code, element, item)};`,
  );
}
