import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { catalogue } from '@qidl/compiler';
import { expect, test } from 'vitest';
import { bad, fifo, folderOf } from './run.ts';

const broken = fifo.replace('uint8_t count;', 'uint8_t count; uint8_t lost q_broken;');
const shared = '#include "part.h"\nstruct x { Foo x; };\n';

test('nothing to say: status 0', () => {
  const { qidl } = folderOf({ 'a.qidl.h': fifo });
  expect(qidl('lint')).toEqual({ status: 0, stdout: '', stderr: '1 header: 0 errors, 0 warnings\n' });
  expect(qidl('lint', '--quiet')).toEqual({ status: 0, stdout: '', stderr: '' });
});

test('a link to a header is a header; one that leads nowhere, or to a folder, is none', () => {
  const { qidl, root } = folderOf({ 'hw/b.h': broken, 'src/c.h': '' });
  symlinkSync('../hw/b.h', join(root, 'src/b.qidl.h'));
  symlinkSync('nowhere.h', join(root, 'src/d.qidl.h'));
  symlinkSync('.', join(root, 'src/e.qidl.h'));
  const { status, stderr } = qidl('lint', 'src');
  expect(status).toBe(1);
  expect(stderr).toMatch(/^src\/b\.qidl\.h:3:28: warning/);
  expect(stderr).toContain('1 header: 0 errors, 1 warning\n');
});

test('a warning is a finding; --quiet hides it', () => {
  const { qidl, changed } = folderOf({ 'a.qidl.h': broken });
  const { status, stderr } = qidl('lint');
  expect(status).toBe(1);
  expect(stderr).toMatch(/^a\.qidl\.h:3:28: warning QIDL\d{4}: .*lost/);
  expect(stderr).toContain('1 header: 0 errors, 1 warning\n');
  expect(qidl('lint', '--quiet')).toEqual({ status: 0, stdout: '', stderr: '' });
  expect(changed('a.qidl.h.js')).toBeUndefined();
});

test('the review guidelines are findings: broken fields, widths that vary, conditions where a default would do', () => {
  const codes = ['QIDL4010', 'QIDL4012', 'QIDL4059'];
  const { qidl } = folderOf(Object.fromEntries(codes.map((code) => [`${code}.qidl.h`, catalogue.get(code)!.bad])));
  const { status, stdout } = qidl('lint', '--format', 'json');
  expect(status).toBe(1);
  const found = JSON.parse(stdout).map(({ code, severity }: { code: string; severity: string }) => [code, severity]);
  expect(found).toEqual(codes.map((code) => [code, 'warning']));
});

test('under strict, what a reviewer would refuse is an error', () => {
  const { qidl } = folderOf({ 'a.qidl.h': broken, 'qidl.config.json': '{ "strict": true }' });
  expect(qidl('lint', '--quiet')).toMatchObject({ status: 1, stderr: expect.stringContaining('error QIDL4010: ') });
});

test('what is wrong in a shared include is said once', () => {
  const { qidl } = folderOf({ 'a.qidl.h': shared, 'b.qidl.h': shared, 'part.h': '#error not ready\n' });
  expect(qidl('lint').stderr.match(/not ready/g)).toHaveLength(2); // message and frame
});

test('--format json', () => {
  const { qidl } = folderOf({ 'bad.qidl.h': bad });
  const { status, stdout, stderr } = qidl('lint', '--format', 'json');
  expect(status).toBe(1);
  expect(stderr).toBe('');
  const [first, second] = JSON.parse(stdout);
  expect(first).toMatchObject({ severity: 'error', file: 'bad.qidl.h', line: 3, column: 9, endLine: 3, endColumn: 10 });
  expect(first.code).toMatch(/^QIDL\d{4}$/);
  expect(first.help.length).toBeGreaterThan(0);
  expect(second.line).toBe(4);
});

test('--format github-actions', () => {
  const { qidl } = folderOf({ 'bad.qidl.h': bad });
  expect(qidl('lint', '--format', 'github-actions').stdout).toMatch(
    /^::error file=bad\.qidl\.h,line=3,col=9,endLine=3,endColumn=10,title=QIDL\d{4}::.*Foo/,
  );
});

test('--format junit', () => {
  const { qidl } = folderOf({ 'bad.qidl.h': bad, 'good.qidl.h': fifo });
  const { stdout } = qidl('lint', '--format=junit');
  expect(stdout).toContain('<testsuite name="qidl" tests="2" failures="1">');
  expect(stdout).toMatch(
    /<testcase classname="qidl" name="bad\.qidl\.h">\n {6}<failure type="QIDL\d{4}" message="[^"]*Foo/,
  );
});

test('--color paints, a pipe is not painted', () => {
  const { qidl } = folderOf({ 'bad.qidl.h': bad });
  expect(qidl('lint').stderr).not.toContain('\u001b[');
  expect(qidl('lint', '--color').stderr).toContain('\u001b[');
});
