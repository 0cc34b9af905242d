// In: a struct or an enum. Out: its descriptor.
// Rule: visitor.ts, StructInfo and EnumInfo. Nothing happens when the module is loaded: values that are objects come
// from getters, maps are made when first asked for.

import type { EnumModel, PropertyModel } from '../model/model.ts';
import { type Emission, enumOf, fieldsByName, infoOf, privateOf, runtime, runtimeType, typeOf } from './emission.ts';
import { draftMember } from './draft.ts';
import { escape } from './escape.ts';
import { emitKeyedMembers } from './keyed.ts';
import { suffixed } from './names.ts';
import { hasKind, isSaved } from './kinds.ts';
import { structsOf } from './hooks.ts';
import { emitStraightMembers } from './straight.ts';
import { valueOf } from './values.ts';
import type { Field, Struct } from './struct.ts';

export function emitInfo(emission: Emission, struct: Struct): void {
  const { js, dts } = emission;
  const info = infoOf(emission, struct);
  js.open(`export const ${info} = {`, struct.place);
  js.line(`name: ${escape(struct.name, 'string')},`);
  js.line(`wireName: ${escape(struct.wireName, 'string')},`);
  js.line(`version: ${struct.version},`);
  js.line(`minimumVersion: ${struct.minimumVersion},`);
  js.line(`doc: ${text(struct.doc)},`);
  js.open(`get fields() {`);
  js.open(`return ${runtime(emission, 'fieldInfos')}(this, [`);
  for (const field of struct.fields) emitField(emission, struct, field);
  js.close(']);');
  js.close('},');
  const [low, high] = struct.fingerprint;
  js.line(`fingerprint: [${low}, ${high}],`);
  emitRenamed(emission, struct);
  js.line(draftMember(emission, struct));
  js.line(`commit: ${privateOf(emission, 'commit', struct)},`);
  emitKeyedMembers(emission, struct);
  emitStraightMembers(emission, struct);
  js.close('};');
  dts.comment([
    `/** What is known of ${escape(struct.name, 'line')}: its fields with kind, role, default and documentation. */`,
  ]);
  dts.named(
    'export declare const ',
    info,
    struct.place,
    `: ${runtimeType(emission, 'StructInfo')}<${typeOf(emission, struct)}>;`,
  );
}

/** What the old names of fields are now. */
function emitRenamed({ js }: Emission, { fields }: Struct): void {
  const pairs: string[] = [];
  for (const field of fields) {
    if (!isSaved(field)) continue;
    for (const old of field.renamedFrom) pairs.push(`${escape(old, 'key')}: ${field.wireText}`);
  }
  if (pairs.length > 0) js.line(`renamed: { ${pairs.join(', ')} },`);
}

const text = (value: string | null): string => (value === null ? 'null' : escape(value, 'string'));

/** A row: name, kind, C type, line, comment; and then what is not as usual: the runtime's fieldInfos knows the rest. */
function emitField(emission: Emission, struct: Struct, field: Field): void {
  const { type, doc } = field;
  const name = escape(field.type === null ? field.name : field.jsName, 'string');
  const kind = type === null ? 'null' : `'${type.kind}'`;
  const row = `${name}, ${kind}, ${escape(field.ctype, 'string')}, ${field.place.line}`;
  const rest = unusual(emission, struct, field);
  if (rest !== '') emission.js.line(`[${row}, ${text(doc)}, { ${rest} }],`, field.place);
  else emission.js.line(doc === null ? `[${row}],` : `[${row}, ${escape(doc, 'string')}],`, field.place);
}

function unusual(emission: Emission, struct: Struct, field: Field): string {
  const { type, role, reason } = field;
  let parts = '';
  const add = (part: string): void => {
    parts += parts === '' ? part : `, ${part}`;
  };
  const name = field.type === null ? field.name : field.jsName;
  if (field.wireName !== name) add(`wireName: ${field.wireText}`);
  if (role !== 'saved') add(`role: '${role}'`);
  if (reason !== 'default') add(`reason: '${reason}'`);
  if (type !== null && field.default !== null)
    add(`get default() { return ${valueOf(emission, type, field.default)}; }`);
  if (field.optional !== null) add('optional: true');
  if (field.optional?.by === 'has') {
    const flag = fieldsByName(emission, struct).get(field.optional.field);
    add(`flag: ${escape(flag?.wireName ?? '', 'string')}`);
  }
  if (field.version !== 0) add(`version: ${field.version}`);
  const inner = typeName(field);
  if (inner !== null) add(`type: ${escape(inner, 'string')}`);
  if (field.properties.length > 0)
    add(`properties: [${field.properties.map((property) => propertyText(emission, field, property)).join(', ')}]`);
  return parts;
}

function propertyText(emission: Emission, { type }: Field, { name, bit, default: value }: PropertyModel): string {
  const literal =
    value === null
      ? 'null'
      : bit !== null
        ? valueOf(emission, { kind: 'bool' }, value)
        : valueOf(emission, type ?? { kind: 'int', bits: 64, signed: true }, value);
  return `{ name: ${escape(name, 'string')}, bit: ${bit}, default: ${literal} }`;
}

/** The struct or enum a field holds. */
function typeName(field: Field): string | null {
  if (!hasKind(field)) return null;
  let { type } = field;
  while (type.kind === 'array' || type.kind === 'pointer-array' || type.kind === 'list') type = type.element;
  if (type.kind === 'bitfield') type = type.of;
  return type.kind === 'enum' ? type.name : (structsOf(type)[0] ?? null);
}

/** The name of an enum's descriptor, private to the module. */
export function enumInfoOf(emission: Emission, name: string): string {
  emission.visitedEnums.add(name);
  return emission.names.own(suffixed(name, 'Names'));
}

export function emitEnumInfo(emission: Emission, { name, bits, signed }: EnumModel): void {
  const make = `${runtime(emission, 'enumInfo')}(${escape(name, 'string')}, () => ${enumOf(emission, name)}, ${bits}, ${signed})`;
  emission.js.line(`const ${enumInfoOf(emission, name)} = /*#__PURE__*/ ${make};`);
}
