// In: an example of the catalogue. Out: what the compiler says of it: for `qidl explain`, the docs, and the test that
// every example does what it says.
// Rule: lines at the beginning of an example hold what it needs besides its text:
//   // options: {"strict":true}          options of the compiler
//   // file NAME: text                   another file of its folder; \xHH is a byte
//   // file NAME of N bytes              one of that size
//   // compile NAME                      the header that is compiled instead of this text
//   // was: text                          a line of the header as it was when its schema was locked

import { checkAgainst } from './compat/check.ts';
import type { Lock } from './compat/lock.ts';
import { schemaOf } from './compat/schema.ts';
import { compile } from './compile.ts';
import type { Model } from './model/model.ts';
import type { CompileOptions, CompileResult, Host } from './options.ts';
import { MAX_FILE_BYTES } from './source/decode.ts';
import type { Diagnostic } from './source/diagnostic.ts';
import { createSourceFile } from './source/text.ts';

/** The folder that examples lie in; nothing outside of it may be read. */
export const EXAMPLE_FOLDER = '/example/';
const NAME = 'example.qidl.h';

export function compileExample(text: string): CompileResult {
  let options: CompileOptions = {};
  let name = NAME;
  let was = '';
  const files = new Map<string, Uint8Array | 'too-large'>([[NAME, new TextEncoder().encode(text)]]);
  for (const line of text.split('\n')) {
    const [, word, rest] = /^\/\/ (options:|was:|file|compile) (.*)$/.exec(line) ?? [];
    if (word === undefined) break;
    if (word === 'options:') options = JSON.parse(rest) as CompileOptions;
    else if (word === 'compile') name = rest;
    else if (word === 'was:') was += `${rest}\n`;
    else addFile(files, rest);
  }
  const result = compile(EXAMPLE_FOLDER + name, options, hostOf(files));
  if (was === '' || result.model === null) return result;
  const changes = changesSince(was, text, result.model);
  return { ...result, diagnostics: [...result.diagnostics, ...changes] };
}

function changesSince(was: string, text: string, model: Model): readonly Diagnostic[] {
  const old = compile(EXAMPLE_FOLDER + NAME, {}, hostOf(new Map([[NAME, new TextEncoder().encode(was)]]))).model!;
  const lock: Lock = { headers: new Map([[NAME, schemaOf(old)]]), releases: new Map() };
  const main = createSourceFile(EXAMPLE_FOLDER + NAME, text);
  return checkAgainst({ model, main, fileOf: () => null }, lock, NAME);
}

function addFile(files: Map<string, Uint8Array | 'too-large'>, described: string): void {
  const sized = /^(\S+) of (\d+) bytes$/.exec(described);
  if (sized !== null) {
    const size = Number(sized[2]);
    files.set(sized[1], size > MAX_FILE_BYTES ? 'too-large' : new Uint8Array(size).fill(0x0a));
    return;
  }
  const colon = described.indexOf(': ');
  files.set(described.slice(0, colon), bytesOf(`${described.slice(colon + 2)}\n`));
}

function bytesOf(text: string): Uint8Array {
  const parts = text.split(/\\x([0-9a-f]{2})/);
  const bytes = parts.flatMap((part, index) =>
    index % 2 === 0 ? [...new TextEncoder().encode(part)] : [Number.parseInt(part, 16)],
  );
  return Uint8Array.from(bytes);
}

function hostOf(files: ReadonlyMap<string, Uint8Array | 'too-large'>): Host {
  const read: Host['read'] = (path) =>
    path.startsWith(EXAMPLE_FOLDER) ? (files.get(path.slice(EXAMPLE_FOLDER.length)) ?? 'missing') : 'outside';
  return { read, exists: (path) => typeof read(path) === 'object', realpath: (path) => path };
}
