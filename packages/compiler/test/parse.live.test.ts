// In: every header under the system's include folders. Out: each one that gcc accepts alone is parsed without an error.
// Rule: gcc is asked only about headers that are refused here, so that an agreement costs nothing.

import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createNodeHost } from '../src/node.ts';
import { parse } from '../src/parse/parse.ts';
import type { MarkerLexicon } from '../src/parse/syntax.ts';
import { createTokenCache, preprocess } from '../src/preprocess/preprocess.ts';
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
function errorOf(
  path: string,
  dirs: readonly string[],
  cache: ReturnType<typeof createTokenCache>,
  host: ReturnType<typeof createNodeHost>,
): string | null {
  const diagnostics = new Diagnostics();
  const main = createSourceFile(path, readFileSync(path, 'utf8'));
  const { stream } = preprocess(main, { includeDirs: dirs }, host, targets.x86_64, cache, diagnostics);
  parse(stream, noMarkers, () => false, diagnostics);
  const found = diagnostics.list.find(({ severity }) => severity === 'error');
  return found === undefined ? null : `${found.code} ${found.message}`;
}

test.skipIf(!hasGcc || !existsSync(root))('what gcc accepts of /usr/include is parsed (needs gcc)', () => {
  const dirs = includeDirs();
  const host = createNodeHost([...dirs, '/usr']);
  const cache = createTokenCache();
  const headers = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.h') && !path.startsWith('c++/'))
    .map((path) => join(root, path));
  const refused = headers.flatMap((path) => {
    const error = errorOf(path, dirs, cache, host);
    return error === null ? [] : [{ path, error }];
  });
  const wrong = refused.filter(({ path }) => gccAccepts(path));
  console.log(
    `${headers.length} headers: ${headers.length - refused.length} parsed, ${refused.length} refused, of which gcc accepts ${wrong.length}`,
  );
  expect(wrong).toEqual([]);
});
