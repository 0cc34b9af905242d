// Flags out of compile_commands.json: how commands are read, what of several counts, and that it opens no folder.

import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { flagsOfCommands, wordsOf, withFlags } from '../src/compile-commands.ts';
import { createNodeProject } from '../src/node.ts';

const root = realpathSync(mkdtempSync(join(tmpdir(), 'qidl-commands-')));
afterAll(() => rmSync(root, { recursive: true }));

test.each<[string, string[]]>([
  ['cc -c a.c', ['cc', '-c', 'a.c']],
  ["cc  '-DA=\"x y\"'\t-DB='a'\\''b'", ['cc', '-DA="x y"', "-DB=a'b"]],
  ['cc "-DA=\\"x\\"" -D\\"B\\" -D"a b"c', ['cc', '-DA="x"', '-D"B"', '-Da bc']],
  ['cc "\\n" \\n', ['cc', '\\n', 'n']],
  ['cc "open', ['cc', 'open']],
  ['', []],
])('%j', (command, words) => {
  expect(wordsOf(command)).toEqual(words);
});

const commands = (...list: string[]): string =>
  JSON.stringify(list.map((command, n) => ({ directory: '/b/build', file: `${n}.c`, command: `cc ${command}` })));

test('flags of one command, in the order of the search', () => {
  const text = commands(
    '-idirafter /after -Iinc -I ../src -isystem/sys -iquote . -DA -D B=2 -D "F(x)=(x)" -UC -DD -UD -include pre.h -fshort-enums -fpack-struct=2 -O2 -Wall -o x.o -c 0.c',
  );
  expect(flagsOfCommands(text, '/b')).toEqual({
    searchDirs: ['/b/build', '/b/build/inc', '/b/src', '/sys', '/after'],
    define: { A: true, B: '2', 'F(x)': '(x)' },
    undefine: ['C', 'D'],
    forceInclude: ['/b/build/pre.h'],
    shortEnums: true,
    pack: 2,
  });
});

test('of several commands: every folder, and what all agree on', () => {
  const text = commands('-Ia -Ib -DX=1 -DY=1 -DZ -include p.h', '-Ib -Ic -DX=1 -DY=2 -fshort-enums');
  expect(flagsOfCommands(text, '/b')).toEqual({
    searchDirs: ['/b/build/a', '/b/build/b', '/b/build/c'],
    define: { X: '1' },
    undefine: [],
    forceInclude: [],
    shortEnums: false,
    pack: 0,
  });
});

test('commands for C++ do not count beside those for C; folders may be relative to the file', () => {
  const text = JSON.stringify([
    { directory: 'out', file: 'a.cpp', arguments: ['c++', '-Icpp', '-DX'] },
    { directory: 'out', file: 'b.c', arguments: ['cc', '-Ic'] },
  ]);
  expect(flagsOfCommands(text, '/b')).toMatchObject({ searchDirs: ['/b/out/c'], define: {} });
  expect(flagsOfCommands('[]', '/b')).toMatchObject({ searchDirs: [], define: {} });
});

test('options win', () => {
  const flags = flagsOfCommands(commands('-DA=1 -DB=1 -UC -fshort-enums -include p.h'), '/b');
  expect(withFlags({ define: { A: '2', C: '3' }, shortEnums: false, forceInclude: ['/q.h'] }, flags)).toEqual({
    searchDirs: [],
    define: { A: '2', B: '1', C: '3' },
    undefine: [],
    forceInclude: ['/b/build/p.h', '/q.h'],
    shortEnums: false,
    pack: 0,
  });
});

test.each([
  ['{}', 'it is not a list of commands'],
  ['[{}]', 'entry 0 has no "directory", "file" or "command"'],
  ['[null]', 'entry 0 has no "directory", "file" or "command"'],
  ['[', 'JSON'],
])('%s is refused', (text, message) => {
  expect(() => flagsOfCommands(text, '/b')).toThrow(message);
});

test('a project compiles with them, and reads nothing outside of its roots for them', () => {
  for (const folder of ['project/inc', 'project/build', 'outside']) mkdirSync(join(root, folder), { recursive: true });
  writeFileSync(join(root, 'outside/secret.h'), 'typedef int secret; /* password */\n');
  writeFileSync(join(root, 'outside/forced.h'), '#define FORCED 1\n');
  writeFileSync(join(root, 'project/inc/reg.h'), 'typedef unsigned char reg_t;\n');
  writeFileSync(join(root, 'project/package.json'), '{}');
  writeFileSync(
    join(root, 'project/dev.qidl.h'),
    '#include "reg.h"\n#include "secret.h"\nstruct Dev { reg_t regs[REGS]; };\n',
  );
  const compileCommands = join(root, 'project/build/compile_commands.json');
  const write = (...flags: string[]): void =>
    writeFileSync(
      compileCommands,
      JSON.stringify([{ directory: join(root, 'project/build'), file: 'dev.c', arguments: ['cc', ...flags] }]),
    );
  const compile = (includeDirs: string[] = []): ReturnType<ReturnType<typeof createNodeProject>['compile']> =>
    createNodeProject({ compileCommands, includeDirs, roots: [join(root, 'project')] }).compile(
      join(root, 'project/dev.qidl.h'),
    );

  write('-I../inc', `-I${root}/outside`, '-DREGS=4');
  const refused = compile();
  expect(refused.diagnostics.map(({ code }) => code)).toEqual(['QIDL1042']);
  expect(JSON.stringify(refused.diagnostics)).not.toContain('password');
  const { diagnostics, model } = compile([join(root, 'outside')]);
  expect(diagnostics).toEqual([]);
  expect(model?.structs[0].fields[0].type).toMatchObject({ kind: 'array' });

  write('-I../inc', '-include', join(root, 'outside/forced.h'), '-DREGS=4');
  expect(compile().diagnostics.map(({ code }) => code)).toEqual(['QIDL1042', 'QIDL1040']);
  writeFileSync(compileCommands, 'no json');
  expect(() => compile()).toThrow(compileCommands);
});
