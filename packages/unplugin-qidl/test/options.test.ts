// A wrong option is an error that names it and the nearest right one, before anything is built.

import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { resolveConfig, type UserConfig } from 'vite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createCore } from '../src/core.ts';
import esbuild from '../src/esbuild.ts';
import { resolveOptions, type Options } from '../src/options.ts';
import rollup from '../src/rollup.ts';
import vite from '../src/vite.ts';
import { createSmallProject, type SmallProject } from './project.ts';

let project: SmallProject;
beforeEach(() => {
  project = createSmallProject();
});
afterEach(() => project.dispose());

test.for([
  [{ includeDir: ['inc'] }, 'unknown option "includeDir"; did you mean "includeDirs"?'],
  [{ targets: 'arm' }, 'unknown option "targets"; did you mean "target"?'],
  [{ zzz: 1 }, 'unknown option "zzz"; there are target, includeDirs'],
  [{ target: 'x68_64' }, 'option "target" must be the name of a target, not "x68_64"; did you mean "x86_64"?'],
  [
    { target: 'sparc' },
    'option "target" must be the name of a target, not "sparc"; it is one of wasm32, x86_64, i386, aarch64, arm, riscv64, s390x, ppc64',
  ],
  [{ includeDirs: 'inc' }, 'option "includeDirs" must be a list of strings, not "inc"'],
  [{ define: { A: 1 } }, 'option "define" must be an object of macro name → replacement text, or true, not {"A":1}'],
  [
    { define: { 'A B': '1' } },
    'option "define" must be an object of macro name → replacement text, or true, not {"A B',
  ],
  [{ define: { '1A': true } }, 'option "define" must be an object of macro name → replacement text, or true, not {"1A'],
  [{ undefine: ['A', ''] }, 'option "undefine" must be a list of names of macros, not ["A",""]'],
  [{ unknown: 'ignore' }, 'option "unknown" must be "error" or "broken", not "ignore"'],
  [{ strict: 'yes' }, 'option "strict" must be true or false'],
  [{ types: { Foo: 1 } }, 'option "types" must be an object of C name → module'],
  [{ dts: { output: 'x' } }, 'option "dts" must be true, false, "beside" or { out, base }'],
  [{ include: [1] }, 'option "include" must be a glob, a regular expression, or a list of these'],
  [{ config: true }, 'option "config" must be the path of a config file, or false'],
  [[], 'the options must be an object, not []'],
] as [Options, string][])('%j', ([options, message]) => {
  expect(() => createCore(options)).toThrow(`unplugin-qidl: ${message}`);
});

test('macros with parameters, and names beyond ASCII', () => {
  expect(() => createCore({ config: false, define: { 'MIN(a, b)': 'a', größe: '1', $x: true } })).not.toThrow();
});

test('all that is wrong is said at once', () => {
  expect(() => createCore({ targt: 1, strickt: true } as Options)).toThrow(/"target"\?\n.*"strict"\?$/);
});

test.for([vite, rollup, esbuild])('the plugin itself throws', (plugin) => {
  expect(() => plugin({ includeDir: [] } as Options)).toThrow('did you mean "includeDirs"?');
});

test('a config file; the plugin’s own options win', () => {
  project.write('qidl.config.json', '\ufeff{ "target": "x86_64", "includeDirs": ["inc"] }');
  project.write('inc/size.h', '#define SIZE 2\n');
  project.write('a.qidl.h', '#include "size.h"\nstruct a { long numbers[SIZE]; };\n');
  const sizeWith = (options: Options): string | undefined => {
    const core = createCore({ dts: false, config: project.path('qidl.config.json'), ...options });
    core.setRoot(project.root);
    return /sizeof_a = (\d+)/.exec(core.load(project.path('a.qidl.h')).code)?.[1];
  };
  expect(sizeWith({})).toBe('16');
  expect(sizeWith({ target: 'wasm32' })).toBe('8');
});

test('a config file that is not there, or is wrong, is named', () => {
  expect(() => createCore({ config: project.path('none.json') })).toThrow('none.json: no such config file');
  project.write('qidl.config.json', '{ "strickt": true }');
  expect(() => createCore({ config: project.path('qidl.config.json') })).toThrow(
    /qidl\.config\.json: unknown option "strickt"; did you mean "strict"\?/,
  );
});

test.for(['js', 'mjs', 'cjs'])('a config file that is code, edited while the process lives: .%s', (ending) => {
  const config = project.path(`qidl.config.${ending}`);
  const target = (text: string): unknown => {
    project.write(`qidl.config.${ending}`, `${ending === 'cjs' ? 'module.exports =' : 'export default'} ${text};`);
    return resolveOptions({ config }).options.target;
  };
  expect(target(`{ target: 'arm' }`)).toBe('arm');
  expect(target(`{ target: 'i386' }`)).toBe('i386');
  expect(() => target(`{ target: i386 }`)).toThrow(`qidl.config.${ending}: i386 is not defined`);
  expect(target(`{ target: 'arm' }`)).toBe('arm');
  expect(readdirSync(project.root).filter((file) => file.includes('config'))).toEqual([`qidl.config.${ending}`]);
});

test('Vite’s server starts anew when a file is edited that options came from', async () => {
  project.write('qidl.config.json', '{ "compileCommands": "flags.json" }');
  project.write('flags.json', '[]');
  const { configFileDependencies } = await resolveConfig(
    { root: project.root, configFile: false, plugins: [vite({ config: project.path('qidl.config.json') })] },
    'serve',
  );
  expect(configFileDependencies).toEqual([project.path('qidl.config.json'), project.path('flags.json')]);
});

test('Vite 6, which calls the hook for its config without a context, bundles packages with esbuild', () => {
  const { config } = vite({ config: false }) as { config: (...given: unknown[]) => UserConfig };
  const own = config.call(undefined, { root: project.root }, { command: 'serve', mode: 'development' });
  expect(own.optimizeDeps).toEqual({
    esbuildOptions: { plugins: [expect.objectContaining({ name: expect.stringMatching(/^qidl/) })] },
  });
});

test.for([
  ['*.qidl.h', '/p/a.qidl.h', true],
  ['*.qidl.h', '/p/a.h', false],
  ['hw/*.h', '/p/hw/a.h', true],
  ['hw/*.h', '/p/hw/sub/a.h', false],
  ['hw/*.h', '/p/myhw/a.h', false],
  ['hw/**/*.{c,h}', '/p/hw/a.c', true],
  ['hw/**/*.{c,h}', '/p/hw/x/y/a.h', true],
  ['hw/**/*.{c,h}', '/p/hw/x/y/a.hpp', false],
  ['./hw/a?.h', '/p/hw/a1.h', true],
  ['/p/hw/*.h', '/p/hw/a.h', true],
  ['/p/hw/*.h', '/q/p/hw/a.h', false],
  [/\.h$/g, '/p/a.h', true],
] as [string | RegExp, string, boolean][])('include %s: %s is %s', ([include, path, expected]) => {
  const core = createCore({ config: false, include });
  expect([core.isHeader(path), core.isHeader(path)]).toEqual([expected, expected]);
  expect(core.include.some((pattern) => pattern.test(path))).toBe(expected);
});

test('exclude takes out what include let in', () => {
  const core = createCore({ config: false, exclude: '**/old/**' });
  expect(core.isHeader('/p/a.qidl.h')).toBe(true);
  expect(core.isHeader('/p/old/a.qidl.h')).toBe(false);
});

test('the documentation has a row for each option', () => {
  const doc = readFileSync(resolve(import.meta.dirname, '../../../docs/plugins.md'), 'utf8');
  const documented = [...doc.slice(doc.indexOf('| option |')).matchAll(/^\| `(\w+)` \| /gm)].map(([, name]) => name);
  const known = /there are (.*)$/.exec(messageOf({ '': 1 }))![1].split(', ');
  for (const name of known) expect(documented, name).toContain(name);
});

function messageOf(options: object): string {
  try {
    createCore(options as Options);
    return '';
  } catch (error) {
    return (error as Error).message;
  }
}
