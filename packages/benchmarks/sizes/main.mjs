// node sizes/main.mjs
// What a program that saves and loads S1 adds to a bundle. In: such a program for each library. Out: a table of bytes,
// bundled by esbuild for browsers, minified, gzipped; and one of what each export of a generated module brings along.

import { mkdirSync, writeFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { generate } from '../lib/generated.mjs';
import { table } from '../lib/report.mjs';
import { programs } from './programs.mjs';

const folder = fileURLToPath(new URL('../dist/', import.meta.url));
const generated = generate(new URL('../serializers/headers/s1.qidl.h', import.meta.url));

/** Bytes of a program: minified, and gzipped. */
async function sizesOf(source) {
  const { outputFiles } = await build({
    stdin: { contents: source, resolveDir: folder },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    // One of the libraries asks for them; what stands in for them is not counted.
    external: builtinModules,
    write: false,
    logLevel: 'silent',
  });
  const [{ contents }] = outputFiles;
  return [contents.length, gzipSync(contents, { level: 9 }).length];
}

mkdirSync(folder, { recursive: true });
writeFileSync(`${folder}package.json`, '{ "sideEffects": false }\n');

const ours = (...names) => `export { ${names.join(', ')} } from ${JSON.stringify(generated)};`;
const all = {
  '**QIDL, save and load**': ours('saveSerialState', 'loadSerialState'),
  ...(await programs()),
};
const rows = [];
for (const [name, source] of Object.entries(all)) rows.push([name, ...(await sizesOf(source))]);
rows.sort((a, b) => a[2] - b[2]);
console.log(`A program that saves and loads S1, bytes.\n\n${table(['program', 'minified', 'and gzipped'], rows)}`);

const EXPORTS = ['create', 'save', 'saveInto', 'saveOwn', 'load', 'decode', 'visit', 'view', 'read', 'write'];
const parts = [];
for (const verb of EXPORTS) parts.push([`${verb}SerialState`, ...(await sizesOf(ours(`${verb}SerialState`)))]);
for (const name of ['sizeofSerialState', 'offsetsSerialState', 'SerialStateInfo'])
  parts.push([name, ...(await sizesOf(ours(name)))]);
console.log(`\nEach export alone, bytes.\n\n${table(['export', 'minified', 'and gzipped'], parts)}`);
