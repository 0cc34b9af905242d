// In: a header of docs/language.md. Out: what the page shows below it: for each struct its fields with their type in
// TypeScript and what becomes of them, and the JSON of a new one.
// Rule: made from what users get: the model as `print --emit model` prints it, the declarations, the module, run.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { compileExample, type CompileResult, type FieldModel, type StructModel, type Value } from '@qidl/compiler';
import { toJson } from '@qidl/runtime';

const codegen = import.meta.resolve('@qidl/runtime/codegen/v1');

export async function exampleResult(header: string): Promise<string> {
  const result = compileExample(header);
  if (result.model === null)
    throw new Error(result.diagnostics.map(({ code, message }) => `${code}: ${message}`).join('\n'));
  const module = await run(result.code);
  const structs = result.model.structs.filter(({ keyword }) => keyword === 'struct');
  const warnings = result.diagnostics.filter(({ severity }) => severity === 'warning');
  const lines = [
    ...structs.flatMap((struct) => structLines(struct, result, module)),
    ...result.model.enums.map(
      ({ name, values }) => `${name}: ${values.map((one) => `${one.name} = ${one.value}`).join(', ')}`,
    ),
    ...warnings.map(({ code, message }) => `warning ${code}: ${message}`),
  ];
  return `${lines.join('\n')}\n`;
}

type Module = Readonly<Record<string, (...given: unknown[]) => unknown>>;

async function run(code: string): Promise<Module> {
  const folder = mkdtempSync(join(tmpdir(), 'qidl-example-'));
  try {
    const file = join(folder, 'example.mjs');
    writeFileSync(file, code.replaceAll('@qidl/runtime/codegen/v1', codegen));
    return (await import(pathToFileURL(file).href)) as Module;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function structLines(struct: StructModel, { dts }: CompileResult, module: Module): string[] {
  const { name, wireName, version, minimumVersion } = struct;
  const types = typesOf(name, dts);
  const rows = struct.fields.map((field) => [`${field.jsName}: ${types.get(field.jsName) ?? '–'}`, becomes(field)]);
  const width = Math.max(...rows.map(([left]) => left.length));
  const about = [
    wireName !== name && `"${wireName}" on the wire`,
    version > 1 && `version ${version}`,
    minimumVersion > 1 && `reads ${minimumVersion} and later`,
  ].filter((part) => part !== false);
  const joint = /^[a-z]/.test(name) ? '_' : '';
  const json = toJson(module[`visit${joint}${name}`] as never, module[`create${joint}${name}`]() as never);
  return [
    [name, ...about].join(', '),
    ...rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`),
    `  new: ${JSON.stringify(JSON.parse(json))}`,
  ];
}

/** The property types of `interface Name`. */
function typesOf(name: string, dts: string): ReadonlyMap<string, string> {
  const body = new RegExp(`^export interface ${name} \\{\n([^]*?)\n\\}`, 'm').exec(dts)?.[1] ?? '';
  return new Map([...body.matchAll(/^ {2}(?:readonly )?(\w+)\??: (.*);$/gm)].map(([, field, type]) => [field, type]));
}

const reasons: Readonly<Record<FieldModel['reason'], string>> = {
  tag: 'by its marker',
  type: 'by its type',
  struct: 'by the default of its struct',
  const: 'by its const',
  'function-pointer': 'as a function pointer',
  'void-pointer': 'as a void pointer',
  empty: 'for want of saved fields',
  default: 'by default',
  unknown: 'for its unknown type',
};

function becomes(field: FieldModel): string {
  const { jsName, role, reason, wireName, optional, version, subsection, renamedFrom, unusedBefore, properties } =
    field;
  const parts = [role === 'saved' ? 'saved' : `${role} ${reasons[reason]}`];
  if (wireName !== jsName) parts.push(`as "${wireName}"`);
  if (field.default !== null && role === 'saved') parts.push(`unless it is ${text(field.default)}`);
  if (field.default !== null && role !== 'saved') parts.push(`set to ${text(field.default)} by a load`);
  if (optional !== null) parts.push(optional.by === 'has' ? `if ${optional.field}` : 'if it is not null');
  if (field.type !== null && 'size' in field.type && field.type.size !== null) parts.push('as many as its size says');
  if (version > 0) parts.push(`since version ${version}`);
  if (subsection !== null) parts.push(`in "${subsection}"`);
  if (renamedFrom.length > 0) parts.push(`read as "${renamedFrom.join('", "')}", too`);
  if (unusedBefore > 0) parts.push(`behind ${unusedBefore} bytes on the wire`);
  for (const { name: property, bit } of properties)
    parts.push(`property "${property}"${bit === null ? '' : ` is bit ${bit}`}`);
  return parts.join(', ');
}

function text(value: Value): string {
  switch (value.kind) {
    case 'string':
      return JSON.stringify(value.value);
    case 'null':
      return 'NULL';
    case 'zero':
      return '{0}';
    case 'array':
    case 'struct':
      return '{…}';
    default:
      return String(value.value);
  }
}
