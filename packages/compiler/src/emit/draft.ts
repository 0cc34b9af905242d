// In: a struct. Out: `draftT(from, stage)`, a T to load into that shares nothing with `from` which a load writes (if it
// takes nothing of it, a draft is what `createT` makes); and
// `commitT(into, draft)`, which makes `into` what the draft has become.
// Rule: visitor.ts, StructInfo.draft and commit. Nested objects and arrays keep their identity; nothing in a commit
// fails. Arrays that a commit copies may lie in memory that the visitor brings (`stage`): they are not kept.

import type { ArrayFieldType, FieldType, PointerArrayType, StructRef } from '../model/model.ts';
import { type Emission, functionOf, perStruct, privateOf, runtime, structNamed } from './emission.ts';
import { constructorName, hasKind, isDerived, isNumber, isReset, isSaved, type TypedField } from './kinds.ts';
import type { Struct } from './struct.ts';

export function emitDraft(emission: Emission, struct: Struct): void {
  if (!keepsAnything(emission, struct)) return;
  const { js } = emission;
  const create = functionOf(emission, 'create', struct);
  js.open(`function ${privateOf(emission, 'draft', struct)}(from, stage) {`, struct.place);
  js.line(`if (from === null) return ${create}();`);
  js.open(`return ${create}({`);
  for (const field of struct.fields) {
    const value = hasKind(field) ? keptValue(emission, field) : null;
    if (value !== null) js.line(`${field.key}: ${value},`, field.place);
  }
  js.close('});');
  js.close('}');
}

/** The member of the descriptor. */
export function draftMember(emission: Emission, struct: Struct): string {
  if (keepsAnything(emission, struct)) return `draft: ${privateOf(emission, 'draft', struct)},`;
  return `draft: () => ${functionOf(emission, 'create', struct)}(),`;
}

/** A draft of `from`. */
export function newDraft(emission: Emission, struct: Struct, from: string): string {
  if (!keepsAnything(emission, struct)) return `${functionOf(emission, 'create', struct)}()`;
  return `${privateOf(emission, 'draft', struct)}(${from})`;
}

/** What a draft takes from the T it is made of; null: it starts anew. */
function keptValue(emission: Emission, field: TypedField): string | null {
  const { type } = field;
  const from = `from${field.member}`;
  if (field.role === 'derived' || (field.role === 'broken' && field.default !== null)) return null;
  if (field.role !== 'saved') return from;
  const isNullable = field.optional?.by === 'null';
  // Absent in an older stream, it stays as it is.
  const staysAbsent = field.default === null && (field.version > 0 || field.subsection !== null);
  if (staysAbsent && !holdsReset(emission, type)) return `${runtime(emission, 'copied')}(${from})`;
  if (type.kind === 'struct') {
    if (!keepsAnything(emission, structNamed(emission, type.name))) return null;
    const draft = `${privateOf(emission, 'draft', structNamed(emission, type.name))}(${from}, stage)`;
    return isNullable ? `${from} === null ? null : ${draft}` : draft;
  }
  if (
    type.kind === 'array' &&
    type.element.kind === 'struct' &&
    keepsAnything(emission, structNamed(emission, type.element.name))
  ) {
    const draft = privateOf(emission, 'draft', structNamed(emission, type.element.name));
    const map = type.dims
      .slice(1)
      .reduce((inner, _, level) => `(row${level}) => row${level}.map(${inner})`, `(item) => ${draft}(item, stage)`);
    return isNullable ? `${from} === null ? null : ${from}.map(${map})` : `${from}.map(${map})`;
  }
  if (keepsElements(emission, type)) {
    const draft = privateOf(emission, 'draft', structNamed(emission, type.element.name));
    return `${from}${isNullable ? '?' : ''}.map((item) => ${draft}(item))${isNullable ? ' ?? null' : ''}`;
  }
  // Defaults are assigned when the field is absent; until then it may have anything.
  if (!isNullable && type.kind === 'array' && isNumber(type.element))
    return `stage?.(${emission.names.global(constructorName(type.element))}, ${type.capacity})`;
  return null;
}

const keepsAnything: (emission: Emission, struct: Struct) => boolean = perStruct((emission, struct) =>
  struct.fields.some((field) => hasKind(field) && keptValue(emission, field) !== null),
);

/** Of structs in place, whether a load gives something in them its default, whatever it had: they are drafted anew. */
function holdsReset(emission: Emission, type: FieldType): boolean {
  const element = type.kind === 'array' ? type.element : type;
  return element.kind === 'struct' && hasReset(emission, structNamed(emission, element.name));
}

const hasReset: (emission: Emission, struct: Struct) => boolean = perStruct((emission, struct) =>
  struct.fields.some((field) => isReset(field) || (isSaved(field) && holdsReset(emission, field.type))),
);

/** An allocated array whose elements have fields that are not saved: those that are there already keep them. */
export function keepsElements(
  emission: Emission,
  type: FieldType,
): type is PointerArrayType & { readonly element: StructRef } {
  return (
    type.kind === 'pointer-array' &&
    type.element.kind === 'struct' &&
    hasUnsaved(emission, structNamed(emission, type.element.name))
  );
}

const hasUnsaved: (emission: Emission, struct: Struct) => boolean = perStruct((emission, struct) =>
  struct.fields.some((field) => {
    if (!hasKind(field)) return false;
    if (field.role !== 'saved') return !isDerived(field) && !isReset(field);
    return keepsUnsaved(emission, field.type);
  }),
);

/** Elements of lists and what is in unions are made anew by each load. */
function keepsUnsaved(emission: Emission, type: FieldType): boolean {
  const inPlace = type.kind === 'array' ? type.element : type;
  if (inPlace.kind === 'struct') return hasUnsaved(emission, structNamed(emission, inPlace.name));
  return keepsElements(emission, type);
}

export function emitCommit(emission: Emission, struct: Struct): void {
  const { js } = emission;
  js.open(`function ${privateOf(emission, 'commit', struct)}(into, draft) {`, struct.place);
  for (const field of struct.fields) {
    if (!isSaved(field) && !isDerived(field) && !isReset(field)) continue;
    const member = field.member;
    js.mark(field.place);
    commit(emission, field.type, `into${member}`, `draft${member}`, field.optional?.by === 'null');
  }
  js.close('}');
}

function commit(emission: Emission, type: FieldType, into: string, draft: string, isNullable: boolean): void {
  const { js } = emission;
  if (type.kind === 'struct') {
    const call = `${privateOf(emission, 'commit', structNamed(emission, type.name))}(${into}, ${draft});`;
    if (!isNullable) js.line(call);
    else {
      js.line(`if (${into} === null || ${draft} === null) ${into} = ${draft};`);
      js.line(`else ${call}`);
    }
  } else if (type.kind === 'array' && !isNullable) commitArray(emission, type, into, draft);
  else if (type.kind === 'array' && type.element.kind === 'struct') {
    js.line(`if (${into} === null || ${draft} === null) ${into} = ${draft};`);
    js.open('else {');
    commitArray(emission, type, into, draft);
    js.close('}');
  } else if (keepsElements(emission, type)) js.line(`${into} = ${keptElements(emission, type, into, draft)};`);
  else js.line(`${into} = ${draft};`);
}

/** The elements of `items`, with what is not saved of those that `old` has at their places. */
export function keptElements(
  emission: Emission,
  { element }: { readonly element: StructRef },
  old: string,
  items: string,
): string {
  return `${runtime(emission, 'keepElements')}(${old}, ${items}, ${privateOf(emission, 'commit', structNamed(emission, element.name))})`;
}

function commitArray(emission: Emission, type: ArrayFieldType, into: string, draft: string): void {
  const { js } = emission;
  if (isNumber(type.element)) {
    js.line(`${into}.set(${draft});`);
    return;
  }
  const rows = type.element.kind === 'bool' || type.element.kind === 'int' ? 1 : type.dims.length;
  let element = '';
  for (let level = 0; level < rows; level++) {
    const index = ['i', 'j', 'k', 'l'][level] ?? `i${level}`;
    const length = rows === 1 ? type.capacity : type.dims[level];
    js.open(`for (let ${index} = 0; ${index} < ${length}; ${index}++) {`);
    element += `[${index}]`;
  }
  commit(emission, type.element, into + element, draft + element, false);
  for (let level = 0; level < rows; level++) js.close('}');
}
