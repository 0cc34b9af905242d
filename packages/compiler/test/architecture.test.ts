// In: every import of packages/*/src. Out: a failure for each that goes against the order of the house.
// The lists below are the order: a stage may import itself and what stands before it.

import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { expect, test } from 'vitest';

const packages = resolve(import.meta.dirname, '../..');
const stages = [
  'source',
  'target',
  'options',
  'config',
  'lex',
  'preprocess',
  'compile-commands',
  'parse',
  'types',
  'layout',
  'sema',
  'model',
  'emit',
  'compat',
  'config',
  'imports',
  'compile',
  'example',
  'print',
  'project',
  'node',
  'index',
];
const mayImport: Record<string, RegExp> = {
  compiler: /^@noble\/hashes\//,
  runtime: /^$/,
  vmstate: /^@qidl\/runtime/,
  'unplugin-qidl': /^(@qidl\/compiler|unplugin$|vite$|rollup$|rolldown$|esbuild$|webpack$|@rspack\/core$|node:)/,
  cli: /^(@qidl\/compiler|@qidl\/vmstate|node:)/,
};

function imports(name: string): { file: string; from: string; typeOnly: boolean }[] {
  const root = join(packages, name, 'src');
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) => {
      const text = readFileSync(join(root, file), 'utf8');
      const found = text.matchAll(/^(?:import|export)\s(type\s)?(?:[^'";]*?\sfrom\s+)?'([^']+)'/gm);
      return [...found].map(([, type, from]) => ({ file, from, typeOnly: type !== undefined }));
    });
}

const stageOf = (path: string): number => stages.indexOf(path.replace(/\.ts$/, '').split('/')[0]);

test.for(Object.keys(mayImport).filter((name) => readdirSync(packages).includes(name)))(
  '%s imports what it may',
  (name) => {
    const own = imports(name);
    expect(own.length).toBeGreaterThan(0);
    const wrong = own.filter(({ file, from }) => {
      if (from.startsWith('.'))
        return relative(join(packages, name, 'src'), resolve(packages, name, 'src', file, '..', from)).startsWith('..');
      if (name === 'compiler' && file === 'node.ts') return !from.startsWith('node:');
      return !mayImport[name].test(from);
    });
    expect(wrong).toEqual([]);
  },
);

test('inside the compiler, data flows one way', () => {
  const wrong = imports('compiler').filter(({ file, from, typeOnly }) => {
    if (!from.startsWith('.')) return false;
    const to = relative(join(packages, 'compiler/src'), resolve(packages, 'compiler/src', file, '..', from));
    expect(stageOf(file), file).toBeGreaterThanOrEqual(0);
    // options.ts is the contract of the whole pipeline: it names results by type.
    return stageOf(to) > stageOf(file) && !(typeOnly && file === 'options.ts');
  });
  expect(wrong).toEqual([]);
});
