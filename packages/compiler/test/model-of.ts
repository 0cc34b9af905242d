// In: the text of headers. Out: the model and the diagnostics that the stages up to the model give; and models in
// short words, for tables of tests.

import { computationText } from '../src/model/dump.ts';
import { buildModel } from '../src/model/build.ts';
import { markerLexicon, reservedAtoms } from '../src/model/annotations.ts';
import type { FieldModel, FieldType, Model, StructModel, Value } from '../src/model/model.ts';
import type { CompileOptions } from '../src/options.ts';
import { parse } from '../src/parse/parse.ts';
import { createTokenCache, preprocess } from '../src/preprocess/preprocess.ts';
import { resolve } from '../src/sema/resolve.ts';
import { Diagnostics, type Diagnostic } from '../src/source/diagnostic.ts';
import { createSourceFile, positionOf } from '../src/source/text.ts';
import { targets } from '../src/target.ts';
import { memoryHost } from './preprocess-of.ts';

export interface Modelled {
  readonly model: Model;
  readonly diagnostics: readonly Diagnostic[];
}

/** `files`: further headers by name, beside the main one, which is /h/t.qidl.h. */
export function modelOf(
  text: string,
  options: CompileOptions = {},
  files: Readonly<Record<string, string>> = {},
): Modelled {
  const host = memoryHost(Object.fromEntries(Object.entries(files).map(([name, body]) => [`/h/${name}`, body])));
  const diagnostics = new Diagnostics();
  const lexicon = markerLexicon();
  const target = targets[options.target ?? 'wasm32'];
  const exporting = options.exporting ?? ((path: string): boolean => path.endsWith('.qidl.h'));
  const main = createSourceFile('/h/t.qidl.h', text);
  const source = preprocess(
    main,
    { ...options, exporting, reserved: reservedAtoms() },
    host,
    target,
    createTokenCache(),
    diagnostics,
  );
  const syntax = parse(source.stream, lexicon, (index) => exporting(source.stream.homeOf(index).path), diagnostics);
  const program = resolve(syntax, source, target, options, diagnostics);
  return { model: buildModel(program, options, diagnostics), diagnostics: diagnostics.list };
}

/** `QIDL4001 2:13`, one per diagnostic. */
export function codesOf({ diagnostics }: Modelled): string[] {
  return diagnostics.map(({ code, span }) => {
    const { line, column } = positionOf(span.file, span.start);
    return `${code} ${line}:${column}`;
  });
}

export function structOf({ model }: Modelled, name: string): StructModel {
  const found = model.structs.find((struct) => struct.name === name);
  if (found === undefined)
    throw new Error(`no struct ${name} among ${model.structs.map((struct) => struct.name).join(', ')}`);
  return found;
}

/** `a: u8, immutable by tag, default 3`; what is usual is left out. */
export function describeField(field: FieldModel): string {
  const { role, reason, default: value, optional, version, subsection, renamedFrom, unusedBefore, properties } = field;
  const parts = [field.type === null ? 'not in T' : describeType(field.type)];
  if (role !== 'saved' || reason !== 'default') parts.push(`${role} by ${reason}`);
  if (value !== null) parts.push(`default ${describeValue(value)}`);
  if (optional !== null) parts.push(optional.by === 'null' ? 'or null' : `if ${optional.field}`);
  if (version !== 0) parts.push(`since ${version}`);
  if (subsection !== null) parts.push(`in ${subsection}`);
  if (field.wireName !== field.name) parts.push(`as ${field.wireName}`);
  if (renamedFrom.length > 0) parts.push(`was ${renamedFrom.join(', ')}`);
  if (unusedBefore > 0) parts.push(`after ${unusedBefore} bytes`);
  for (const { name, bit, default: of } of properties) {
    parts.push(`property ${name}${bit === null ? '' : ` bit ${bit}`}${of === null ? '' : ` = ${describeValue(of)}`}`);
  }
  return `${field.jsName}: ${parts.join(', ')}`;
}

export function describeType(type: FieldType): string {
  switch (type.kind) {
    case 'int':
      return `${type.signed ? 'i' : 'u'}${type.bits}`;
    case 'bool':
      return 'bool';
    case 'float':
      return `f${type.bits}`;
    case 'enum':
      return `enum ${type.name} ${type.signed ? 'i' : 'u'}${type.bits}`;
    case 'bitfield':
      return `${describeType(type.of)}:${type.width}`;
    case 'array':
      return `${describeType(type.element)}${type.dims.map((count) => `[${count}]`).join('')}${type.size === null ? '' : ` of ${computationText(type.size)}`}`;
    case 'pointer-array':
      return `${describeType(type.element)}* of ${computationText(type.size)}`;
    case 'string':
      return type.capacity === null ? 'string' : `string(${type.capacity})`;
    case 'struct':
      return `${type.name}${type.pointer ? ' in place' : ''}`;
    case 'union':
      return `union by ${type.tag} { ${type.cases.map((item) => `${item.name} ${item.values.join('|')}: ${describeType(item.type)}`).join('; ')} }`;
    case 'list':
      return `${type.flavour} of ${describeType(type.element)}`;
    case 'external':
      return `external ${type.name}`;
  }
}

export function describeValue(value: Value): string {
  switch (value.kind) {
    case 'int':
    case 'float':
    case 'bool':
      return String(value.value);
    case 'string':
      return JSON.stringify(value.value);
    case 'array':
      return `[${value.elements.map(describeValue).join(', ')}]`;
    case 'struct':
      return `{${value.fields.map(({ name, value: of }) => `${name}: ${describeValue(of)}`).join(', ')}}`;
    default:
      return value.kind;
  }
}
