// `qidl read`. In: a memory dump, a type, and the header that declares it. Out: the T that lies at an offset, as a tree or
// as JSON.
// Rule: a verb that looks at data: only the part of the file that the type covers is read, nothing of it is executed,
// and neither is a config file.

import { closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { modelOfMemory, nearest, type Model, type StructModel } from '@qidl/compiler';
import { createNodeHost, packageOf } from '@qidl/compiler/node';
import { inputsOf, isFile, shown, slashed, type Inputs } from './files.ts';
import { oneOf, UsageError, type Arguments, type Verb } from './options.ts';
import { compileOptions } from './project.ts';
import { createReport, type Report } from './report.ts';
import { memoryOf, readStruct, type Piece } from './state/memory.ts';
import { structsIn, withName } from './struct.ts';

/** Of a file behind the offset: more is no struct, but a whole machine. */
const MAX_READ_BYTES = 1 << 26;

export const read: Verb = {
  usage: 'read FILE --type T --header HEADER [--at OFFSET] [--json]',
  does: 'prints the T that lies at an offset of a memory dump, as a tree or as JSON',
  options: {
    type: { type: 'string' },
    at: { type: 'string' },
    header: { type: 'string' },
    json: { type: 'boolean' },
  },
  config: 'data',
  run,
};

function run(args: Arguments): number {
  const [file, more] = args.paths;
  if (file === undefined || more !== undefined) throw new UsageError('exactly one FILE is needed: the memory dump');
  if (!isFile(file)) throw new UsageError(`${file}: no such file`);
  const type = args.text('type');
  if (type === undefined) throw new UsageError('--type is missing: the name of a struct or union');
  const format = oneOf('--format of read', args.format, ['text', 'json'] as const);
  const at = offsetOf(args.text('at') ?? '0');

  const report = createReport({ ...args, format: 'text', quiet: true });
  const found = declared(args, type, report);
  if (found === null) return 1;
  const { struct, model } = found;
  const bytes = bytesBehind(file, at);
  if (bytes.length < struct.layout!.size) {
    const { size } = statSync(file);
    process.stderr.write(
      `qidl: ${file} has ${size} bytes; ${struct.name} at ${at} ends at ${at + struct.layout!.size}\n`,
    );
    return 1;
  }
  const piece = readStruct(memoryOf(model, bytes), struct, 0);
  process.stdout.write(args.flag('json') || format === 'json' ? json(piece) : tree(piece, at, struct, model));
  return 0;
}

// ---- the type -------------------------------------------------------------------------------------------------

interface Declared {
  readonly struct: StructModel;
  readonly model: Model;
}

/** null: a header has errors, which are reported. */
function declared(args: Arguments, type: string, report: Report): Declared | null {
  const { headers, folders } = headersOf(args);
  const options = compileOptions(args, headers);
  const host = createNodeHost([process.cwd(), ...folders, ...headers.map(packageOf), ...(options.includeDirs ?? [])]);
  const sound: { header: string; model: Model }[] = [];
  for (const header of headers) {
    const { model, diagnostics } = modelOfMemory(header, options, host);
    report.add(header, diagnostics);
    if (model !== null) sound.push({ header, model });
  }
  const found = sound.flatMap(({ header, model }) => {
    const struct = withName(structsIn(model), type);
    return struct === null ? [] : [{ header, model, struct }];
  });
  const [first, second] = found;
  if (first === undefined && report.errors > 0) return null;
  if (first === undefined) throw unknownType(type, sound);
  if (second !== undefined && !isOneType(found))
    throw new UsageError(`${type} is in ${found.map(({ header }) => shown(header)).join(', ')}; say --header HEADER`);
  if (first.struct.layout === null) throw new UsageError(`${type} has no layout for ${first.model.target}`);
  return first;
}

function unknownType(type: string, sound: readonly { readonly model: Model }[]): UsageError {
  const names = sound.flatMap(({ model }) => structsIn(model).map(({ name }) => name));
  const meant = nearest(type, names);
  const where = sound.length === 1 ? 'the header' : `any of the ${sound.length} headers`;
  const hint = meant === null ? 'QIDL_EXPORT(type) exports a type of an include' : `did you mean ${meant}?`;
  return new UsageError(`no struct or union ${type} in ${where}; ${hint}`);
}

/** A struct that one header declares and others import. */
function isOneType(found: readonly { readonly struct: StructModel; readonly model: Model }[]): boolean {
  return found.filter(({ struct, model }) => model.structs.includes(struct)).length === 1;
}

function headersOf(args: Arguments): Inputs {
  const header = args.text('header');
  if (header === undefined) return inputsOf({ ...args, paths: [] });
  if (!isFile(header)) throw new UsageError(`${header}: no such file`);
  return { headers: [slashed(resolve(header))], folders: [] };
}

// ---- the bytes ------------------------------------------------------------------------------------------------

function offsetOf(text: string): number {
  const offset = /^(?:0x[0-9a-f]+|\d+)$/i.test(text) ? Number(text) : Number.NaN;
  if (Number.isSafeInteger(offset)) return offset;
  throw new UsageError(`--at is a number of bytes, such as 4096 or 0x1000, not ${JSON.stringify(text)}`);
}

/** Up to MAX_READ_BYTES from an offset on: flexible arrays may need more than the struct's size. */
function bytesBehind(file: string, at: number): Uint8Array {
  const handle = openSync(file, 'r');
  try {
    const bytes = new Uint8Array(Math.max(0, Math.min(MAX_READ_BYTES, fstatSync(handle).size - at)));
    return bytes.subarray(0, readSync(handle, bytes, 0, bytes.length, at));
  } finally {
    closeSync(handle);
  }
}

// ---- output ---------------------------------------------------------------------------------------------------

function json({ value }: Piece): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

function tree(piece: Piece, base: number, { layout }: StructModel, { target }: Model): string {
  const rows: [place: string, text: string][] = [];
  const add = ({ name, at, parts, value }: Piece, depth: number): void => {
    const shownValue = parts === null ? `: ${text(value)}` : '';
    rows.push([`0x${(base + at).toString(16)}`, `${'  '.repeat(depth)}${name}${shownValue}`]);
    for (const part of parts ?? []) add(part, depth + 1);
  };
  for (const part of piece.parts!) add(part, 0);
  const width = Math.max(0, ...rows.map(([place]) => place.length));
  const head = `${piece.name} at 0x${base.toString(16)}: ${layout!.size} bytes, ${target}\n`;
  return head + rows.map(([place, row]) => `${place.padStart(width)}  ${row}\n`).join('');
}

/** Control characters of a dump never reach a terminal. */
function text(value: Piece['value']): string {
  if (Array.isArray(value)) return `[${value.map((item) => text(item)).join(', ')}]`;
  if (typeof value === 'string') return /^[\w+.-]*$/.test(value) && value !== '' ? value : quoted(value);
  return String(value);
}

function quoted(value: string): string {
  return JSON.stringify(value).replace(
    /[\u007f-\u009f\u2028\u2029]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
