// In: what a header sees of another module's types, and that module. Out: an error for the first type that is another
// one, with what both say. Rule (language.md, "Which declarations become exports"): the two must be one type.

import type { IncludedModule } from '../preprocess/token-stream.ts';
import type { Program } from '../sema/program.ts';
import * as catalogue from '../source/catalogue/4-annotations.ts';
import type { Diagnostics } from '../source/diagnostic.ts';
import { computationText } from './dump.ts';
import type { EnumModel, FieldModel, FieldType, ImportModel, LayoutMember, Model, StructModel } from './model.ts';

/** The first thing that differs. */
interface Difference {
  readonly here: string;
  readonly alone: string;
}

export function reportDisagreement(
  imported: ImportModel,
  module: Pick<Model, 'structs' | 'enums'>,
  { span, path }: IncludedModule,
  program: Program,
  diagnostics: Diagnostics,
): void {
  const from = path.slice(path.lastIndexOf('/') + 1);
  const named = <T extends { readonly name: string }>(all: readonly T[], name: string): T | undefined =>
    all.find((type) => type.name === name);
  for (const type of [...imported.structs, ...imported.enums]) {
    const difference =
      'fields' in type
        ? differenceOfStructs(type, named(module.structs, type.name))
        : differenceOfEnums(type, named(module.enums, type.name));
    if (difference === null) continue;
    const declared = [...program.records, ...program.enums].find(
      ({ typedefName, tag }) => (typedefName || tag) === type.name,
    );
    const notes = declared === undefined ? [] : [{ message: `${type.name} is declared here`, span: declared.span }];
    diagnostics.report(catalogue.importDiffers, span, { name: type.name, from, ...difference }, notes);
    return;
  }
}

function differenceOfStructs(here: StructModel, alone: StructModel | undefined): Difference | null {
  if (alone === undefined) return { here: 'it is a struct', alone: 'there is none' };
  const fields = [here, alone].map((struct) => struct.fields.map((field) => describeField(field)));
  const precise = [here, alone].map((struct) => struct.fields.map((field) => describeField(field, true)));
  return (
    firstDifference(fields, (text) => `it has ${text}`) ??
    firstDifference(precise, (text) => `it has ${text}`) ??
    firstDifference(
      [here, alone].map(({ layout }) => (layout === null ? [] : layout.members.map(describeMember))),
      (text) => `it has ${text}`,
    ) ??
    firstDifference(
      [here, alone].map((struct) => [describeStruct(struct)]),
      (text) => text,
    )
  );
}

function differenceOfEnums(here: EnumModel, alone: EnumModel | undefined): Difference | null {
  if (alone === undefined) return { here: 'it is an enum', alone: 'there is none' };
  const values = [here, alone].map((type) => [
    ...type.values.map(({ name, value }) => `${name} is ${value}`),
    `it has ${type.bits} bits${type.signed ? ' and a sign' : ''}`,
  ]);
  return firstDifference(values, (text) => text);
}

function firstDifference(
  [here, alone]: readonly (readonly string[])[],
  said: (text: string) => string,
): Difference | null {
  const index = here.findIndex((text, at) => text !== alone[at]);
  if (index < 0 && here.length === alone.length) return null;
  const at = index < 0 ? here.length : index;
  const of = (texts: readonly string[]): string => (at < texts.length ? said(texts[at]) : 'it ends there');
  return { here: of(here), alone: of(alone) };
}

/** What of a field makes its states, its type in T and its place on the wire. `precise`: whatever its type is called. */
function describeField(field: FieldModel, precise = false): string {
  const { ctype, name, type, role, optional, version, subsection, wireName, jsName, unusedBefore } = field;
  const facts = [
    role === 'saved' ? '' : role,
    field.default === null ? '' : `default ${text(field.default)}`,
    optional === null ? '' : `optional by ${text(optional)}`,
    version === 0 ? '' : `since version ${version}`,
    subsection === null ? '' : `in "${subsection}"`,
    wireName === name ? '' : `called "${wireName}"`,
    jsName === name ? '' : `called ${jsName}`,
    unusedBefore === 0 ? '' : `behind ${unusedBefore} bytes`,
    field.renamedFrom.join(),
  ].filter((fact) => fact !== '');
  const shape = type === null ? '' : describeShape(type) + (precise ? ` (${text(type)})` : '');
  return `${ctype} ${name}${shape}${facts.map((fact) => `, ${fact}`).join('')}`;
}

/** What the C type alone does not say. */
function describeShape(type: FieldType): string {
  switch (type.kind) {
    case 'array': {
      const dims = type.dims.map((count) => `[${count}]`).join('');
      return `${dims}${type.size === null ? '' : ` of ${computationText(type.size)}`}${describeShape(type.element)}`;
    }
    case 'pointer-array':
      return ` of ${computationText(type.size)}${describeShape(type.element)}`;
    case 'string':
      return type.capacity === null ? ' (text)' : `[${type.capacity}] (text)`;
    case 'bitfield':
      return ` : ${type.width}`;
    case 'union':
      return ` by ${type.tag}: ${type.cases.map((item) => `${item.name} ${item.values.join(' ')}${describeShape(item.type)}`).join(', ')}`;
    case 'list':
      return ` of ${'name' in type.element ? type.element.name : type.element.kind}`;
    default:
      return '';
  }
}

function describeMember({ name, offset, bit }: LayoutMember): string {
  return `${name} at byte ${offset}${bit === null ? '' : `, bit ${bit.offset} of ${bit.width}`}`;
}

function describeStruct({ wireName, version, minimumVersion, layout }: StructModel): string {
  const size = layout === null ? 'no layout' : `${layout.size} bytes`;
  return `it has ${size}, is called "${wireName}" and is at version ${version}, reading ${minimumVersion} and later`;
}

function text(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) => (typeof inner === 'bigint' ? String(inner) : inner));
}
