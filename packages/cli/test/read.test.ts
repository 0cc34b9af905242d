import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { folderOf } from './run.ts';

const stored = resolve(import.meta.dirname, '../../../test-fixtures/memory');
const header = readFileSync(join(stored, 'all-kinds.qidl.h'), 'utf8');
const dumpOf = (target: string): Buffer => readFileSync(join(stored, `all-kinds.${target}.bin`));
const expected = JSON.parse(readFileSync(join(stored, 'all-kinds.json'), 'utf8'));

test.for(['wasm32', 'x86_64', 'i386', 'aarch64', 'arm', 'riscv64', 's390x', 'ppc64'])(
  'what C wrote for %s is read, every kind of member',
  (target) => {
    const { root, qidl } = folderOf({ 'all.qidl.h': header });
    writeFileSync(join(root, 'dump.bin'), Buffer.concat([Buffer.alloc(24, 0xee), dumpOf(target)]));
    const words = ['read', 'dump.bin', '--header', 'all.qidl.h', '--type', 'AllKinds', '--target', target];
    const { status, stdout, stderr } = qidl(...words, '--at', '0x18', '--json');
    expect([status, stderr]).toEqual([0, '']);
    expect(JSON.parse(stdout)).toEqual(expected);
  },
);

test('the values are those of all-kinds.c', () => {
  expect(expected).toMatchObject({
    u64: '18364758544493064720',
    negative: -7,
    crossing: 0x155,
    huge: String(0x123456789a),
    tint: 'BLUE',
    no_colour: 5,
    numbers: [
      [1, 2, 3],
      [4, 5, 65535],
    ],
    text: 'hello',
    packed: { tag: 3, value: 0x01020304, rest: 1234 },
    pointers: ['0x10', '0x20'],
    tail: [10, 20, 30],
  });
});

test('a tree: addresses, names and values', () => {
  const { root, qidl } = folderOf({
    'a.qidl.h': 'struct p { short x; };\nstruct a { char c; struct p ps[2]; char s[4] q_string; void *v; };\n',
  });
  writeFileSync(join(root, 'm'), Buffer.from('00 07 00 0100 0200 1b410000 00 78563412'.replaceAll(' ', ''), 'hex'));
  const { status, stdout } = qidl('read', 'm', '--header', 'a.qidl.h', '--type', 'struct a', '--at', '1');
  expect(status).toBe(1);
  expect(stdout).toBe('');
  writeFileSync(join(root, 'm'), Buffer.from('0000 0700 0100 0200 1b410000 0000 78563412'.replaceAll(' ', ''), 'hex'));
  expect(qidl('read', 'm', '--header', 'a.qidl.h', '--type', 'struct a', '--at', '2')).toEqual({
    status: 0,
    stderr: '',
    stdout: [
      'a at 0x2: 16 bytes, wasm32',
      '0x2  c: 7',
      '0x4  ps',
      '0x4    [0]',
      '0x4      x: 1',
      '0x6    [1]',
      '0x6      x: 2',
      '0x8  s: "\\u001bA"',
      '0xe  v: 0x12345678',
      '',
    ].join('\n'),
  });
});

test('markers that are wrong, and types that cannot be saved, can be read', () => {
  const { root, qidl } = folderOf({
    'a.qidl.h': 'struct a { int *p; union { int i; float f; } u; long double d; ISA *isa q_derived q_host; };\n',
  });
  writeFileSync(join(root, 'm'), Buffer.alloc(64));
  const { status, stdout, stderr } = qidl('read', 'm', '--header', 'a.qidl.h', '--type', 'a', '--json');
  expect([status, stderr]).toEqual([0, '']);
  expect(JSON.parse(stdout)).toMatchObject({ p: '0x0', u: { i: 0, f: 0 }, d: '00'.repeat(16) });
});

test('without --header: the headers of the folder, with the options of a JSON config', () => {
  const { root, qidl } = folderOf({
    'src/a.qidl.h': '#include "b.qidl.h"\nstruct a { struct b b; };\n',
    'src/b.qidl.h': 'struct b { char c[N]; long l; };\n',
    'qidl.config.json': '{ "define": { "N": "2" }, "target": "x86_64" }',
  });
  writeFileSync(join(root, 'm'), Buffer.from('0102000000000000ffffffffffffffff', 'hex'));
  expect(JSON.parse(qidl('read', 'm', '--type', 'b', '--json').stdout)).toEqual({ c: '0102', l: '-1' });
  expect(JSON.parse(qidl('read', 'm', '--type', 'a', '--json').stdout)).toEqual({ b: { c: '0102', l: '-1' } });
});

test('a config file that is code is not executed, and said to be left alone', () => {
  const { qidl } = folderOf({ 'a.qidl.h': 'struct a { char c; };\n', m: 'x', 'qidl.config.js': 'process.exit(3);\n' });
  expect(qidl('read', 'm', '--type', 'a', '--json')).toEqual({
    status: 0,
    stdout: '{\n  "c": 120\n}\n',
    stderr: 'qidl: qidl.config.js is not executed by this verb; say what it needs with -I, -D and --target\n',
  });
  expect(qidl('read', 'm', '--type', 'a', '--config', 'qidl.config.js').status).toBe(2);
});

test('a flexible array is as long as its count says, and never longer than the file', () => {
  const text = 'struct a { unsigned char n; unsigned char data[] q_size(n * 2); };\n';
  const { root, qidl } = folderOf({ 'a.qidl.h': text });
  const data = (bytes: string): unknown => {
    writeFileSync(join(root, 'm'), Buffer.from(bytes, 'hex'));
    return JSON.parse(qidl('read', 'm', '--type', 'a', '--json').stdout).data;
  };
  expect(data('010a0b0c')).toBe('0a0b');
  expect(data('ff0a0b0c')).toBe('0a0b0c');
});

test('a count may be an element of an array', () => {
  const text =
    '#include <stdint.h>\nstruct a { uint16_t n[2][2]; struct { uint8_t x, y; } p[2][2]; uint8_t data[] q_size(n[1][0] + p[0][1].y); };\n';
  const { root, qidl } = folderOf({ 'a.qidl.h': text });
  writeFileSync(join(root, 'm'), Buffer.from('0000000001000000' + '0000000200000000' + '0a0b0c0d0e', 'hex'));
  const { stdout } = qidl('read', 'm', '--type', 'a', '--json');
  expect(JSON.parse(stdout).data).toBe('0a0b0c');
});

test('behind the end: status 1 and one sentence', () => {
  const { qidl } = folderOf({ 'a.qidl.h': 'struct a { int i[4]; };\n', m: '0123456789' });
  expect(qidl('read', 'm', '--type', 'a', '--at', '4')).toEqual({
    status: 1,
    stdout: '',
    stderr: 'qidl: m has 10 bytes; a at 4 ends at 20\n',
  });
});

test.for([
  [['read'], 'exactly one FILE is needed: the memory dump'],
  [['read', 'nowhere', '--type', 'a'], 'nowhere: no such file'],
  [['read', 'm'], '--type is missing: the name of a struct or union'],
  [['read', 'm', '--type', 'a', '--at', '-1'], '--at is a number of bytes, such as 4096 or 0x1000, not "-1"'],
  [['read', 'm', '--type', 'dev'], 'no struct or union dev in any of the 2 headers; did you mean devi?'],
  [['read', 'm', '--type', 'both'], 'both is in a.qidl.h, b.qidl.h; say --header HEADER'],
  [['read', 'm', '--type', 'a', '--header', 'c.h'], 'c.h: no such file'],
] as [string[], string][])('%j is wrong usage', ([words, message]) => {
  const both = 'struct both { int i; };\n';
  const { qidl } = folderOf({ 'a.qidl.h': `${both}struct devi { int i; };\n`, 'b.qidl.h': both, m: '' });
  expect(qidl(...words)).toEqual({ status: 2, stdout: '', stderr: `qidl: ${message}\n` });
});
