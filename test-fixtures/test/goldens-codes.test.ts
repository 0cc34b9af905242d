// In: every diagnostic of the catalogue. Out: what is reported for its bad example, compared with diagnostics/CODE.txt;
// and nothing of the kind for its good one. UPDATE_GOLDENS=1 writes the files.

import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { catalogue, compileExample, EXAMPLE_FOLDER, renderDiagnostic } from '@qidl/compiler';
import { expect, test } from 'vitest';

const folder = resolve(import.meta.dirname, '../diagnostics');
const updating = process.env.UPDATE_GOLDENS === '1';
/** Characters: examples of limits are longer, and are left out of the files. */
const MOST_SHOWN = 2000;

test.for([...catalogue.values()])('$code', ({ code, bad, good }) => {
  expect(compileExample(good).diagnostics.map((item) => item.code)).not.toContain(code);
  const reported = compileExample(bad).diagnostics;
  expect(bad === '' || reported.some((item) => item.code === code)).toBe(true);
  const shown = bad.length > MOST_SHOWN ? '(an example of a limit)' : visible(bad.trimEnd());
  const rendered = reported.map((item) => renderDiagnostic(item, { cwd: EXAMPLE_FOLDER.slice(0, -1) }).trimEnd());
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
