// In: every golden header. Out: the same result, to the last span, from a cache that knows what it begins with.
// Rule: what comes before is a header beside it that begins in the same way, elsewhere in its text and behind a guard of
// another name; and then, in random order, all the others with all their options.

import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { analyze, createCompilerCache } from '../src/compile.ts';
import { createNodeHost } from '../src/node.ts';
import type { CompileOptions, Host } from '../src/options.ts';
import { countTaken, wholeResult } from './whole-result.ts';

const root = resolve(import.meta.dirname, '../../../test-fixtures/headers');
const disk = createNodeHost([root]);

interface Variant {
  readonly path: string;
  readonly options: CompileOptions;
}

const variants = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.qidl.h'))
  .sort()
  .flatMap((file): Variant[] => {
    const path = join(root, file).replaceAll('\\', '/');
    const options = [...readFileSync(path, 'latin1').matchAll(/^\/\/ options ?[\w-]*: (\{.*\})/gm)];
    const given = options.length === 0 ? [{}] : options.map(([, json]) => JSON.parse(json) as CompileOptions);
    return given.map((own) => ({
      path,
      options: { ...own, includeDirs: own.includeDirs?.map((folder) => join(root, folder)) ?? [] },
    }));
  });

/** A header that begins as the one at `path`, but for its place and its guard. */
function sibling(path: string): { readonly path: string; readonly host: Host } {
  const text = readFileSync(path, 'utf8').replace(
    /^(#ifndef (\w+)\n#define) \2\b/m,
    '#ifndef SIBLING_H\n#define SIBLING_H',
  );
  const other = `${dirname(path)}/sibling.qidl.h`;
  const bytes = new TextEncoder().encode(`/* Elsewhere. */\n\n${text}`);
  return { path: other, host: { ...disk, read: (asked) => (asked === other ? bytes : disk.read(asked)) } };
}

const fresh = new Map(variants.map((variant) => [variant, wholeResult(variant.path, variant.options, disk)]));

test('behind a header that begins in the same way', () => {
  let all = 0;
  for (const variant of variants) {
    const { path, options } = variant;
    const cache = createCompilerCache();
    const taken = countTaken(cache);
    const before = sibling(path);
    for (let time = 0; time < 2; time++) analyze(before.path, options, before.host, cache);
    expect(wholeResult(path, options, disk, cache) === fresh.get(variant), `${path} ${JSON.stringify(options)}`).toBe(
      true,
    );
    all += taken();
  }
  expect(all).toBeGreaterThan(50);
});

test('behind all others', () => {
  const cache = createCompilerCache();
  const taken = countTaken(cache);
  for (const { path, options } of shuffled(variants)) analyze(path, options, disk, cache);
  for (const variant of shuffled(variants)) {
    const { path, options } = variant;
    expect(wholeResult(path, options, disk, cache) === fresh.get(variant), `${path} ${JSON.stringify(options)}`).toBe(
      true,
    );
  }
  expect(taken()).toBeGreaterThan(variants.length / 2);
});

function shuffled<T>(list: readonly T[]): T[] {
  return list
    .map((item) => ({ item, key: Math.random() }))
    .sort((a, b) => a.key - b.key)
    .map(({ item }) => item);
}
