// In: the schema of a header as it was, and its model now. Out: every difference, at its field, as a diagnostic's kind
// and arguments: what old states do not survive as errors, the rest as notes.
// Rule: language.md, "What the review guidelines become". Fields are matched by wire name, then by q_renamed_from: reading
// is by name, so their order does not matter. A struct that refuses the versions it had is a new one.

import type { Json } from '../model/dump.ts';
import type { FieldModel, Model, Place, StructModel } from '../model/model.ts';
import * as catalogue from '../source/catalogue/5-compatibility.ts';
import type { Arguments, DiagnosticKind } from '../source/diagnostic.ts';
import { isSaved, schemaOf, type FieldSchema, type HeaderSchema, type StructSchema } from './schema.ts';

export interface Change {
  readonly kind: DiagnosticKind;
  /** null: the header as a whole. */
  readonly place: Place | null;
  readonly args: Arguments;
}

interface Comparison {
  readonly was: HeaderSchema;
  readonly now: HeaderSchema;
  readonly model: Model;
  /** What `was` is: "the lock", "release 1.0". */
  readonly since: string;
  readonly changes: Change[];
}

export function compareSchemas(was: HeaderSchema, model: Model, since: string): readonly Change[] {
  const now = schemaOf(model);
  const comparison: Comparison = { was, now, model, since, changes: [] };
  for (const [name, old] of Object.entries(was.structs)) {
    const struct = model.structs.find((one) => one.name === name);
    const current = own(now.structs, name);
    if (struct === undefined || current === undefined)
      add(comparison, catalogue.typeGone, struct?.place ?? null, { type: `struct ${name}`, name });
    else compareStructs(comparison, struct, old, current);
  }
  for (const struct of model.structs)
    if (own(now.structs, struct.name) !== undefined && own(was.structs, struct.name) === undefined)
      compatible(comparison, struct.place, `${struct.name} is new`);
  for (const [name, old] of Object.entries(was.enums)) compareEnums(comparison, name, old);
  return comparison.changes;
}

function own<T>(record: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}

function add({ changes, since }: Comparison, kind: DiagnosticKind, place: Place | null, args: Arguments): void {
  changes.push({ kind, place, args: { since, ...args } });
}

function compatible(comparison: Comparison, place: Place, what: string): void {
  add(comparison, catalogue.compatibleChange, place, { what });
}

// ---- structs --------------------------------------------------------------------------------------------------

function compareStructs(comparison: Comparison, struct: StructModel, was: StructSchema, now: StructSchema): void {
  const { name, place } = struct;
  if (now.minimumVersion > was.version) {
    compatible(
      comparison,
      place,
      `${name} reads nothing older than version ${now.minimumVersion}, so none of its old ones`,
    );
    return;
  }
  if (now.wireName !== was.wireName)
    add(comparison, catalogue.wireNameChanged, place, { struct: name, now: now.wireName, was: was.wireName });
  if (now.version < was.version)
    add(comparison, catalogue.versionChanged, place, {
      what: name,
      now: `version ${now.version}`,
      was: `version ${was.version}`,
    });
  if (now.version > was.version)
    compatible(comparison, place, `${name} is at version ${now.version}, after ${was.version}`);
  if (now.minimumVersion > was.minimumVersion)
    compatible(comparison, place, `${name} reads nothing older than version ${now.minimumVersion}`);

  const left = new Map(was.fields.map((field) => [field.name, field]));
  const renamed = renames(struct, left);
  const fresh: [FieldModel, FieldSchema][] = [];
  struct.fields.filter(isSaved).forEach((field, index) => {
    const current = now.fields[index];
    const old = left.get(current.name) ?? left.get(renamed.oldName(current.name));
    if (old === undefined) fresh.push([field, current]);
    else {
      left.delete(old.name);
      compareFields(comparison, struct, field, renamed.rename(old), current);
    }
  });
  for (const old of left.values()) reportGone(comparison, struct, old);
  for (const [field, current] of fresh) {
    // That F is absent needs no `has_F` in states that know neither.
    const isFlag = now.fields.some(({ optional }) => optional === current.name);
    if (!isFlag) reportNew(comparison, struct, was, field, current);
  }
}

interface Renames {
  oldName(name: string): string;
  /** An old field in today's names: those of its count and presence may have changed, too. */
  rename(field: FieldSchema): FieldSchema;
}

function renames({ fields }: StructModel, old: ReadonlyMap<string, FieldSchema>): Renames {
  const pairs = fields.flatMap(({ wireName, renamedFrom }): [string, string][] =>
    old.has(wireName) ? [] : renamedFrom.filter((name) => old.has(name)).map((name) => [name, wireName]),
  );
  const inQuotes = (text: string): string =>
    pairs.reduce((result, [from, to]) => result.replaceAll(`"${from}"`, `"${to}"`), text);
  const bare = new Map(pairs);
  return {
    oldName: (name) => pairs.find(([, to]) => to === name)?.[0] ?? name,
    rename: (field) => ({
      ...field,
      name: bare.get(field.name) ?? field.name,
      type: inQuotes(field.type),
      ...(field.count !== undefined && { count: inQuotes(field.count) }),
      ...(field.optional !== undefined && { optional: bare.get(field.optional) ?? field.optional }),
    }),
  };
}

function reportGone(comparison: Comparison, struct: StructModel, { name }: FieldSchema): void {
  const field = struct.fields.find(({ wireName }) => wireName === name);
  const why = field === undefined ? 'there is no such field' : `it is ${field.role}`;
  add(comparison, catalogue.fieldGone, (field ?? struct).place, { struct: struct.name, field: name, why });
}

function reportNew(
  comparison: Comparison,
  struct: StructModel,
  was: StructSchema,
  { place }: FieldModel,
  field: FieldSchema,
): void {
  if (mayBeMissing(field, was)) return compatible(comparison, place, `'${field.name}' of ${struct.name} is new`);
  const next = Math.max(struct.version, was.version + 1);
  add(comparison, catalogue.fieldNew, place, { struct: struct.name, field: field.name, change: 'new', next });
}

/** Whether states of the old schema, which are without the field, are read. */
function mayBeMissing(field: FieldSchema, was: StructSchema): boolean {
  return (
    field.default !== undefined ||
    field.optional !== undefined ||
    field.subsection !== undefined ||
    (field.since ?? 0) > was.version
  );
}

// ---- fields ---------------------------------------------------------------------------------------------------

function compareFields(
  comparison: Comparison,
  struct: StructModel,
  { place }: FieldModel,
  was: FieldSchema,
  now: FieldSchema,
): void {
  const about = { struct: struct.name, field: now.name };
  const report = (kind: DiagnosticKind, args: Arguments): void => add(comparison, kind, place, { ...about, ...args });
  const note = (what: string): void => compatible(comparison, place, `'${now.name}' of ${struct.name} ${what}`);

  if (!isSameType(comparison, was.type, now.type)) report(catalogue.typeChanged, { now: now.type, was: was.type });
  else if (now.type !== was.type) note(`is ${now.type}, after ${was.type}`);

  const [dims, count] = [sizeText(now), sizeText(was)];
  if (dims !== count) {
    if (hasGrown(was, now)) note(`has ${dims}, after ${count}`);
    else report(catalogue.sizeChanged, { now: dims, was: count });
  }

  const [value, old] = [defaultText(now.default), defaultText(was.default)];
  if (was.default === undefined && now.default !== undefined) note(`has the default ${value}`);
  else if (value !== old) report(catalogue.defaultChanged, { now: value, was: old });

  if (was.optional !== undefined && now.optional === undefined)
    report(catalogue.fieldNew, { change: 'always there', next: struct.version + 1 });
  if (was.optional === undefined && now.optional !== undefined) note('may be absent');

  const [section, before] = [placeText(now), placeText(was)];
  if (section !== before) report(catalogue.placeChanged, { now: section, was: before });

  if ((now.since ?? 0) !== (was.since ?? 0) && (now.since ?? 0) > 0)
    report(catalogue.versionChanged, {
      what: `'${now.name}' of ${struct.name}`,
      now: sinceText(now),
      was: sinceText(was),
    });
}

/** Structs and enums may have got another name, if nothing else; a bit-field may have got more bits. */
function isSameType({ was, now }: Comparison, old: string, current: string): boolean {
  if (old === current) return true;
  const [, oldBase, oldBits] = /^(.*):(\d+)$/.exec(old) ?? [];
  const [, base, bits] = /^(.*):(\d+)$/.exec(current) ?? [];
  if (base !== undefined && base === oldBase) return Number(bits) >= Number(oldBits);
  const [oldName, name] = [structName(old), structName(current)];
  if (oldName !== null && name !== null) {
    const [a, b] = [own(was.structs, oldName), own(now.structs, name)];
    return a !== undefined && b !== undefined && JSON.stringify(a.fields) === JSON.stringify(b.fields);
  }
  const [oldEnum, enumType] = [/^enum (\S+) (\S+)$/.exec(old), /^enum (\S+) (\S+)$/.exec(current)];
  if (oldEnum === null || enumType === null || oldEnum[2] !== enumType[2]) return false;
  const [a, b] = [own(was.enums, oldEnum[1]), own(now.enums, enumType[1])];
  return a !== undefined && b !== undefined && Object.entries(a).every(([key, value]) => own(b, key) === value);
}

function structName(type: string): string | null {
  return type.startsWith('struct ') ? type.slice(7) : null;
}

/** Only the capacity of a counted array may, and nothing else of it. */
function hasGrown(was: FieldSchema, now: FieldSchema): boolean {
  if (now.count === undefined || now.count !== was.count) return false;
  const [[first = 0, ...rest], [oldFirst = 0, ...oldRest]] = [now.dims ?? [], was.dims ?? []];
  return first > oldFirst && rest.length === oldRest.length && rest.every((dim, index) => dim === oldRest[index]);
}

function sizeText({ dims, count }: FieldSchema): string {
  const text = (dims ?? []).map((dim) => `[${dim}]`).join('');
  const counted = count === undefined ? '' : `${text === '' ? '' : ' '}with ${count} elements`;
  return `${text}${counted}` || 'no dimensions';
}

function defaultText(value: Json | undefined): string {
  return value === undefined ? 'none' : JSON.stringify(value);
}

function placeText({ subsection }: FieldSchema): string {
  return subsection === undefined ? 'in its struct' : `in subsection "${subsection}"`;
}

function sinceText({ since }: FieldSchema): string {
  return since === undefined ? 'from the beginning' : `since version ${since}`;
}

// ---- enums ----------------------------------------------------------------------------------------------------

function compareEnums(comparison: Comparison, name: string, was: HeaderSchema['enums'][string]): void {
  const now = own(comparison.now.enums, name);
  // Without its enum no field has it any more, or with another type: that is said there.
  if (now === undefined) return;
  const declared = comparison.model.enums.find((one) => one.name === name)!;
  const placeOf = (enumerator: string): Place =>
    (declared.values.find((value) => value.name === enumerator) ?? declared).place;
  for (const [enumerator, value] of Object.entries(was)) {
    const current = own(now, enumerator);
    if (current === value) continue;
    const is = current === undefined ? 'gone' : String(current);
    add(comparison, catalogue.enumeratorChanged, placeOf(enumerator), {
      enum: name,
      enumerator,
      now: is,
      was: String(value),
    });
  }
  for (const enumerator of Object.keys(now))
    if (own(was, enumerator) === undefined)
      compatible(comparison, placeOf(enumerator), `${enumerator} of ${name} is new`);
}
