// In: a Program. Out: the layout of every complete record and enum with a name, as plain data for JSON.
// Rule: docs/cli.md, `print --emit layout`. Offsets count from the start of the record that the field is listed in,
// so those of untagged members, listed in place, count from that member. Integers beyond 2^53 are strings.

import { integerOfEnum } from '../layout/enum.ts';
import type { MemberLayout, RecordLayout } from '../layout/layout.ts';
import { integerSize, isSigned } from '../types/basic.ts';
import { dimensionsOf, unqualified } from '../types/derive.ts';
import { tagText } from '../types/spell.ts';
import type { EnumType, RecordType } from '../types/type.ts';
import type { Program } from './program.ts';

export interface LayoutJson {
  readonly target: string;
  readonly types: Readonly<Record<string, RecordJson>>;
  readonly enums: Readonly<Record<string, EnumJson>>;
}

export interface RecordJson {
  readonly kind: 'struct' | 'union';
  /** Bytes. */
  readonly size: number;
  readonly align: number;
  readonly fields: readonly FieldJson[];
}

export interface FieldJson {
  /** '' for anonymous members. */
  readonly name: string;
  /** Bytes; left out for bit-fields. */
  readonly offset?: number;
  /** Bytes, all dimensions included; left out for bit-fields. */
  readonly size?: number;
  /** As written, typedefs kept, without dimensions. */
  readonly type: string;
  /** Outermost first; 0 for a flexible array. Left out for what is no array. */
  readonly dims?: readonly number[];
  /** Bit-fields: bits from the record's start in the target's own bit order. */
  readonly bitOffset?: number;
  readonly bitSize?: number;
  /** Members of an untagged type: what it is. */
  readonly kind?: 'struct' | 'union';
  readonly fields?: readonly FieldJson[];
}

export interface EnumJson {
  readonly size: number;
  readonly signed: boolean;
  readonly values: Readonly<Record<string, number | string>>;
}

/** `isListed`: which records, by the file that declares them. */
export function layoutJson(program: Program, isListed: (path: string) => boolean = () => true): LayoutJson {
  const types = named<RecordJson>();
  for (const record of program.records) {
    if (!isListed(record.declaredIn.path)) continue;
    const layout = isNamed(record) ? program.layouts.recordOf(record) : null;
    if (layout !== null) types[tagText(record)] ??= recordJson(program, layout);
  }
  const enums = named<EnumJson>();
  for (const type of program.enums)
    if (type.complete && isNamed(type)) enums[tagText(type)] ??= enumJson(program, type);
  return { target: program.target.name, types, enums };
}

/** Names come from the header: none may be the prototype's. */
function named<T>(): Record<string, T> {
  return Object.create(null) as Record<string, T>;
}

function isNamed(type: RecordType | EnumType): boolean {
  return type.tag !== '' || type.typedefName !== '';
}

function recordJson(program: Program, layout: RecordLayout): RecordJson {
  const { record, size } = layout;
  // An untagged type is known as its typedef, which may have an alignment of its own.
  const typedef = record.tag === '' ? program.typedefs.get(record.typedefName) : undefined;
  const align = typedef === undefined || typedef.align === 0 ? layout.align : typedef.align;
  return { kind: record.keyword, size, align, fields: fieldsJson(program, layout) };
}

function fieldsJson(program: Program, layout: RecordLayout): readonly FieldJson[] {
  const listed = layout.members.filter(({ member }) => member.name !== '' || member.bitWidth < 0);
  return listed.map((member) => fieldJson(program, member));
}

function fieldJson(program: Program, { member, bitOffset, bitSize }: MemberLayout): FieldJson {
  const { name, spelling: type } = member;
  if (member.bitWidth >= 0) return { name, type, bitOffset, bitSize };
  const { dims, element } = dimensionsOf(member.type);
  const record = unqualified(element);
  const inner = record.kind === 'record' && !isNamed(record) ? program.layouts.recordOf(record) : null;
  return {
    name,
    offset: bitOffset / 8,
    size: bitSize / 8,
    type,
    ...(dims.length > 0 ? { dims } : {}),
    ...(inner !== null ? { kind: inner.record.keyword, fields: fieldsJson(program, inner) } : {}),
  };
}

function enumJson({ target }: Program, type: EnumType): EnumJson {
  const integer = integerOfEnum(type, target);
  const values = named<number | string>();
  for (const { name, value } of type.enumerators) {
    const number = Number(value);
    values[name] = Number.isSafeInteger(number) ? number : String(value);
  }
  return { size: integerSize(integer, target), signed: isSigned(integer, target), values };
}
