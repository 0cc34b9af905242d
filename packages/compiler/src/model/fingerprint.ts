// In: a struct of the model. Out: the canonical text of its image's schema, and the fingerprint made of it.
//
// The canonical text, UTF-8, every line ended by one \n:
//   "qidl image 1"                          the version of the image format
//   then one line per saved field, in order: its wire name in double quotes (`"` and `\` escaped by `\`), a space, and
//   its type.
// Types:
//   u8 i8 u16 … i128, bool, f32, f64        enums are written as their integer type
//   u32:3                                   a bit-field of 3 bits, declared as u32
//   string, string 16                       `char *`; `char [16]` with its NUL
//   T[2][3], T[16] size(…)                  an array; counted
//   T* size(…)                              allocated
//   list T                                  a container
//   struct 0123456789abcdef                 a struct, by its own fingerprint: high word, low word
//   union "tag" { … }                       one line per case: `case "name" 1 2 T`
//   external "QEMUTimer" 1                  a type with a visitor of its own, and its version
// After the type: ` has "has_f"` or ` null` for an optional field.
// In size(…), fields are paths of wire names ("fifo"."count"), operators as in C between parentheses, conversions
// `i64(…)`, calls `f(…)` with `*` for the whole struct.
// Not in it: defaults, documentation, versions, subsections, the target.
//
// The fingerprint is the first 8 bytes of the text's SHA-256, read as two little-endian u32. That of a struct inside
// another stands for its lines, so that each struct's are hashed once and not again with each that holds it.

import { sha256 } from '@noble/hashes/sha2.js';
import type { Computation, ComputedType, FieldModel, FieldPath, FieldType, StructModel } from './model.ts';

export const IMAGE_FORMAT_VERSION = 1;

type Described = Pick<StructModel, 'fields'>;

/** The struct of a name, here or in an import. */
export type Lookup = (name: string) => Described | undefined;

const encoder = new TextEncoder();

type Fingerprint = readonly [low: number, high: number];

/** Structs are asked again by those that hold them. */
const known = new WeakMap<Described, Fingerprint>();

export function fingerprintOf(struct: Described, lookup: Lookup): Fingerprint {
  let fingerprint = known.get(struct);
  if (fingerprint === undefined) {
    const digest = sha256(encoder.encode(canonicalText(struct, lookup)));
    fingerprint = [word(digest, 0), word(digest, 4)];
    known.set(struct, fingerprint);
  }
  return fingerprint;
}

/** Four bytes as a little-endian u32. */
function word(bytes: Uint8Array, at: number): number {
  return (bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16) | (bytes[at + 3] << 24)) >>> 0;
}

export function canonicalText(struct: Described, lookup: Lookup): string {
  let text = `qidl image ${IMAGE_FORMAT_VERSION}\n`;
  for (const field of struct.fields) {
    if (field.role !== 'saved' || field.type === null) continue;
    text += `${quoted(field.wireName)} ${typeText(field.type, struct, lookup)}${presence(field, struct, lookup)}\n`;
  }
  return text;
}

function presence({ optional }: FieldModel, struct: Described, lookup: Lookup): string {
  if (optional === null) return '';
  return optional.by === 'null' ? ' null' : ` has ${pathText([optional.field], struct, lookup)}`;
}

function typeText(type: FieldType, struct: Described, lookup: Lookup): string {
  switch (type.kind) {
    case 'int':
    case 'enum':
      return `${type.signed ? 'i' : 'u'}${type.bits}`;
    case 'bool':
      return 'bool';
    case 'float':
      return `f${type.bits}`;
    case 'bitfield':
      return `${typeText(type.of, struct, lookup)}:${type.width}`;
    case 'string':
      return type.capacity === null ? 'string' : `string ${type.capacity}`;
    case 'struct':
      return `struct ${hexText(fingerprintOf(lookup(type.name)!, lookup))}`;
    case 'array': {
      const dims = type.dims.map((count) => `[${count}]`).join('');
      const size = type.size === null ? '' : ` size(${computationText(type.size, struct, lookup)})`;
      return `${typeText(type.element, struct, lookup)}${dims}${size}`;
    }
    case 'pointer-array':
      return `${typeText(type.element, struct, lookup)}* size(${computationText(type.size, struct, lookup)})`;
    case 'list':
      return `list ${typeText(type.element, struct, lookup)}`;
    case 'external':
      return `external ${quoted(type.name)} ${type.version}`;
    case 'union': {
      const cases = type.cases.map(
        (item) => `case ${quoted(item.name)} ${item.values.join(' ')} ${typeText(item.type, struct, lookup)}\n`,
      );
      return `union ${pathText([type.tag], struct, lookup)} {\n${cases.join('')}}`;
    }
  }
}

function hexText([low, high]: Fingerprint): string {
  return high.toString(16).padStart(8, '0') + low.toString(16).padStart(8, '0');
}

/** An expression over wire names. */
export function computationText(node: Computation, struct: Described, lookup: Lookup): string {
  const text = (inner: Computation): string => computationText(inner, struct, lookup);
  switch (node.op) {
    case 'constant':
      return String(node.value);
    case 'field':
      return pathText(node.path, struct, lookup);
    case 'unary':
      return `(${node.operator}${text(node.operand)})`;
    case 'binary':
      return `(${text(node.left)} ${node.operator} ${text(node.right)})`;
    case 'conditional':
      return `(${text(node.condition)} ? ${text(node.then)} : ${text(node.otherwise)})`;
    case 'convert':
      return `${integerText(node.type)}(${text(node.operand)})`;
    case 'call':
      return `${node.function}(${node.arguments.map((argument) => (argument.op === 'whole' ? '*' : text(argument))).join(', ')})`;
  }
}

function integerText({ bits, signed }: ComputedType): string {
  return `${signed ? 'i' : 'u'}${bits}`;
}

/** Wire names for a path of property names. */
function pathText(path: FieldPath, struct: Described, lookup: Lookup): string {
  let at: Described | undefined = struct;
  let text = '';
  for (const part of path) {
    if (typeof part === 'number') {
      text += `[${part}]`;
      continue;
    }
    const field: FieldModel | undefined = at?.fields.find(({ jsName }) => jsName === part);
    const type: FieldType | null | undefined = field?.type?.kind === 'array' ? field.type.element : field?.type;
    at = type?.kind === 'struct' ? lookup(type.name) : undefined;
    text += `${text === '' ? '' : '.'}${quoted(field?.wireName ?? part)}`;
  }
  return text;
}

function quoted(name: string): string {
  const isPlain = !name.includes('"') && !name.includes('\\');
  return isPlain ? `"${name}"` : `"${name.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}
