// In: every headers/**/*.qidl.h. Out: what the compiler makes of it, compared with the files beside it.
// Rule: a header's goldens are `.diagnostics.txt` (absent: none), `.model.json` (absent: errors) and, for the
// showcases, `.js.txt`, `.d.ts.txt` and layouts. UPDATE_GOLDENS=1 writes them; a missing or stale one fails.
// A header's first line may hold its options: `// options: {"unknown":"broken"}`.

import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { print, renderDiagnostic, type CompileOptions, type Printable } from '@qidl/compiler';
import { createNodeHost } from '@qidl/compiler/node';
import { expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../headers');
const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll('\\', '/'))
  .sort();
const headers = files.filter((file) => file.endsWith('.qidl.h'));
const isShowcase = (header: string): boolean => /^(showcase|devices)\//.test(header);
const updating = process.env.UPDATE_GOLDENS === '1';
const host = createNodeHost([root]);

function optionsOf(header: string): CompileOptions {
  const line = /^\/\/ options: (\{.*\})/.exec(readFileSync(join(root, header), 'latin1'));
  const options: CompileOptions = line ? JSON.parse(line[1]) : {};
  return { ...options, includeDirs: options.includeDirs?.map((folder) => join(root, folder)) ?? [] };
}

/** Golden text by file extension. */
function goldensOf(header: string): Map<string, string> {
  const options = optionsOf(header);
  const printed = (what: Printable, more: CompileOptions = {}) =>
    print(what, join(root, header), { ...options, ...more }, host);
  const { text: model, diagnostics } = printed('model');
  const goldens = new Map<string, string>();
  const rendered = diagnostics.map((diagnostic) => renderDiagnostic(diagnostic, { cwd: root }));
  if (rendered.length > 0) goldens.set('.diagnostics.txt', `${rendered.map((text) => text.trimEnd()).join('\n\n')}\n`);
  if (model === '') return goldens;
  goldens.set('.model.json', model);
  if (!isShowcase(header)) return goldens;
  // `.txt`, so that nobody takes them for the module and the types of the header beside them.
  goldens.set('.js.txt', printed('js').text).set('.d.ts.txt', printed('dts').text);
  for (const target of ['wasm32', 'x86_64'] as const) {
    goldens.set(`.layout.${target}.json`, printed('layout', { target }).text);
  }
  return goldens;
}

test.for(headers)('%s', (header) => {
  const goldens = goldensOf(header);
  const base = join(root, header);
  if (updating) for (const [extension, text] of goldens) writeFileSync(base + extension, text);
  for (const [extension, text] of goldens) {
    const stored = files.includes(header + extension) || updating ? readFileSync(base + extension, 'utf8') : null;
    expect(text, header + extension).toBe(stored);
  }
});

test('no golden is left without its header', () => {
  const expected = new Set(
    headers.flatMap((header) => [...goldensOf(header).keys()].map((extension) => header + extension)),
  );
  const stale = files.filter((file) => /\.qidl\.h\../.test(file) && !expected.has(file));
  if (updating) for (const file of stale) rmSync(join(root, file));
  else expect(stale).toEqual([]);
});

test('there are at least 60 headers, good and bad', () => {
  expect(headers.length).toBeGreaterThanOrEqual(60);
  expect(files.filter((file) => file.endsWith('.diagnostics.txt')).length).toBeGreaterThanOrEqual(20);
});
