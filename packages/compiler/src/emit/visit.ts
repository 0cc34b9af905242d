// In: a struct. Out: `visitT(visitor, name, value[, hooks])`.
// Rule: visitor.ts, the contract. Two straight runs: one that assigns what an input visitor brings, one that only calls
// (assigning costs a fifth, and fails on frozen objects). The `has_F` of an optional field is asked for by `present`,
// at the flag's own place: keyed formats write presence only.

import type { ArrayFieldType, FieldType, PointerArrayType, SubsectionModel, UnionFieldType } from '../model/model.ts';
import { conditionOf } from './computation.ts';
import {
  type Emission,
  externalOf,
  fieldsByName,
  functionOf,
  hooksOf,
  infoOf,
  perStruct,
  privateOf,
  runtime,
  runtimeType,
  typeOf,
  structNamed,
} from './emission.ts';
import { keepsElements } from './draft.ts';
import { escape } from './escape.ts';
import { emitOwnHook, hookedStructs } from './hooks.ts';
import { countFrom, valueContext } from './image-code.ts';
import { enumInfoOf } from './info.ts';
import { hasWidth, isBig, isFlat, isNumber, isReset, isSaved, rowLength, type TypedField } from './kinds.ts';
import { caseOf, unionIn } from './union.ts';
import { differs, newValue, valueOf } from './values.ts';
import type { Struct } from './struct.ts';

interface Visit {
  readonly emission: Emission;
  readonly struct: Struct;
  readonly reads: boolean;
  /** Fields whose presence a `has_F` tells, by the flag's name. */
  readonly guarded: ReadonlyMap<string, TypedField>;
  depth: number;
}

export function emitVisit(emission: Emission, struct: Struct): void {
  const { js } = emission;
  const info = infoOf(emission, struct);
  const isHooked = hookedStructs(emission, struct).length > 0;
  const guarded = guardedFields(struct);
  emitPresences(emission, struct);
  js.open(
    `export function ${functionOf(emission, 'visit', struct)}(v, name, value${isHooked ? ', hooks' : ''}) {`,
    struct.place,
  );
  js.line(`const o = v.startStruct(name, value, ${info});`);
  js.open('if (v.reads) {');
  visitFields({ emission, struct, reads: true, guarded, depth: 0 });
  emitOwnHook(emission, struct, 'o');
  js.close('} else {');
  js.indent();
  visitFields({ emission, struct, reads: false, guarded, depth: 0 });
  js.close('}');
  js.line(`return v.endStruct(name, value, o, ${info});`);
  js.close('}');
  declareVisit(emission, struct);
}

function declareVisit(emission: Emission, struct: Struct): void {
  const { dts } = emission;
  const visit = functionOf(emission, 'visit', struct);
  const type = typeOf(emission, struct);
  const hooks = hookedStructs(emission, struct).length > 0 ? `, hooks: ${hooksOf(emission, struct)}` : '';
  dts.comment([`/** Walks the saved fields of a ${escape(struct.name, 'line')}, in order, through a visitor. */`]);
  dts.named(
    'export declare function ',
    visit,
    struct.place,
    `(visitor: ${runtimeType(emission, 'OutputVisitor')}, name: string | null, value: ${type}): ${type};`,
  );
  dts.comment([
    '/** The same for a visitor that brings values: `value` is what to load into; null: a new one is made. */',
  ]);
  dts.named(
    'export declare function ',
    visit,
    struct.place,
    `(visitor: ${runtimeType(emission, 'InputVisitor')}, name: string | null, value: ${type} | null${hooks}): ${type};`,
  );
}

// ---- presence ------------------------------------------------------------------------------------------------

function guardedFields({ fields }: Struct): ReadonlyMap<string, TypedField> {
  const guarded = new Map<string, TypedField>();
  for (const field of fields)
    if (isSaved(field) && field.optional?.by === 'has') guarded.set(field.optional.field, field);
  return guarded;
}

/** The saved fields of each named subsection. */
const subsectionFields: (emission: Emission, struct: Struct) => ReadonlyMap<string, TypedField[]> = perStruct(
  (_, { fields }) => {
    const byName = new Map<string, TypedField[]>();
    for (const field of fields) {
      if (!isSaved(field) || field.subsection === null) continue;
      const own = byName.get(field.subsection) ?? [];
      byName.set(field.subsection, own);
      own.push(field);
    }
    return byName;
  },
);

/** One constant with what `present` is told of each field that may be absent. */
function emitPresences(emission: Emission, struct: Struct): void {
  const { js } = emission;
  const lines: string[] = [];
  const add = (key: string, subsection: string, version: number, since: number, flag = ''): void => {
    lines.push(
      `${escape(key, 'key')}: { subsection: ${escape(subsection, 'string')}, version: ${version}, since: ${since}${flag} },`,
    );
  };
  for (const { name, version } of struct.subsections) add(name, name, version, 0);
  for (const field of struct.fields) {
    if (!isSaved(field)) continue;
    if (field.optional === null && !mayBeAbsent(field)) continue;
    const own = `${struct.wireName}/${field.wireName}`;
    if (field.optional?.by === 'has') {
      const flag = fieldsByName(emission, struct).get(field.optional.field);
      add(field.jsName, own, 1, 0, `, flag: ${escape(flag?.wireName ?? '', 'string')}`);
    } else add(field.jsName, own, 1, field.version);
  }
  if (lines.length === 0) return;
  js.open(`const ${presencesOf(emission, struct)} = {`);
  for (const line of lines) js.line(line);
  js.close('};');
}

function presencesOf(emission: Emission, struct: Struct): string {
  return privateOf(emission, 'presence', struct);
}

function mayBeAbsent(field: TypedField): boolean {
  return field.version > 0 || field.optional?.by === 'null' || field.default !== null;
}

function present(visit: Visit, key: string, wireName: string, isPresent: string, why: string): string {
  const info = `${presencesOf(visit.emission, visit.struct)}${escape(key, 'member')}`;
  return `v.present(${escape(wireName, 'string')}, ${isPresent}, '${why}', ${info})`;
}

// ---- fields --------------------------------------------------------------------------------------------------

function visitFields(visit: Visit): void {
  const { emission, struct, reads } = visit;
  const { js } = emission;
  const subsections = new Map(struct.subsections.map((subsection) => [subsection.name, subsection]));
  for (const field of struct.fields) {
    js.mark(field.place);
    if (reads && isReset(field)) js.line(`o${field.member} = ${valueOf(emission, field.type, field.default!)};`);
    if (!isSaved(field)) continue;
    if (field.subsection === null) visitField(visit, field);
    else {
      const subsection = subsections.get(field.subsection);
      if (subsection !== undefined) visitSubsection(visit, subsection);
      subsections.delete(field.subsection);
    }
  }
}

/** All fields of a named subsection, where the first of them stands. */
function visitSubsection(visit: Visit, subsection: SubsectionModel): void {
  const { emission, struct, reads } = visit;
  const { js } = emission;
  const fields = subsectionFields(emission, struct).get(subsection.name)!;
  const needed = reads
    ? 'false'
    : subsection.needed === null
      ? fields.map((field) => differsFrom(visit, field)).join(' || ')
      : conditionOf(subsection.needed, valueContext(emission, 'o'));
  js.open(`if (${present(visit, subsection.name, fields[0].wireName, needed, 'subsection')}) {`);
  for (const field of fields) {
    js.mark(field.place);
    visitPresent(visit, field);
  }
  const absent = reads ? fields.flatMap((field) => absentInSubsection(visit, field, subsection)) : [];
  if (absent.length > 0) {
    js.close('} else {');
    js.indent();
    for (const line of absent) js.line(line);
  }
  js.close('}');
}

/**
 * Without a condition a subsection is left out when all its fields have their defaults, and those without one are zero. A
 * union is what its tag says, wherever that is.
 */
function absentInSubsection(visit: Visit, field: TypedField, { needed }: SubsectionModel): string[] {
  if (field.default !== null) return absentLines(visit, field);
  if (needed !== null || unionIn(field.type) !== null) return [];
  return [`o${escape(field.jsName, 'member')} = ${valueOf(visit.emission, field.type, { kind: 'zero' })};`];
}

function visitField(visit: Visit, field: TypedField): void {
  const { emission, reads } = visit;
  const { js } = emission;
  const value = `o${field.member}`;
  const guarded = visit.guarded.get(field.jsName);
  if (guarded !== undefined) {
    js.line(`${reads ? `${value} = ` : ''}${present(visit, guarded.jsName, guarded.wireName, value, 'optional')};`);
    return;
  }
  const presence = presenceOf(visit, field, value);
  if (presence === null) visitValue(visit, field.type, field.wireText, value);
  else if (
    field.type.kind !== 'array' &&
    field.type.kind !== 'list' &&
    field.type.kind !== 'union' &&
    field.type.kind !== 'pointer-array'
  ) {
    const isMade = reads && field.optional?.by === 'null' && field.type.kind === 'external';
    const from = isMade ? newValue(emission, field.type) : value;
    const call = visitCall(visit, field.type, field.wireText, from);
    js.line(reads ? `${value} = ${presence} ? ${call} : ${absentValue(visit, field)};` : `if (${presence}) ${call};`);
  } else {
    js.open(`if (${presence}) {`);
    // A draft may have null here, and arrays are filled.
    if (reads && field.optional?.by === 'null' && field.type.kind === 'array')
      js.line(`${value} ??= ${newValue(emission, field.type)};`);
    visitPresent(visit, field);
    const absent = reads ? absentLines(visit, field) : [];
    if (absent.length > 0) {
      js.close('} else {');
      js.indent();
      for (const line of absent) js.line(line);
    }
    js.close('}');
  }
}

/** The condition under which the field follows; null: it always does. */
function presenceOf(visit: Visit, field: TypedField, value: string): string | null {
  const { reads } = visit;
  const ask = (isPresent: string, why: string): string => present(visit, field.jsName, field.wireName, isPresent, why);
  if (field.optional?.by === 'has') return `o${escape(field.optional.field, 'member')}`;
  if (field.optional?.by === 'null') return ask(reads ? 'false' : `${value} !== null`, 'optional');
  if (field.version > 0) return ask('true', 'version');
  if (field.default === null) return null;
  // Not an array of no elements, which its size may forbid, but none.
  const isNone = field.type.kind === 'pointer-array' && field.type.mayBeEmpty;
  return ask(reads ? 'false' : differsFrom(visit, field), isNone ? 'optional' : 'default');
}

/** Whether a field that is written has another value than its default. */
function differsFrom(visit: Visit, field: TypedField): string {
  return differs(visit.emission, field, `o${field.member}`, usedRows(visit, field));
}

/** The checked count of a counted array; null for anything else. */
function usedRows({ emission }: Visit, { type, wireName }: TypedField): string | null {
  return type.kind === 'array' && type.size !== null ? countedRows(emission, type, escape(wireName, 'string')) : null;
}

function countedRows(emission: Emission, { size, dims }: ArrayFieldType, name: string): string {
  return `${runtime(emission, 'countedBy')}(v, ${name}, ${countFrom(emission, size!, 'o')}, ${dims[0]})`;
}

/** What an input run assigns to a field that is not there. */
function absentValue({ emission }: Visit, field: TypedField): string {
  if (field.optional?.by === 'null') return 'null';
  if (field.default !== null) return valueOf(emission, field.type, field.default);
  return field.optional?.by === 'has' ? newValue(emission, field.type) : `o${field.member}`;
}

/** A field that is not there: a count is checked all the same, unless the field's absence makes it meaningless. */
function absentLines(visit: Visit, field: TypedField): string[] {
  const value = `o${field.member}`;
  const absent = absentValue(visit, field);
  const used = field.optional === null ? usedRows(visit, field) : null;
  return [...(used === null ? [] : [`${used};`]), ...(absent === value ? [] : [`${value} = ${absent};`])];
}

/** A field that is there. */
function visitPresent(visit: Visit, field: TypedField): void {
  visitValue(visit, field.type, field.wireText, `o${field.member}`);
}

// ---- values --------------------------------------------------------------------------------------------------

/** Statements that visit a value; `target` is where it is, and where an input run puts it. */
function visitValue(visit: Visit, type: FieldType, name: string, target: string): void {
  const { js } = visit.emission;
  switch (type.kind) {
    case 'array':
      visitArray(visit, type, name, target);
      break;
    case 'list':
    case 'pointer-array':
      visitList(visit, type, name, target);
      break;
    case 'union':
      visitUnion(visit, type, name, target);
      break;
    default: {
      const call = visitCall(visit, type, name, target);
      js.line(visit.reads ? `${target} = ${call};` : `${call};`);
    }
  }
}

const SIGNED = { 8: 'v.int8(', 16: 'v.int16(', 32: 'v.int32(', 64: 'v.int64(', 128: 'v.int128(' } as const;
const UNSIGNED = { 8: 'v.uint8(', 16: 'v.uint16(', 32: 'v.uint32(', 64: 'v.uint64(', 128: 'v.uint128(' } as const;

/** An expression: the value the visitor returns. */
function visitCall(visit: Visit, type: FieldType, name: string, value: string): string {
  const { emission } = visit;
  switch (type.kind) {
    case 'int':
      return `${(type.signed ? SIGNED : UNSIGNED)[type.bits]}${name}, ${value})`;
    case 'bool':
      return `v.bool(${name}, ${value})`;
    case 'float':
      return `v.${type.bits === 32 ? 'float' : 'double'}(${name}, ${value})`;
    case 'enum':
      if (type.bits === 64) return `${(type.signed ? SIGNED : UNSIGNED)[64]}${name}, ${value})`;
      return `v.enum(${name}, ${value}, ${enumInfoOf(emission, type.name)})`;
    case 'bitfield': {
      const call = visitCall(visit, type.of, name, value);
      if (!hasWidth(type) || type.of.kind === 'bool') return call;
      return `${runtime(emission, isBig(type) ? 'narrowBig' : 'narrow')}(v, ${name}, ${call}, ${type.width}, ${type.of.signed})`;
    }
    case 'string':
      return `v.str(${name}, ${value}, ${type.capacity ?? -1})`;
    case 'struct': {
      const isHooked = visit.reads && hookedStructs(emission, structNamed(emission, type.name)).length > 0;
      return `${functionOf(emission, 'visit', structNamed(emission, type.name))}(v, ${name}, ${value}${isHooked ? ', hooks' : ''})`;
    }
    case 'external':
      return `v.external(${name}, ${value}, ${externalOf(emission, type.name)})`;
    default:
      throw new Error(`${type.kind} is visited by statements`);
  }
}

const suffix = ({ depth }: Visit): string => (depth === 0 ? '' : String(depth + 1));

function visitArray(visit: Visit, type: ArrayFieldType, name: string, target: string): void {
  const { emission, reads } = visit;
  const { js } = emission;
  const { element, capacity, dims } = type;
  const rows = type.size === null ? String(dims[0]) : countedRows(emission, type, name);
  if (isNumber(element) && element.kind !== 'enum') {
    const row = rowLength(type);
    const count = type.size === null ? String(capacity) : row === 1 ? rows : `${rows} * ${row}`;
    const call = `v.numbers(${name}, ${target}, ${count}, ${dims.length === 1 ? 'null' : `[${dims.join(', ')}]`})`;
    js.line(reads ? `${target} = ${call};` : `${call};`);
    return;
  }
  js.open('{');
  const array = `array${suffix(visit)}`;
  js.line(`const ${array} = ${target};`);
  const isOpen = type.size !== null;
  const count = `count${suffix(visit)}`;
  if (isOpen) js.line(`const ${count} = ${rows};`);
  visitRows(visit, type, name, array, isOpen ? count : rows, dims, '');
  js.close('}');
}

/** The rows of an array, those of its rows, and so on to the elements. `flat`: the index of the row, in elements. */
function visitRows(
  visit: Visit,
  type: ArrayFieldType,
  name: string,
  array: string,
  count: string,
  dims: readonly number[],
  flat: string,
): void {
  const { emission, reads } = visit;
  const { js } = emission;
  const index = ['i', 'j', 'k', 'l'][visit.depth] ?? `i${visit.depth}`;
  js.line(`v.startList(${name}, ${count});`);
  js.open(`for (let ${index} = 0; ${reads ? `v.nextElement(${index})` : `${index} < ${count}`}; ${index}++) {`);
  const row = dims.slice(1).reduce((product, dim) => product * dim, 1);
  const at = isFlat(type.element) ? `${flat}${index}${row === 1 ? '' : ` * ${row}`}` : index;
  visit.depth++;
  if (dims.length === 1) visitValue(visit, type.element, 'null', `${array}[${at}]`);
  else if (isFlat(type.element)) visitRows(visit, type, 'null', array, String(dims[1]), dims.slice(1), `${at} + `);
  else visitRows(visit, type, 'null', `${array}[${index}]`, String(dims[1]), dims.slice(1), '');
  visit.depth--;
  js.close('}');
  js.line(`v.endList(${name});`);
}

/** The checked count of an allocated array, which is in `array` when it is written. */
function allocatedCount({ emission, reads }: Visit, { size }: PointerArrayType, name: string, array: string): string {
  const length = reads ? '-1' : `${array}.length`;
  return `${runtime(emission, 'allocatedBy')}(v, ${name}, ${countFrom(emission, size, 'o')}, ${length})`;
}

function visitList(
  visit: Visit,
  type: FieldType & { readonly kind: 'list' | 'pointer-array' },
  name: string,
  target: string,
): void {
  const { emission, reads } = visit;
  const { js } = emission;
  const { element } = type;
  const isBlock = type.kind === 'pointer-array' && isNumber(element);
  if (isBlock && element.kind !== 'enum') {
    const count = allocatedCount(visit, type, name, target);
    js.line(
      reads
        ? `${target} = v.numbers(${name}, ${newValue(emission, type)}, ${count}, null);`
        : `v.numbers(${name}, ${target}, ${count}, null);`,
    );
    return;
  }
  js.open('{');
  const array = `array${suffix(visit)}`;
  js.line(`const ${array} = ${reads ? '[]' : target};`);
  const length =
    type.kind === 'pointer-array' ? allocatedCount(visit, type, name, array) : reads ? '-1' : `${array}.length`;
  const index = ['i', 'j', 'k', 'l'][visit.depth] ?? `i${visit.depth}`;
  js.line(`v.startList(${name}, ${length});`);
  js.open(`for (let ${index} = 0; ${reads ? `v.nextElement(${index})` : `${index} < ${array}.length`}; ${index}++) {`);
  visit.depth++;
  if (reads) {
    const item = `item${suffix(visit)}`;
    const kept = keepsElements(emission, type) ? `${target}?.[${index}] ?? null` : 'null';
    js.line(`let ${item} = ${element.kind === 'struct' ? kept : newValue(emission, element)};`);
    visitValue(visit, element, 'null', item);
    js.line(`${array}.push(${item});`);
  } else visitValue(visit, element, 'null', `${array}[${index}]`);
  visit.depth--;
  js.close('}');
  js.line(`v.endList(${name});`);
  if (reads)
    js.line(
      `${target} = ${isBlock ? `${runtime(emission, 'filled')}(${newValue(emission, type).replace('(0)', `(${array}.length)`)}, ${array})` : array};`,
    );
  js.close('}');
}

function visitUnion(visit: Visit, type: UnionFieldType, name: string, target: string): void {
  const { emission, struct, reads } = visit;
  const { js } = emission;
  const cases = `[${type.cases.map((item) => escape(item.name, 'string')).join(', ')}]`;
  const selected = `${caseOf(emission, struct, type)}(o${escape(type.tag, 'member')})`;
  const value = `value${suffix({ ...visit, depth: visit.depth + 1 })}`;
  js.open('{');
  if (reads) {
    js.line(`let ${value} = ${target};`);
    js.open(`switch (${runtime(emission, 'selectedBy')}(v, ${name}, ${selected}, ${cases})) {`);
  } else {
    js.line(`const ${value} = ${target};`);
    js.open(`switch (${runtime(emission, 'heldBy')}(v, ${name}, ${selected}, ${value}.case, ${cases})) {`);
  }
  for (const item of type.cases) {
    js.open(`case ${escape(item.name, 'string')}:`);
    visit.depth++;
    if (reads)
      js.line(
        `${target} = ${value} = { case: ${escape(item.name, 'string')}, value: ${newValue(emission, item.type)} };`,
      );
    visitValue(visit, item.type, escape(item.name, 'string'), `${value}.value`);
    visit.depth--;
    js.line('break;');
    js.dedent();
  }
  js.close('}');
  js.line(`v.endUnion(${name});`);
  js.close('}');
}
