// In: every headers/**/*.qidl.h. Out: what the compiler makes of it, compared with the files beside it.
// Rule: a header's goldens are `.diagnostics.txt` (absent: none), `.model.json` (absent: errors); for the devices,
// layouts and `.roles.txt`, how many fields of each struct have which role; for the showcases, `.js.txt` and `.d.ts.txt`.
// UPDATE_GOLDENS=1 writes them; a missing or stale one fails.

import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  catalogue,
  compile,
  print,
  renderDiagnostic,
  type CompileOptions,
  type FieldType,
  type Model,
  type Printable,
  type Role,
  type RoleReason,
} from '@qidl/compiler';
import { expect, test } from 'vitest';
import { files, host, root, variants, type Variant } from './headers.ts';

const isDevice = (header: string): boolean => header.startsWith('devices/');
const isShowcase = (header: string): boolean => /^devices\/(serial|rtc|hpet|fdc|dma|scsi-\w+)\./.test(header);
const updating = process.env.UPDATE_GOLDENS === '1';

/** Golden text by file name. */
function goldensOf({ header, base, options }: Variant): Map<string, string> {
  const path = join(root, header);
  const printed = (what: Printable, more: CompileOptions = {}) => print(what, path, { ...options, ...more }, host);
  const { text: model, diagnostics } = printed('model');
  const goldens = new Map<string, string>();
  const rendered = diagnostics.map((diagnostic) => renderDiagnostic(diagnostic, { cwd: root }));
  if (rendered.length > 0)
    goldens.set(`${base}.diagnostics.txt`, `${rendered.map((text) => text.trimEnd()).join('\n\n')}\n`);
  if (model === '') return goldens;
  goldens.set(`${base}.model.json`, model);
  // `.txt`, so that nobody takes them for the module and the types of the header beside them.
  if (isShowcase(header)) {
    goldens.set(`${base}.js.txt`, printed('js').text).set(`${base}.d.ts.txt`, printed('dts').text);
  }
  if (!isDevice(header)) return goldens;
  goldens.set(`${base}.roles.txt`, rolesOf(compile(path, options, host).model!));
  for (const target of ['wasm32', 'x86_64'] as const) {
    goldens.set(`${base}.layout.${target}.json`, printed('layout', { target }).text);
  }
  return goldens;
}

/** A line per struct: `SerialState 34: 25 saved, 2 derived, …`. */
function rolesOf({ structs }: Model): string {
  const lines = structs
    .filter(({ fields }) => fields.length > 0)
    .map(({ name, fields }) => {
      const counts = (['saved', 'derived', 'immutable', 'host', 'elsewhere', 'broken'] as const)
        .map((role) => [fields.filter((field) => field.role === role).length, role] as const)
        .filter(([count]) => count > 0);
      return `${name} ${fields.length}: ${counts.map(([count, role]) => `${count} ${role}`).join(', ')}\n`;
    });
  return lines.join('');
}

test.for(variants.map((variant) => [variant.base, variant] as const))('%s', ([, variant]) => {
  for (const [file, text] of goldensOf(variant)) {
    if (updating) writeFileSync(join(root, file), text);
    const stored = files.includes(file) || updating ? readFileSync(join(root, file), 'utf8') : null;
    expect(text, file).toBe(stored);
  }
});

test('no golden is left without its header', () => {
  const expected = new Set(variants.flatMap((variant) => [...goldensOf(variant).keys()]));
  const stale = files.filter((file) => /\.qidl\.h\../.test(file) && !expected.has(file));
  if (updating) for (const file of stale) rmSync(join(root, file));
  else expect(stale).toEqual([]);
});

// What there must be one of, whoever adds or removes headers.

const stored = files.filter((file) => /\.(diagnostics\.txt|model\.json)$/.test(file));
const textOf = (ending: string): string =>
  stored
    .filter((file) => file.endsWith(ending))
    .map((file) => readFileSync(join(root, file), 'utf8'))
    .join('\n');

test.for(Array.from({ length: 20 }, (_, index) => index + 1))('rule %i has a good and a bad header', (rule) => {
  const prefix = `annotations/r${String(rule).padStart(2, '0')}-`;
  const own = stored.filter((file) => file.startsWith(prefix));
  expect(own.some((file) => file.endsWith('.model.json'))).toBe(true);
  expect(own.some((file) => file.endsWith('.diagnostics.txt'))).toBe(true);
});

test('every diagnostic of annotations is triggered by a header', () => {
  const found = textOf('.diagnostics.txt');
  const codes = [...catalogue.keys()].filter((code) => code.startsWith('QIDL4'));
  expect(codes.length).toBeGreaterThan(50);
  expect(codes.filter((code) => !found.includes(code))).toEqual([]);
});

test('every kind of field, role and reason is in a model', () => {
  const found = textOf('.model.json');
  const kinds: Record<FieldType['kind'], true> = {
    int: true,
    bool: true,
    float: true,
    enum: true,
    bitfield: true,
    array: true,
    'pointer-array': true,
    string: true,
    struct: true,
    union: true,
    list: true,
    external: true,
  };
  const roles: Record<Role, true> = {
    saved: true,
    immutable: true,
    host: true,
    derived: true,
    broken: true,
    elsewhere: true,
  };
  const reasons: Record<RoleReason, true> = {
    tag: true,
    type: true,
    struct: true,
    const: true,
    'function-pointer': true,
    'void-pointer': true,
    empty: true,
    default: true,
    unknown: true,
  };
  const missing = (key: string, words: object): string[] =>
    Object.keys(words).filter((word) => !found.includes(`"${key}": "${word}"`));
  expect([...missing('kind', kinds), ...missing('role', roles), ...missing('reason', reasons)]).toEqual([]);
});
