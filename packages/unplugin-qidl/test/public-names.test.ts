// The public names: a new one is a decision, a lost one a breaking change.

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');
const { exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { exports: Record<string, string> };
const bundlers = ['vite', 'rollup', 'esbuild', 'rolldown', 'webpack', 'rspack', 'farm', 'bun', 'rsbuild'];

test('an entry for each bundler, and one for the types', () => {
  expect(Object.keys(exports)).toEqual(['.', ...bundlers.map((name) => `./${name}`), './package.json']);
  for (const file of Object.values(exports)) expect(existsSync(join(root, file)), file).toBe(true);
});

test.for(bundlers)('unplugin-qidl/%s exports one function', async (name) => {
  const entry = (await import(`../src/${name}.ts`)) as Record<string, unknown>;
  expect(Object.keys(entry)).toEqual(['default']);
  expect(entry.default).toBeTypeOf('function');
});

test('unplugin-qidl itself is types only', async () => {
  expect(Object.keys(await import('../src/index.ts'))).toEqual([]);
});

// `unplugin`'s types need all bundlers installed, where libraries are checked, too.
test.for(bundlers.slice(0, 6))('the types of unplugin-qidl/%s need its bundler and nothing else', (name) => {
  const text = readFileSync(join(root, exports[`./${name}`].replace(/\.js$/, '.d.ts')), 'utf8');
  const modules = [...text.matchAll(/from '([^']+)'/g)].map(([, module]) => module);
  expect(modules.sort()).toEqual(['./options.ts', name === 'rspack' ? '@rspack/core' : name]);
});
