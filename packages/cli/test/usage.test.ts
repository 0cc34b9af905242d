import { expect, test } from 'vitest';
import { fifo, folderOf } from './run.ts';

test.for([
  [['compil'], 'did you mean compile?'],
  [['compile', '--chek'], 'unknown option --chek; did you mean --check?'],
  [['compile', '--out'], '--out needs a value'],
  [['compile', '--check=yes'], '--check takes no value'],
  [['lint', '--format', 'github'], 'it is one of text, json, github-actions, junit'],
  [['lint', '--target', 'x68_64'], 'did you mean "x86_64"?'],
  [['lint', 'nowhere'], 'nowhere: no such file or folder'],
  [['lint', '--config', 'nowhere.json'], 'nowhere.json: no such config file'],
  [['print', 'a.qidl.h'], '--emit is missing: one of js, dts'],
  [['print', 'a.qidl.h', '--emit', 'tokns'], 'did you mean tokens?'],
  [['print', '--emit', 'js'], 'exactly one FILE is needed'],
  [['print', 'a.qidl.h', '--emit', 'js', '--depfile', 'a.d'], '--depfile needs -o FILE'],
  [['compile', '--check', '--depfile', 'a.d'], '--check writes nothing'],
  [['explain'], 'exactly one CODE is needed'],
  [['explain', 'QIDL0001'], 'there is no diagnostic QIDL0001; codes are QIDL1001 to QIDL'],
  [['explain', '4063'], 'there is no diagnostic 4063; did you mean QIDL4062?'],
  [['explain', 'broken'], 'there is no diagnostic broken; codes are QIDL1001 to QIDL'],
] as [string[], string][])('%j is wrong usage', ([words, message]) => {
  const { qidl } = folderOf({ 'a.qidl.h': fifo });
  const { status, stdout, stderr } = qidl(...words);
  expect(stderr).toMatch(/^qidl: /);
  expect(stderr).toContain(message);
  expect(stdout).toBe('');
  expect(status).toBe(2);
});

test('nothing at all: the usage, as an error', () => {
  const { status, stdout, stderr } = folderOf({}).qidl();
  expect([status, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(/^Usage: qidl VERB/);
});

test('--help is what was asked for', () => {
  const { qidl } = folderOf({});
  expect(qidl('--help')).toMatchObject({ status: 0, stderr: '', stdout: expect.stringContaining('explain CODE') });
  expect(qidl('compile', '--help').stdout).toMatch(/^Usage: qidl compile \[paths\]/);
  expect(qidl('--version').stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
});

test('a folder without headers is wrong usage, not success', () => {
  expect(folderOf({ 'src/a.h': '' }).qidl('lint', 'src')).toMatchObject({
    status: 2,
    stderr: 'qidl: no headers in src\n',
  });
});

test('a file that is named is a header, whatever it is called', () => {
  const { qidl, read } = folderOf({ 'timer.c': `${fifo}int main(void) { return 0; }\n` });
  expect(qidl('compile', 'timer.c')).toMatchObject({ status: 0, stderr: '' });
  expect(read('timer.c.js')).toContain('export function createFifo(');
});

test('a config file: options, headers by include, paths from its own folder', () => {
  const config = 'export default { include: ["hw/*.h"], includeDirs: ["inc"], define: { N: "5" } };\n';
  const { qidl, read, changed } = folderOf({
    'package.json': '{ "type": "module" }',
    'qidl.config.js': config,
    'hw/a.h': '#include "type.h"\nstruct a { number_t n[N]; };\n',
    'inc/type.h': 'typedef short number_t;\n',
    'b.qidl.h': fifo,
  });
  expect(qidl('compile')).toMatchObject({ status: 0, stderr: '' });
  expect(read('hw/a.h.d.ts')).toContain('sizeof_a: 10');
  expect(changed('b.qidl.h.js')).toBeUndefined();
  expect(qidl('compile', '-D', 'N=6').status).toBe(0);
  expect(read('hw/a.h.d.ts')).toContain('sizeof_a: 12');
});

test('every option of the compiler counts in a config file', () => {
  const header = (field: string): string => `#include <stdint.h>\nstruct dev { uint8_t n; ${field} };\n`;
  const cases: [option: string, value: unknown, field: string, code: string | null][] = [
    ['unknown', 'broken', 'ISADevice dev;', 'QIDL4022'],
    ['immutableTypes', ['IRQ'], 'IRQ *irq;', null],
    ['types', { IRQ: './irq.js' }, 'IRQ irq;', null],
    ['functions', { live: './live.js' }, 'uint8_t a[4] q_size(live(n));', null],
    ['strict', true, 'uint8_t lost q_broken;', 'QIDL4010'],
    ['target', 'x86_64', 'long l;', null],
  ];
  for (const [option, value, field, code] of cases) {
    const files = { 'dev.qidl.h': header(field), 'off.json': '{}', 'on.json': JSON.stringify({ [option]: value }) };
    const { qidl } = folderOf(files);
    const codes = (config: string): string[] =>
      JSON.parse(qidl('lint', '--config', config, '--format', 'json').stdout)
        .filter(({ severity }: { severity: string }) => severity !== 'note')
        .map(({ code: found, severity }: { code: string; severity: string }) => `${severity} ${found}`);
    const severity = option === 'strict' ? 'error' : 'warning';
    expect(codes('on.json'), option).toEqual(code === null ? [] : [`${severity} ${code}`]);
    expect(codes('off.json'), option).not.toEqual(codes('on.json'));
  }
});

test('a config file that is CommonJS', () => {
  const { qidl } = folderOf({
    'qidl.config.cjs': "module.exports = { define: { N: '5' } };\n",
    'a.qidl.h': 'int a[N];\n',
  });
  expect(qidl('lint')).toMatchObject({ status: 0 });
});

test.for(['ts', 'mts', 'yaml', 'jsonc'])('qidl.config.%s is not passed over in silence', (ending) => {
  const { qidl } = folderOf({ [`qidl.config.${ending}`]: 'export default {};\n', 'a.qidl.h': fifo });
  const { status, stderr } = qidl('lint');
  expect(status).toBe(2);
  expect(stderr).toMatch(
    new RegExp(`^qidl: .*qidl\\.config\\.${ending}: a config file is one of qidl\\.config\\.js, .*\\.json\n$`),
  );
});

test('a wrong option in a config file is named with the nearest right one', () => {
  const { qidl, root } = folderOf({ 'a.qidl.h': fifo, 'qidl.config.json': '{ "includeDir": ["inc"] }' });
  expect(qidl('lint')).toMatchObject({
    status: 2,
    stderr: `qidl: ${root}/qidl.config.json: unknown option "includeDir"; did you mean "includeDirs"?\n`,
  });
});

test('a config file is not executed by verbs that only read data', () => {
  const { qidl } = folderOf({ 'qidl.config.js': 'throw new Error("executed");\n' });
  expect(qidl('explain', 'QIDL4010').status).toBe(0);
  expect(qidl('lint')).toMatchObject({ status: 2, stderr: expect.stringContaining('executed') });
});

test.for(['qidl4010', '4010', 'QIDL-4010'])('explain %s: meaning, what triggers it, what does not', (code) => {
  const { status, stdout, stderr } = folderOf({}).qidl('explain', code);
  expect([status, stderr]).toEqual([0, '']);
  expect(stdout).toMatch(/^QIDL4010 \(warning\): /);
  expect(stdout).toMatch(
    /This triggers it:\n[^]*It is reported so:\n\n {4}example\.qidl\.h:\d+:\d+: warning QIDL4010: [^]*This does not:\n/,
  );
});

test('explain: examples that need options or another file are reported with them', () => {
  const { qidl } = folderOf({});
  expect(qidl('explain', '4022').stdout).toContain('    example.qidl.h:3:27: warning QIDL4022: ');
  expect(qidl('explain', '4073').stdout).toContain('    example.qidl.h:3:');
});

test('a place that cannot be written is reported without a stack', () => {
  const { qidl } = folderOf({ 'a.qidl.h': fifo, taken: '' });
  const { status, stderr } = qidl('compile', '--out', 'taken');
  expect(status).toBe(2);
  expect(stderr).toMatch(/^qidl: E[A-Z]+: .*\n$/);
});
