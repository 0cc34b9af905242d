import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { bad, fifo, folderOf, regs, uart } from './run.ts';

const files = { 'src/uart.qidl.h': uart, 'src/fifo.qidl.h': fifo, 'src/regs.h': regs };
const outputs = (header: string): string[] => ['.js', '.js.map', '.d.ts', '.d.ts.map'].map((end) => header + end);

test('writes module, types and maps beside every header of a folder, and they run', async () => {
  const { root, qidl, changed, read } = folderOf(files);
  expect(qidl('compile', 'src')).toEqual({ status: 0, stdout: '', stderr: '' });
  for (const file of [...outputs('src/uart.qidl.h'), ...outputs('src/fifo.qidl.h')])
    expect(changed(file), file).toBeDefined();
  expect(read('src/uart.qidl.h.js')).toContain("from './fifo.qidl.h.js'");
  expect(read('src/uart.qidl.h.d.ts')).toContain("from './fifo.qidl.h.js'");
  expect(read('src/uart.qidl.h.js')).toMatch(/\n\/\/# sourceMappingURL=uart\.qidl\.h\.js\.map\n$/);
  expect(JSON.parse(read('src/uart.qidl.h.js.map')).sources).toContain('uart.qidl.h');

  mkdirSync(join(root, 'node_modules/@qidl'), { recursive: true });
  symlinkSync(resolve(import.meta.dirname, '../../runtime'), join(root, 'node_modules/@qidl/runtime'), 'junction');
  const module = await import(pathToFileURL(join(root, 'src/uart.qidl.h.js')).href);
  expect(Object.keys(module.createUart())).toEqual(['regs', 'rx']);
});

test('the map of a header is found whatever its name', () => {
  const { qidl, read } = folderOf({ 'a b#%.qidl.h': fifo });
  expect(qidl('compile').status).toBe(0);
  for (const end of ['js', 'd.ts']) {
    const [, url] = /^\/\/# sourceMappingURL=([^\s'"]*)\s*$/m.exec(read(`a b#%.qidl.h.${end}`))!;
    expect(new URL(url, 'file:///').pathname).toBe(`/a%20b%23%25.qidl.h.${end}.map`);
    expect(JSON.parse(read(decodeURIComponent(url))).file).toBe(`a b#%.qidl.h.${end}`);
  }
});

test('without paths: everything below the working folder, but nothing of installed packages', () => {
  const { qidl, changed } = folderOf({ ...files, 'node_modules/x/a.qidl.h': fifo, '.cache/b.qidl.h': fifo });
  expect(qidl('compile').status).toBe(0);
  expect(changed('src/uart.qidl.h.js')).toBeDefined();
  expect(changed('node_modules/x/a.qidl.h.js')).toBeUndefined();
  expect(changed('.cache/b.qidl.h.js')).toBeUndefined();
});

test('--out keeps the folders that headers have among each other; imported headers come along', () => {
  const { qidl, read } = folderOf({
    'app/uart.qidl.h': uart.replace('fifo', '../lib/fifo'),
    'app/regs.h': regs,
    'lib/fifo.qidl.h': fifo,
  });
  expect(qidl('compile', 'app/uart.qidl.h', '--out', 'gen')).toMatchObject({ status: 0, stderr: '' });
  expect(read('gen/app/uart.qidl.h.js')).toContain("from '../lib/fifo.qidl.h.js'");
  expect(read('gen/lib/fifo.qidl.h.js')).toContain('export function createFifo');
  expect(JSON.parse(read('gen/lib/fifo.qidl.h.js.map')).sources).toEqual(['../../lib/fifo.qidl.h']);
});

test('--out: a header that is included and not imported has no say in the folders', () => {
  const { qidl, changed } = folderOf({
    'app/uart.qidl.h': '#include "../lib/fifo.qidl.h"\nstruct uart { unsigned char regs[sizeof(Fifo)]; };\n',
    'lib/fifo.qidl.h': fifo,
  });
  expect(qidl('compile', 'app', '--out', 'gen')).toMatchObject({ status: 0, stderr: '' });
  expect(changed('gen/uart.qidl.h.js')).toBeDefined();
  expect(changed('gen/lib/fifo.qidl.h.js')).toBeUndefined();
});

test('files are written only when their bytes change; --check writes nothing and fails if something is out of date', () => {
  const { qidl, changed, write } = folderOf(files);
  expect(qidl('compile', '--check')).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('out of date: src/uart.qidl.h.js\n'),
  });
  expect(changed('src/uart.qidl.h.js')).toBeUndefined();
  qidl('compile');
  const before = changed('src/uart.qidl.h.js');
  expect(qidl('compile', '--check')).toEqual({ status: 0, stdout: '', stderr: '' });
  qidl('compile');
  expect(changed('src/uart.qidl.h.js')).toBe(before);
  write('src/regs.h', regs.replace('8', '9'));
  expect(qidl('compile', '--check')).toMatchObject({ status: 1, stderr: expect.not.stringContaining('fifo') });
  qidl('compile');
  expect(changed('src/uart.qidl.h.js')).not.toBe(before);
});

test('the depfile names outputs and sources, escaped for Make', () => {
  const { qidl, read } = folderOf({ 'my src/uart.qidl.h': uart, 'my src/fifo.qidl.h': fifo, 'my src/regs.h': regs });
  expect(qidl('compile', 'my src/uart.qidl.h', '--out', 'gen', '--depfile', 'gen/uart.d').status).toBe(0);
  const [rule, ...others] = read('gen/uart.d').split('\n');
  expect(rule).toMatch(
    /^gen\/uart\.qidl\.h\.js gen\/uart\.qidl\.h\.js\.map .*: my\\ src\/uart\.qidl\.h .*my\\ src\/regs\.h/,
  );
  expect(others).toContain('my\\ src/regs.h:');
});

test('errors go to stderr as file:line:col with a frame, and the rest is compiled', () => {
  const { qidl, changed } = folderOf({ ...files, 'src/bad.qidl.h': bad });
  const { status, stdout, stderr } = qidl('compile', 'src');
  expect(status).toBe(1);
  expect(stdout).toBe('');
  expect(stderr).toMatch(/^src\/bad\.qidl\.h:3:9: error QIDL\d{4}: .*Foo.*\n3 \| {5}Foo x;\n/);
  expect(stderr).toMatch(/^src\/bad\.qidl\.h:4:14: error QIDL\d{4}: /m);
  expect(changed('src/bad.qidl.h.js')).toBeUndefined();
  expect(changed('src/uart.qidl.h.js')).toBeDefined();
});

test('a header that breaks keeps the module it had', () => {
  const { qidl, read, write } = folderOf({ 'a.qidl.h': fifo });
  qidl('compile');
  const before = read('a.qidl.h.js');
  write('a.qidl.h', bad);
  expect(qidl('compile').status).toBe(1);
  expect(read('a.qidl.h.js')).toBe(before);
});

test('macros, include folders and the target are the command line’s', () => {
  const { qidl, read } = folderOf({
    'a.qidl.h': '#include "size.h"\nstruct a { long numbers[SIZE * SCALE]; };\n',
    'inc/size.h': '#define SIZE 3\n',
  });
  expect(qidl('compile', '-Iinc', '-DSCALE=2', '--target', 'x86_64')).toMatchObject({ status: 0 });
  expect(read('a.qidl.h.d.ts')).toContain('sizeof_a: 48');
  expect(qidl('compile', '-I', 'inc', '-D', 'SCALE=2')).toMatchObject({ status: 0 });
  expect(read('a.qidl.h.d.ts')).toContain('sizeof_a: 24');
});

test('modules that options name are reached from --out, too', () => {
  const { qidl, read } = folderOf({
    'src/hw/a.qidl.h':
      '#include <stdint.h>\nstruct a { uint8_t n, data[9] q_size(count_of(obj)); Bits bits; Wide wide; };\n',
    'qidl.config.json': JSON.stringify({
      functions: { count_of: '../count.js' },
      types: { Bits: './bits.js', Wide: 'some-package/wide.js' },
    }),
  });
  expect(qidl('compile', 'src/hw', '--out', 'gen').status).toBe(0);
  const imports = (file: string): string[] => [...read(file).matchAll(/from '(.*)'/g)].map(([, from]) => from).sort();
  const moved = ['../src/count.js', '../src/hw/bits.js', '@qidl/runtime/codegen/v1', 'some-package/wide.js'];
  expect(imports('gen/a.qidl.h.js')).toEqual(moved);
  expect(imports('gen/a.qidl.h.d.ts')).toEqual(moved.slice(1));
  expect(qidl('compile', 'src/hw', '--out', 'gen', '--check').status).toBe(0);
  expect(qidl('compile', 'src/hw').status).toBe(0);
  expect(imports('src/hw/a.qidl.h.js')).toEqual([
    '../count.js',
    './bits.js',
    '@qidl/runtime/codegen/v1',
    'some-package/wide.js',
  ]);
});

test.skipIf(process.platform === 'win32')('a file name is no code', () => {
  const name = 'a\nthrow 1; #?.qidl.h';
  const { qidl, read, root } = folderOf({ [name]: 'struct a { int b; };\n' });
  expect(qidl('compile').status).toBe(0);
  const lines = read(`${name}.js`).trimEnd().split('\n');
  expect(lines.filter((line) => line.startsWith('throw'))).toEqual([]);
  expect(decodeURIComponent(/sourceMappingURL=(.*)$/.exec(lines.at(-1)!)![1]!)).toBe(`${name}.js.map`);
  expect(readdirSync(root)).toContain(`${name}.js.map`);
});

test('output is the same wherever the project lies', () => {
  const [one, other] = [folderOf(files), folderOf(files)];
  for (const { qidl } of [one, other]) qidl('compile', '--out', 'gen');
  for (const file of outputs('gen/src/uart.qidl.h')) expect(one.read(file)).toBe(other.read(file));
});
