// In: every diagnostic of the catalogue. Out: what is reported for its bad example, compared with diagnostics/CODE.txt;
// and nothing of the kind for its good one. UPDATE_GOLDENS=1 writes the files.
// Rule: an example's first line may hold its options or another header: `// options: {…}`, `// file NAME: text`.

import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { catalogue, compile, renderDiagnostic, type CompileOptions, type Diagnostic, type Host } from '@qidl/compiler';
import { expect, test } from 'vitest';

const folder = resolve(import.meta.dirname, '../diagnostics');
const updating = process.env.UPDATE_GOLDENS === '1';
/** Characters: examples of limits are longer, and are left out of the files. */
const MOST_SHOWN = 2000;

function diagnosticsOf(example: string): readonly Diagnostic[] {
  const options = /^\/\/ options: (\{.*\})/.exec(example);
  const file = /^\/\/ file (\S+): (.*)/.exec(example);
  const given: CompileOptions = options ? JSON.parse(options[1]!) : {};
  const files: Record<string, Uint8Array | 'outside' | 'too-large'> = {
    ...others,
    '/h/example.qidl.h': Buffer.from(example),
  };
  if (file) files[`/h/${file[1]}`] = Buffer.from(file[2]!);
  return compile('/h/example.qidl.h', given, hostOf(files)).diagnostics;
}

/** What examples of unreadable files include. */
const others = {
  '/h/latin1.h': Buffer.from('char *s = "\xfc";\n', 'latin1'),
  '/h/utf16.h': Buffer.from('i\0n\0t\0', 'latin1'),
  '/h/utf8.h': Buffer.from('/* ü */\n'),
  '/h/large.h': 'too-large',
  '/outside.h': 'outside',
} as const;

function hostOf(files: Readonly<Record<string, Uint8Array | 'outside' | 'too-large'>>): Host {
  const read: Host['read'] = (path) => (Object.hasOwn(files, path) ? files[path]! : 'missing');
  return { read, exists: (path) => typeof read(path) === 'object', realpath: (path) => path };
}

test.for([...catalogue.values()])('$code', ({ code, bad, good }) => {
  expect(diagnosticsOf(good).map((item) => item.code)).not.toContain(code);
  const reported = diagnosticsOf(bad);
  expect(bad === '' || reported.some((item) => item.code === code)).toBe(true);
  const shown = bad.length > MOST_SHOWN ? '(an example of a limit)' : visible(bad.trimEnd());
  const rendered = reported.map((item) => renderDiagnostic(item, { cwd: '/h' }).trimEnd());
  const text = `${[shown, ...rendered].join('\n\n')}\n`;
  const path = join(folder, `${code}.txt`);
  if (updating) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(path, text);
  }
  expect(text).toBe(existsSync(path) ? readFileSync(path, 'utf8') : null);
});

test('no file is left without its code', () => {
  const stale = readdirSync(folder).filter((file) => !catalogue.has(file.replace('.txt', '')));
  if (updating) for (const file of stale) rmSync(join(folder, file));
  else expect(stale).toEqual([]);
});

/** Control characters as their code points. */
function visible(text: string): string {
  return text.replace(/[\0-\x08\x0b-\x1f\x7f]/g, (char) => `\\x${char.charCodeAt(0).toString(16).padStart(2, '0')}`);
}
