// In: every header under the system's include folders. Out: each one that gcc accepts alone is parsed without an error.
// Rule: gcc is asked only about headers that are refused here, and not about those that include what is not there.

import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createNodeHost } from '../src/node.ts';
import type { Host } from '../src/options.ts';
import { parse } from '../src/parse/parse.ts';
import type { MarkerLexicon } from '../src/parse/syntax.ts';
import { createTokenCache, preprocess, type TokenCache } from '../src/preprocess/preprocess.ts';
import { includeNotFound } from '../src/source/catalogue/1-preprocessing.ts';
import { Diagnostics } from '../src/source/diagnostic.ts';
import { createSourceFile } from '../src/source/text.ts';
import { targets } from '../src/target.ts';

const hasGcc = spawnSync('gcc', ['--version']).status === 0;
const root = '/usr/include';
const noMarkers: MarkerLexicon = { byAtom: new Map(), group: new Map() };

/** Where gcc looks for `#include <…>`. */
function includeDirs(): string[] {
  const { stderr } = spawnSync('gcc', ['-xc', '-E', '-v', '/dev/null'], { encoding: 'utf8' });
  const [, list] = /#include <\.\.\.> search starts here:\n([\s\S]*?)End of search list/.exec(stderr)!;
  return list.trim().split(/\s+/);
}

function gccAccepts(path: string): boolean {
  try {
    execFileSync('gcc', ['-fsyntax-only', '-w', '-xc', '-'], { input: `#include "${path}"\n`, stdio: 'pipe' });
    return true;
  } catch {
    return false;
  }
}

/** The first error of preprocessing or syntax; null without one. */
function errorOf(path: string, dirs: readonly string[], cache: TokenCache, host: Host): string | null {
  const diagnostics = new Diagnostics();
  const main = createSourceFile(path, readFileSync(path, 'utf8'));
  const { stream } = preprocess(main, { includeDirs: dirs }, host, targets.x86_64, cache, diagnostics);
  parse(stream, noMarkers, () => false, diagnostics);
  const found = diagnostics.list.find(({ severity }) => severity === 'error');
  return found === undefined ? null : `${found.code} ${found.message}`;
}

/** One header in so many; EVERY=1 takes them all, which is a matter of minutes. */
const EVERY = Number(process.env.EVERY ?? 12);

test.skipIf(!hasGcc || !existsSync(root))('what gcc accepts of /usr/include is parsed (needs gcc)', () => {
  const dirs = includeDirs();
  const host = createNodeHost([...dirs, '/usr']);
  const cache = createTokenCache();
  const headers = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.h') && !path.startsWith('c++/'))
    .sort()
    .filter((_, index) => index % EVERY === 0)
    .map((path) => join(root, path));
  const refused = headers.flatMap((path) => {
    const error = errorOf(path, dirs, cache, host);
    return error === null ? [] : [{ path, error }];
  });
  const incomplete = refused.filter(({ error }) => error.startsWith(includeNotFound.code));
  const asked = refused.filter((header) => !incomplete.includes(header));
  const wrong = asked.filter(({ path }) => gccAccepts(path));
  console.log(
    `${headers.length} headers: ${headers.length - refused.length} parsed, ${incomplete.length} include what is not there, ` +
      `${asked.length} others refused, of which gcc accepts ${wrong.length}`,
  );
  expect(wrong).toEqual([]);
});
