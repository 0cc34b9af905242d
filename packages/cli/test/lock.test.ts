import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { bad, fifo, folderOf, regs, uart } from './run.ts';

const files = { 'src/uart.qidl.h': uart, 'src/fifo.qidl.h': fifo, 'src/regs.h': regs };
const shorter = fifo.replace('data[4]', 'data[2]');
const longer = fifo.replace('data[4]', 'data[8]');
const fresh = fifo.replace('} Fifo', '    uint8_t level q_default(1);\n} Fifo');

test('lock writes the schemas; check compares with them and writes nothing', () => {
  const { qidl, read, changed, write } = folderOf(files);
  expect(qidl('lock')).toEqual({ status: 0, stdout: '', stderr: 'qidl.lock.json: 2 headers, 0 changes\n' });
  expect(JSON.parse(read('qidl.lock.json'))).toMatchObject({
    qidl: 1,
    headers: {
      'src/fifo.qidl.h': {
        structs: {
          Fifo: {
            wireName: 'Fifo',
            fields: [
              { name: 'count', type: 'u8' },
              { name: 'data', type: 'u8', dims: [4], count: '"count"' },
            ],
          },
        },
      },
      'src/uart.qidl.h': { structs: { Uart: { fields: [{ dims: [8] }, { type: 'struct Fifo' }] } } },
    },
  });
  const before = changed('qidl.lock.json');
  expect(qidl('check')).toEqual({
    status: 0,
    stdout: '',
    stderr: '2 headers against the lock: 0 errors, 0 compatible changes\n',
  });
  write('src/fifo.qidl.h', shorter);
  const { status, stderr } = qidl('check');
  expect(status).toBe(1);
  expect(stderr).toMatch(/^src\/fifo\.qidl\.h:4:13: error QIDL5004: 'data' of Fifo has \[2\] .*; the lock has \[4\] /);
  expect(stderr).toContain('help: if no state of the lock is left: `qidl lock --update`\n');
  expect(changed('qidl.lock.json')).toBe(before);
});

test('lock takes over what does no harm, and refuses what does, unless --update says so', () => {
  const { qidl, read, write } = folderOf(files);
  qidl('lock');
  write('src/fifo.qidl.h', fresh);
  expect(qidl('check')).toMatchObject({ status: 0, stderr: expect.stringContaining("note QIDL5020: 'level' of Fifo") });
  expect(qidl('lock')).toMatchObject({ status: 0, stderr: expect.stringContaining('2 headers, 1 change\n') });
  const locked = read('qidl.lock.json');
  expect(locked).toContain('{"name":"level","type":"u8","default":1}');
  write('src/fifo.qidl.h', shorter);
  expect(qidl('lock')).toMatchObject({ status: 1, stderr: expect.stringContaining('error QIDL5001: ') });
  expect(read('qidl.lock.json')).toBe(locked);
  expect(qidl('lock', '--update')).toMatchObject({ status: 0, stderr: expect.not.stringContaining('error') });
  expect(qidl('check')).toMatchObject({ status: 0, stderr: expect.stringContaining('0 errors') });
});

test('a release stays until no state of it is left', () => {
  const { qidl, read, write } = folderOf(files);
  expect(qidl('lock', '--release', '1.0').status).toBe(0);
  expect(Object.keys(JSON.parse(read('qidl.lock.json')).releases)).toEqual(['1.0']);
  expect(qidl('lock', '--release', '1.0')).toMatchObject({
    status: 2,
    stderr: 'qidl: qidl.lock.json has a release 1.0 already; a release does not change\n',
  });
  write('src/fifo.qidl.h', longer);
  expect(qidl('lock').status).toBe(0);
  write('src/fifo.qidl.h', fifo.replace('data[4]', 'data[6]'));
  expect(qidl('lock', '--update').stderr).not.toContain('forgotten');
  write('src/fifo.qidl.h', shorter);
  expect(qidl('check').stderr).toMatch(/QIDL5004: .*the lock has \[6\]/);
  expect(qidl('lock', '--update').stderr).toContain('no longer readable, and forgotten: 1.0\n');
  expect(qidl('check').status).toBe(0);
});

test('a header that moved is the same; one that is gone is an error at its line of the lock', () => {
  const { root, qidl, write } = folderOf({ 'a.qidl.h': fifo, 'b.qidl.h': 'struct b { int x; };\n' });
  qidl('lock');
  rmSync(join(root, 'a.qidl.h'));
  write('sub/c.qidl.h', fifo);
  expect(qidl('check')).toMatchObject({ status: 0, stderr: expect.stringContaining('a.qidl.h is sub/c.qidl.h now\n') });
  rmSync(join(root, 'sub/c.qidl.h'));
  expect(qidl('check').stderr).toMatch(
    /^qidl\.lock\.json:4:5: error QIDL5009: the lock has Fifo of a\.qidl\.h, which is gone/,
  );
});

test('what was not looked at stays as it is', () => {
  const { root, qidl, read, write } = folderOf({ 'a/a.qidl.h': fifo, 'b/b.qidl.h': 'struct b { int x; };\n' });
  qidl('lock');
  rmSync(join(root, 'b/b.qidl.h'));
  expect(qidl('check', 'a').status).toBe(0);
  write('a/a.qidl.h', fresh);
  expect(qidl('lock', 'a').status).toBe(0);
  expect(Object.keys(JSON.parse(read('qidl.lock.json')).headers)).toEqual(['a/a.qidl.h', 'b/b.qidl.h']);
  expect(qidl('check').status).toBe(1);
});

test('a struct that a header has no more', () => {
  const { qidl, write } = folderOf({ 'a.qidl.h': fifo });
  qidl('lock');
  write('a.qidl.h', 'struct b { int x; };\n');
  expect(qidl('check').stderr).toContain('a.qidl.h:1:1: error QIDL5009: the lock has a saved struct Fifo');
});

test('the option lock holds every verb to it, lint and compile alike', () => {
  const { qidl, write, changed } = folderOf({ ...files, 'qidl.config.json': '{ "lock": "schema/qidl.lock.json" }' });
  expect(qidl('lint')).toMatchObject({ status: 1, stderr: expect.stringContaining('QIDL5000: ') });
  expect(qidl('lock').stderr).toBe('schema/qidl.lock.json: 2 headers, 0 changes\n');
  expect(qidl('lint').status).toBe(0);
  write('src/fifo.qidl.h', shorter);
  expect(qidl('lint')).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('fifo.qidl.h:4:13: error QIDL5004: '),
  });
  expect(qidl('compile', 'src').status).toBe(1);
  expect(changed('src/fifo.qidl.h.js')).toBeUndefined();
});

test('check in the formats of CI', () => {
  const { qidl, write } = folderOf(files);
  qidl('lock');
  write('src/fifo.qidl.h', shorter);
  expect(qidl('check', '--format', 'github-actions').stdout).toMatch(
    /^::error file=src\/fifo\.qidl\.h,line=4,col=13,.*title=QIDL5004::/,
  );
  const [found] = JSON.parse(qidl('check', '--format', 'json').stdout);
  expect(found).toMatchObject({ code: 'QIDL5004', severity: 'error', file: 'src/fifo.qidl.h' });
});

test('a lock of another name; headers with errors leave the lock alone', () => {
  const { qidl, write, changed, read } = folderOf(files);
  qidl('lock');
  write('old.json', read('qidl.lock.json'));
  write('src/fifo.qidl.h', shorter);
  qidl('lock', '--update');
  expect(qidl('check').status).toBe(0);
  expect(qidl('check', '--against', 'old.json')).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('old.json has'),
  });
  const before = changed('qidl.lock.json');
  write('src/bad.qidl.h', bad);
  expect(qidl('lock', '--update')).toMatchObject({ status: 1, stderr: expect.stringContaining('QIDL4020') });
  expect(changed('qidl.lock.json')).toBe(before);
});

test.for([
  [['check'], 'there is no qidl.lock.json; `qidl lock` writes it'],
  [['check', '--against', 'no-such-commit'], 'no-such-commit is neither a lock file nor a commit of this repository'],
  [['check', '--against', 'broken.json'], 'broken.json is no lock file: its form is 9; this is 1'],
  [['lock', '--update', '--release', '1'], '--update and --release exclude each other'],
] as [string[], string][])('%j is wrong usage', ([words, message]) => {
  const { qidl } = folderOf({ 'a.qidl.h': fifo, 'broken.json': '{ "qidl": 9 }' });
  expect(qidl(...words)).toEqual({ status: 2, stdout: '', stderr: `qidl: ${message}\n` });
});
