// In: a struct's C layout and its fields. Out: readT and writeT, whole-struct copies between C memory and a T.
// Rule: module.md: not for structs with saved pointers. Fields that are not saved are copied where they have a C form;
// what C alone has (pointers, handles) keeps its value. Of a union, the tag in C memory says what there is.

import type { FieldType, LayoutMember, LayoutType, UnionFieldType } from '../model/model.ts';
import {
  type Emission,
  fieldsByName,
  functionOf,
  perStruct,
  privateOf,
  runtime,
  runtimeType,
  typeOf,
  structNamed,
} from './emission.ts';
import { escape } from './escape.ts';
import { isHeld } from './held.ts';
import { constructorName, hasKind, isFlat, isNumber, isSaved, type TypedField } from './kinds.ts';
import { prefixed } from './names.ts';
import { caseOf, unionIn } from './union.ts';
import { initialValue } from './values.ts';
import { hasLayout, membersByName } from './view-code.ts';
import type { Field, Struct } from './struct.ts';

/** Whether everything saved has a C form of fixed place. */
export const isCopyable: (emission: Emission, struct: Struct) => boolean = perStruct(
  (emission, struct) =>
    hasLayout(struct) && struct.fields.every((field) => !isSaved(field) || isCopied(emission, struct, field)),
);

function isCopied(emission: Emission, struct: Struct, field: TypedField): boolean {
  const member = membersByName(emission, struct).get(field.name);
  if (member === undefined || field.optional?.by === 'null') return false;
  if (unionIn(field.type) !== null && !isSaved(field)) return false;
  return matches(emission, field.type, member.type, member);
}

function matches(emission: Emission, type: FieldType, c: LayoutType, member: LayoutMember): boolean {
  switch (type.kind) {
    case 'int':
    case 'enum':
      return (c.kind === 'int' || c.kind === 'enum') && c.bits === type.bits;
    case 'bool':
    case 'float':
      return c.kind === type.kind;
    case 'bitfield':
      return member.bit !== null;
    case 'string':
      return c.kind === 'string' && c.capacity === type.capacity;
    case 'struct':
      return c.kind === 'struct' && c.name === type.name && isCopyable(emission, structNamed(emission, type.name));
    case 'array':
      return (
        c.kind === 'array' && c.dims.join() === type.dims.join() && matches(emission, type.element, c.element, member)
      );
    case 'union': {
      const union = c.kind === 'struct' ? emission.structs.get(c.name) : undefined;
      if (union === undefined) return false;
      const members = membersByName(emission, union);
      return type.cases.every((item) => {
        const inner = members.get(item.name);
        return inner !== undefined && matches(emission, item.type, inner.type, inner);
      });
    }
    default:
      return false;
  }
}

export function emitCopy(emission: Emission, struct: Struct): void {
  const { js, dts } = emission;
  const read = functionOf(emission, 'read', struct);
  const write = functionOf(emission, 'write', struct);
  const view = functionOf(emission, 'view', struct);
  const type = typeOf(emission, struct);
  js.open(`export function ${read}(memory, address) {`, struct.place);
  if (isHeld(emission, struct)) js.line(`return ${privateOf(emission, 'take', struct)}(${view}(memory, address));`);
  else {
    js.line(`const view = ${view}(memory, address);`);
    takeFields({ emission, struct });
  }
  js.close('}');
  js.open(`export function ${write}(memory, address, value) {`, struct.place);
  if (isHeld(emission, struct)) js.line(`${privateOf(emission, 'put', struct)}(${view}(memory, address), value);`);
  else {
    js.line(`const view = ${view}(memory, address);`);
    putFields({ emission, struct });
  }
  js.close('}');
  const memory = runtimeType(emission, 'MemoryLike');
  dts.comment([`/** A new ${escape(struct.name, 'line')} with what C has at \`address\`. */`]);
  dts.named('export declare function ', read, struct.place, `(memory: ${memory}, address: number): ${type};`);
  dts.comment(['/** Writes all fields that C has, too, to `address`. */']);
  dts.named(
    'export declare function ',
    write,
    struct.place,
    `(memory: ${memory}, address: number, value: ${type}): void;`,
  );
}

/** `takeT(view)` and `putT(view, value)`, of structs within others of this module, and what unions need. */
export function emitViewCopy(emission: Emission, struct: Struct): void {
  const { js } = emission;
  const copy = { emission, struct };
  for (const field of copiedFields(emission, struct)) {
    const union = unionIn(field.type);
    if (union !== null) emitUnionCopy(copy, field, union);
  }
  if (!isHeld(emission, struct)) return;
  js.open(`function ${privateOf(emission, 'take', struct)}(view) {`, struct.place);
  takeFields(copy);
  js.close('}');
  js.open(`function ${privateOf(emission, 'put', struct)}(view, value) {`);
  putFields(copy);
  js.close('}');
}

const copiedFields: (emission: Emission, struct: Struct) => ReadonlySet<TypedField> = perStruct(
  (emission, struct) => new Set(struct.fields.filter(hasKind).filter((field) => isCopied(emission, struct, field))),
);

interface Copy {
  readonly emission: Emission;
  /** Whose fields are copied: it has the tags. */
  readonly struct: Struct;
}

/** Returns a T of what `view` shows. */
function takeFields(copy: Copy): void {
  const { emission, struct } = copy;
  const { js } = emission;
  const copied = copiedFields(emission, struct);
  js.open('return {');
  for (const field of struct.fields) {
    if (!hasKind(field)) continue;
    const value = copied.has(field) ? takenField(copy, field) : initialValue(emission, struct, field);
    js.line(`${field.key}: ${value},`, field.place);
  }
  js.close('};');
}

function takenField(copy: Copy, field: TypedField): string {
  const value = taken(copy, field.type, `view${field.viewMember}`, 0);
  const flag = flagOfUnion(copy, field);
  if (flag === null) return value;
  return `view${flag.viewMember} ? ${value} : ${initialValue(copy.emission, copy.struct, field)}`;
}

/** Writes `value` through `view`. */
function putFields(copy: Copy): void {
  const { emission, struct } = copy;
  for (const field of savedLast([...copiedFields(emission, struct)])) {
    emission.js.mark(field.place);
    const flag = flagOfUnion(copy, field);
    if (flag !== null) emission.js.open(`if (value${flag.member}) {`);
    const path = `${struct.name}.${field.name}`;
    put(copy, field.type, `view${field.viewMember}`, `value${field.member}`, path);
    if (flag !== null) emission.js.close('}');
  }
}

/** What says whether a union is there at all: one that is not has no case that its tag must agree with. */
function flagOfUnion({ emission, struct }: Copy, { type, optional }: TypedField): Field | null {
  if (optional?.by !== 'has' || unionIn(type) === null) return null;
  return fieldsByName(emission, struct).get(optional.field) ?? null;
}

/** Of the members of an anonymous union the saved one decides: what is written last stays. */
function savedLast(fields: readonly TypedField[]): readonly TypedField[] {
  return [...fields.filter((field) => !isSaved(field)), ...fields.filter(isSaved)];
}

function taken(copy: Copy, type: FieldType, view: string, depth: number): string {
  const { emission, struct } = copy;
  if (type.kind === 'struct') return `${privateOf(emission, 'take', structNamed(emission, type.name))}(${view})`;
  if (type.kind === 'union') {
    const tag = fieldsByName(emission, struct).get(type.tag)!;
    return `${unionCopy(copy, 'take', type)}(${view}, view${tag.viewMember})`;
  }
  if (type.kind !== 'array') return view;
  if (isNumber(type.element)) {
    return `${runtime(emission, 'takeNumbers')}(new ${emission.names.global(constructorName(type.element))}(${type.capacity}), ${view})`;
  }
  const rows = isFlat(type.element) ? 1 : type.dims.length;
  return takenRows(copy, type.element, view, rows, depth);
}

function takenRows(copy: Copy, element: FieldType, view: string, rows: number, depth: number): string {
  const item = depth === 0 ? 'item' : `item${depth + 1}`;
  const value = rows > 1 ? takenRows(copy, element, item, rows - 1, depth + 1) : taken(copy, element, item, depth + 1);
  return `${copy.emission.names.global('Array')}.from(${view}, (${item}) => ${value})`;
}

/** `path`: of the field, for errors. */
function put(copy: Copy, type: FieldType, view: string, value: string, path: string): void {
  const { emission } = copy;
  const { js } = emission;
  if (type.kind === 'struct')
    js.line(`${privateOf(emission, 'put', structNamed(emission, type.name))}(${view}, ${value});`);
  else if (type.kind === 'union')
    js.line(`${unionCopy(copy, 'put', type)}(${view}, ${value}, value${escape(type.tag, 'member')});`);
  else if (type.kind === 'array') {
    const rows = isFlat(type.element) ? 1 : type.dims.length;
    const place = escape(path, 'string');
    if (isNumber(type.element)) js.line(`${runtime(emission, 'putNumbers')}(${view}, ${value}, ${place});`);
    else {
      const each = putElement(copy, type.element);
      const rest = each === null ? '' : `, ${each}`;
      js.line(`${runtime(emission, 'putElements')}(${view}, ${value}, ${rows}, ${place}${rest});`);
    }
  } else js.line(`${view} = ${value};`);
}

/** The function that puts an element of an array in its place; null: it is assigned. */
function putElement(copy: Copy, element: FieldType): string | null {
  if (element.kind === 'struct') return privateOf(copy.emission, 'put', structNamed(copy.emission, element.name));
  if (element.kind !== 'union') return null;
  return `(view, item) => ${unionCopy(copy, 'put', element)}(view, item, value${escape(element.tag, 'member')})`;
}

// ---- unions --------------------------------------------------------------------------------------------------

/** `takeFoo_u(view, tag)` and `putFoo_u(view, value, tag)`, of a field's union. */
function unionCopy({ emission, struct }: Copy, prefix: 'take' | 'put', type: UnionFieldType): string {
  const field = struct.fields.find((item) => unionIn(item.type) === type)!;
  return emission.names.own(prefixed(`${prefix}Case`, `${struct.name}_${field.name}`));
}

/** The tag selects the member; one that selects none is an error, as is a value of another case. */
function emitUnionCopy(copy: Copy, field: TypedField, type: UnionFieldType): void {
  const { emission, struct } = copy;
  const { js } = emission;
  const selected = `${caseOf(emission, struct, type)}(tag)`;
  const path = `${struct.name}.${field.name}`;
  const place = escape(path, 'string');
  js.open(`function ${unionCopy(copy, 'take', type)}(view, tag) {`, field.place);
  js.open(`switch (${runtime(emission, 'selectsCase')}(${selected}, tag, ${place})) {`);
  for (const item of type.cases) {
    const name = escape(item.name, 'string');
    js.line(`case ${name}:`);
    js.line(`  return { case: ${name}, value: ${taken(copy, item.type, `view${escape(item.name, 'member')}`, 0)} };`);
  }
  js.close('}');
  js.close('}');
  js.open(`function ${unionCopy(copy, 'put', type)}(view, { case: name, value }, tag) {`, field.place);
  js.open(`switch (${runtime(emission, 'holdsCase')}(${selected}, name, ${place})) {`);
  for (const item of type.cases) {
    js.open(`case ${escape(item.name, 'string')}:`);
    put(copy, item.type, `view${escape(item.name, 'member')}`, 'value', `${path}.${item.name}`);
    js.line('break;');
    js.dedent();
  }
  js.close('}');
  js.close('}');
}
