import { expect, test } from 'vitest';
import { bad, fifo, folderOf, regs, uart } from './run.ts';

const files = { 'uart.qidl.h': uart, 'fifo.qidl.h': fifo, 'regs.h': regs };

test.for([
  ['js', 'export function createUart('],
  ['dts', 'export interface Uart {'],
  ['model', '"structs"'],
  ['layout', '"struct Uart"'],
  ['asserts', '_Static_assert(offsetof(struct Uart, rx) == 8, "struct Uart: offset of rx");'],
  ['preprocessed', 'uint8_t regs[8];'],
  ['tokens', 'identifier regs'],
  ['ast', 'Uart'],
])('--emit %s', ([what, part]) => {
  const { qidl } = folderOf(files);
  const { status, stdout, stderr } = qidl('print', 'uart.qidl.h', '--emit', what);
  expect(stdout).toContain(part);
  expect(stderr).toBe('');
  expect(status).toBe(0);
});

test('the layout is that of the target', () => {
  const { qidl } = folderOf({ 'a.qidl.h': 'struct a { char c; long l; };\n' });
  const size = (target: string): unknown =>
    JSON.parse(qidl('print', 'a.qidl.h', '--emit', 'layout', '--target', target).stdout).types['struct a'].size;
  expect([size('wasm32'), size('x86_64')]).toEqual([8, 16]);
});

test('-o writes a file, --depfile what it is made of', () => {
  const { qidl, read } = folderOf(files);
  expect(qidl('print', 'uart.qidl.h', '--emit', 'js', '-o', 'out/uart.js', '--depfile', 'out/uart.d')).toEqual({
    status: 0,
    stdout: '',
    stderr: '',
  });
  expect(read('out/uart.js')).toContain('export function createUart(');
  expect(read('out/uart.d')).toMatch(/^out\/uart\.js: uart\.qidl\.h .*regs\.h/);
});

test('errors are on stderr in every format, and stdout stays empty', () => {
  const { qidl } = folderOf({ 'bad.qidl.h': bad });
  expect(qidl('print', 'bad.qidl.h', '--emit', 'js')).toMatchObject({ status: 1, stdout: '' });
  const { stdout, stderr } = qidl('print', 'bad.qidl.h', '--emit', 'js', '--format', 'json');
  expect(stdout).toBe('');
  expect(JSON.parse(stderr)).toHaveLength(2);
});

test('a layout can be had of what could not be saved', () => {
  const { qidl } = folderOf({ 'a.qidl.h': 'struct a { int *p; };\n' });
  expect(qidl('print', 'a.qidl.h', '--emit', 'model').status).toBe(1);
  expect(qidl('print', 'a.qidl.h', '--emit', 'layout').status).toBe(0);
});

test('include folders count from the working folder', () => {
  const { qidl } = folderOf({
    'src/a.qidl.h': '#include "size.h"\nstruct a { char c[SIZE]; };\n',
    'inc/size.h': '#define SIZE 3\n',
  });
  expect(qidl('print', 'src/a.qidl.h', '--emit', 'js', '-I', 'inc')).toMatchObject({ status: 0, stderr: '' });
});

test('flags of compile_commands.json stand behind those of the command line', () => {
  const { qidl } = folderOf({
    'src/a.qidl.h': '#include "size.h"\nstruct a { char c[SIZE]; char d[OTHER]; };\n',
    'inc/size.h': '',
    'build/compile_commands.json': '[{ "directory": ".", "file": "a.c", "command": "cc -I../inc -DSIZE=1 -DOTHER=2" }]',
  });
  const print = (...more: string[]): unknown =>
    qidl(
      'print',
      'src/a.qidl.h',
      '--emit',
      'preprocessed',
      '--compile-commands',
      'build/compile_commands.json',
      ...more,
    );
  expect(print('-D', 'SIZE=3')).toMatchObject({ status: 0, stdout: 'struct a { char c[3]; char d[2]; };\n' });
  expect(qidl('lint', 'src', '--compile-commands', 'none.json')).toMatchObject({ status: 2 });
});
