import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { bad, fifo, folderOf, regs, uart } from './run.ts';

const files = { 'src/uart.qidl.h': uart, 'src/fifo.qidl.h': fifo, 'src/regs.h': regs };

test('beside the headers, with a map to the header', () => {
  const { qidl, read } = folderOf(files);
  expect(qidl('types')).toEqual({ status: 0, stdout: '', stderr: '' });
  const text = read('src/uart.qidl.d.h.ts');
  expect(text).toContain("from './fifo.qidl.h'");
  expect(mapOf(text).sources).toContain('uart.qidl.h');
  expect(read('src/fifo.qidl.d.h.ts')).toContain('export interface Fifo');
});

test('--out is for rootDirs: paths below it are those of the headers', () => {
  const { qidl, read } = folderOf(files);
  expect(qidl('types', 'src/uart.qidl.h', '--out', '.qidl').status).toBe(0);
  expect(mapOf(read('.qidl/src/uart.qidl.d.h.ts')).sources).toContain('../../src/uart.qidl.h');
  expect(read('.qidl/src/fifo.qidl.d.h.ts')).toContain('export interface Fifo');
});

test('the config file says where, too', () => {
  const { qidl, changed } = folderOf({
    ...files,
    'qidl.config.json': '{ "dts": { "out": "typings", "base": "src" } }',
  });
  expect(qidl('types').status).toBe(0);
  expect(changed('typings/uart.qidl.d.h.ts')).toBeDefined();
});

test('--check fails if something is out of date and writes nothing', () => {
  const { qidl, changed, write } = folderOf(files);
  expect(qidl('types', '--check')).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('out of date: src/uart.qidl.d.h.ts'),
  });
  expect(changed('src/uart.qidl.d.h.ts')).toBeUndefined();
  qidl('types');
  expect(qidl('types', '--check').status).toBe(0);
  write('src/fifo.qidl.h', fifo.replace('[4]', '[5]'));
  expect(qidl('types', '--check').status).toBe(1);
});

test('types of headers that are gone are named by --check, and removed', () => {
  const { root, qidl, changed, write } = folderOf({ ...files, '.qidl/mine.d.h.ts': 'export {};\n' });
  qidl('types', '--out', '.qidl');
  rmSync(join(root, 'src/uart.qidl.h'));
  write('src/fifo.qidl.h', bad);
  expect(qidl('types', '--out', '.qidl', '--check')).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('left over: .qidl/src/uart.qidl.d.h.ts\n'),
  });
  expect(changed('.qidl/src/uart.qidl.d.h.ts')).toBeDefined();
  qidl('types', '--out', '.qidl');
  expect(changed('.qidl/src/uart.qidl.d.h.ts')).toBeUndefined();
  expect(changed('.qidl/src/fifo.qidl.d.h.ts')).toBeDefined();
  expect(changed('.qidl/mine.d.h.ts')).toBeDefined();
});

test('types of the last header that is gone, too', () => {
  const { root, qidl, changed } = folderOf({ 'a.qidl.h': fifo });
  qidl('types', '--out', '.qidl');
  rmSync(join(root, 'a.qidl.h'));
  expect(qidl('types', '--out', '.qidl', '--check')).toMatchObject({
    status: 1,
    stderr: 'left over: .qidl/a.qidl.d.h.ts\n',
  });
  expect(qidl('types', '--out', '.qidl')).toEqual({ status: 0, stdout: '', stderr: '' });
  expect(changed('.qidl/a.qidl.d.h.ts')).toBeUndefined();
  expect(qidl('types', '.').status).toBe(2);
});

test('a broken header keeps its types', () => {
  const { qidl, read, write } = folderOf({ 'a.qidl.h': fifo });
  qidl('types');
  write('a.qidl.h', bad);
  expect(qidl('types').status).toBe(1);
  expect(read('a.qidl.d.h.ts')).toContain('export interface Fifo');
});

function mapOf(text: string): { readonly sources: readonly string[] } {
  const [, base64] = /\n\/\/# sourceMappingURL=data:application\/json;charset=utf-8;base64,(\S+)\n$/.exec(text)!;
  return JSON.parse(Buffer.from(base64, 'base64').toString());
}
