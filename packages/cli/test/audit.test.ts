import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { fromJson, toJson } from '@qidl/runtime';
import { expect, test } from 'vitest';
import { folderOf, type Folder } from './run.ts';

const fixtures = resolve(import.meta.dirname, '../../../test-fixtures');
const stored = join(fixtures, 'states/serial');
const read = (path: string): string => readFileSync(join(fixtures, path), 'utf8');
/** The module is made while the test runs: nothing is known of its types. */
const load = fromJson as (...given: unknown[]) => unknown;
const states = readdirSync(stored).filter((file) => file.endsWith('.json'));

const header = `#include <stdint.h>
#include <stdbool.h>
struct Part { uint16_t level q_default(5); uint8_t flags; };
struct Dev {
    uint32_t kept;
    uint8_t lost;
    uint8_t mode q_default(3);
    bool on q_default(true);
    uint8_t zeros[4] q_default({0});
    uint64_t wide q_default(0x8000000000000000);
    enum { RED, GREEN = 7 } colour q_default(GREEN);
    struct Part parts[2];
    uint32_t irq q_derived;
    uint32_t gone q_broken;
};
`;
const dev = (...words: string[]): [string, ...string[]] => ['audit', 'dev.qidl.h', '--against', ...words];

/** The UART of the examples, with the states that they saved. */
function serial(files: Readonly<Record<string, string>> = {}): Folder {
  return folderOf({
    'serial.qidl.h': read('headers/devices/serial.qidl.h'),
    'serial-regs.h': read('headers/devices/serial-regs.h'),
    ...Object.fromEntries(states.map((file) => [`states/${file}`, read(`states/serial/${file}`)])),
    ...files,
  });
}

test('a list: what is saved by the struct and not on it is found at the field', () => {
  const { qidl } = folderOf({ 'dev.qidl.h': header, 'list.json': '["kept", "mode", "on", "zeros", "wide", "colour"]' });
  const { status, stdout, stderr } = qidl(...dev('list.json'));
  expect([status, stderr]).toEqual([1, '']);
  expect(stdout).toContain('Dev of dev.qidl.h, against list.json\n');
  expect(stdout).toContain('dev.qidl.h:6:13: lost is not on the list\n');
  expect(stdout).toContain('dev.qidl.h:12:17: parts[] is not on the list\n');
  expect(stdout).not.toContain('parts[].level is');
  expect(stdout).toMatch(/ {2}irq {3}derived\n {2}gone {2}broken\n/);
  expect(stdout).toContain('2 findings.');
});

test('a list may name types, fields of nested structs, and what no field is called', () => {
  const list = {
    Dev: ['kept', 'lost', 'mode', 'on', 'zeros', 'wide', 'colour', 'parts.level', 'irq', 'kepd'],
    Other: [],
  };
  const { qidl } = folderOf({ 'dev.qidl.h': header, 'list.json': JSON.stringify(list) });
  const { status, stdout } = qidl(...dev('list.json', '--format', 'json'));
  expect(status).toBe(1);
  expect(JSON.parse(stdout).findings).toEqual([
    {
      kind: 'unsaved',
      subject: 'parts[].flags',
      message: 'parts[].flags is not on the list',
      file: 'dev.qidl.h',
      line: 3,
      column: 52,
    },
    {
      kind: 'saved',
      subject: 'irq',
      message: 'irq is on the list, but the header says derived',
      file: 'dev.qidl.h',
      line: 13,
      column: 14,
    },
    { kind: 'unknown', subject: 'kepd', message: 'the list has kepd, which is no field; did you mean kept?' },
  ]);
});

test('a complete list: status 0', () => {
  const list = '["kept", "lost", "mode", "on", "zeros", "wide", "colour", "parts"]';
  const { status, stdout } = folderOf({ 'dev.qidl.h': header, 'list.json': list }).qidl(...dev('list.json'));
  expect(stdout).toContain('Every saved field is accounted for.\n');
  expect(status).toBe(0);
});

test('states: every spelling of a default counts as the default, a missing key too', () => {
  const same = [
    {},
    { mode: 3, on: true, zeros: '00000000', wide: '9223372036854775808', colour: 'GREEN' },
    { mode: '3', zeros: [0, 0], colour: 7 },
  ].map((state) => ({ kept: 1, lost: 2, parts: [{ flags: 1 }, { level: 5, flags: 2 }], ...state }));
  const other = {
    kept: 1,
    lost: 2,
    mode: 4,
    on: false,
    zeros: '00010000',
    wide: '0',
    colour: 'RED',
    parts: [{ level: 6, flags: 1 }],
  };
  const { qidl } = folderOf({
    'dev.qidl.h': header,
    's/same.json': JSON.stringify(same),
    's/x.json': JSON.stringify(other),
  });
  const { status, stdout, stderr } = qidl(...dev('s', '--type', 'struct Dev', '--format', 'json'));
  expect(stderr).toBe('');
  const { states: count, findings, defaults } = JSON.parse(stdout);
  expect([status, count, findings]).toEqual([0, 4, []]);
  const counts = Object.fromEntries(
    defaults.map((one: Record<string, unknown>) => [one.field, [one.differs, one.observed]]),
  );
  expect(counts).toEqual({
    mode: [1, 4],
    on: [1, 4],
    zeros: [1, 4],
    wide: [1, 4],
    colour: [1, 4],
    'parts[].level': [1, 7],
  });
});

test('states: a field in none of them, a skipped field in them, a key that no field has', () => {
  const { qidl } = folderOf({ 'dev.qidl.h': header, 'one.json': '{ "kept": 1, "parts": [], "irq": 2, "mod": 1 }' });
  const { status, stdout } = qidl(...dev('one.json'));
  expect(status).toBe(1);
  expect(stdout).toContain('dev.qidl.h:6:13: lost is in none of the 1 state\n');
  expect(stdout).toContain('dev.qidl.h:13:14: irq is in the states, but the header says derived\n');
  expect(stdout).toContain('one.json has mod, which is no field; did you mean mode?\n');
});

test('the states of the UART: JSON and images give the same counts', async () => {
  const { root, qidl } = serial();
  const first = qidl('audit', 'serial.qidl.h', '--against', 'states', '--format', 'json');
  expect(first).toMatchObject({ status: 0, stderr: '' });
  const counted = JSON.parse(first.stdout);
  expect(counted).toMatchObject({ type: 'SerialState', states: states.length, findings: [] });
  const differs = (field: string): number =>
    counted.defaults.find((one: { field: string }) => one.field === field).differs;
  expect(differs('divider')).toBe(0);
  expect(differs('lsr')).toBe(states.filter((file) => 'lsr' in JSON.parse(read(`states/serial/${file}`))).length);
  expect(differs('lsr')).toBeGreaterThan(0);

  expect(qidl('compile', 'serial.qidl.h').status).toBe(0);
  mkdirSync(join(root, 'node_modules/@qidl'), { recursive: true });
  symlinkSync(resolve(import.meta.dirname, '../../runtime'), join(root, 'node_modules/@qidl/runtime'), 'junction');
  const module = await import(pathToFileURL(join(root, 'serial.qidl.h.js')).href);
  mkdirSync(join(root, 'images'));
  for (const file of states) {
    const uart = module.createSerialState();
    const hooks = { SerialState: () => ({ int_pending: false, char_time_ns: 0n }) };
    load(module.visitSerialState, read(`states/serial/${file}`), uart, hooks);
    expect(JSON.parse(toJson(module.visitSerialState, uart))).toEqual(JSON.parse(read(`states/serial/${file}`)));
    writeFileSync(join(root, 'images', `${file}.img`), module.saveOwnSerialState(uart));
  }
  const second = qidl('audit', 'serial.qidl.h', '--against', 'images', '--format', 'json');
  expect(second).toMatchObject({ status: 0, stderr: '' });
  expect({ ...JSON.parse(second.stdout), against: 'states' }).toEqual(counted);

  const image = readFileSync(join(root, 'images', `${states[0]}.img`));
  writeFileSync(join(root, 'short.img'), image.subarray(0, image.length - 1));
  expect(qidl('audit', 'serial.qidl.h', '--against', 'short.img').stdout).toContain('short.img: an image of ');
});

test('files that are no states are findings, and the others count', () => {
  const { qidl } = folderOf({
    'dev.qidl.h': header,
    's/a.json': '{',
    's/b.mig': 'QEVM\0',
    's/c.json': '[1]',
    's/d.json': '['.repeat(100_000),
  });
  const { status, stdout } = qidl(...dev('s'));
  expect(status).toBe(1);
  expect(stdout).toContain('s/a.json: neither an image nor JSON: ');
  expect(stdout).toContain('s/b.mig: a migration stream; audit reads JSON states and images\n');
  expect(stdout).toContain('s/c.json: no state: a state is a JSON object\n');
  expect(stdout).toContain('s/d.json: nested more than 256 deep\n');
});

test('what a terminal would obey is made visible', () => {
  const { qidl } = folderOf({
    'dev.qidl.h': header,
    's/a.json': '\u001b]0;title\u0007\n\0',
    's/b.json': JSON.stringify({ '\u001b[2J\n': 1 }),
  });
  const { stdout } = qidl(...dev('s', '--type', 'Dev'));
  expect(stdout).toContain('s/a.json: neither an image nor JSON: ');
  expect(stdout).toContain('s/b.json has ␛[2J␊, which is no field\n');
  expect(stdout.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
});

test('keys of the prototype are no fields', () => {
  const { qidl } = folderOf({ 'dev.qidl.h': header, 'a.json': '{ "__proto__": { "kept": 1 }, "constructor": 1 }' });
  const { stdout } = qidl(...dev('a.json'));
  expect(stdout).toContain('kept is in none of the 1 state');
  expect(stdout).toContain('a.json has __proto__, which is no field');
});

test.for([
  [['audit', 'dev.qidl.h'], '--against is missing: a list.json, a state, or a folder of states'],
  [dev('nowhere'), 'nowhere: no such file or folder'],
  [dev('a.json', '--type', 'Devi'), 'dev.qidl.h exports no struct Devi; did you mean Dev?'],
  [dev('a.json', '--format', 'junit'), '--format of audit cannot be "junit"; it is one of text, json'],
  [['audit', 'two.qidl.h', '--against', 'a.json'], 'two.qidl.h has several structs: --type is one of a, b'],
] as [string[], string][])('%j is wrong usage', ([words, message]) => {
  const two = 'struct a { int x; };\nstruct b { int x; };\n';
  const { qidl } = folderOf({ 'dev.qidl.h': header, 'a.json': '{}', 'two.qidl.h': two });
  expect(qidl(...words)).toEqual({ status: 2, stdout: '', stderr: `qidl: ${message}\n` });
});

test('a header with errors is reported as by compile', () => {
  const { qidl } = folderOf({ 'dev.qidl.h': 'struct a { Foo x; };\n', 'a.json': '{}' });
  expect(qidl(...dev('a.json'))).toMatchObject({ status: 1, stdout: '', stderr: expect.stringContaining('QIDL4020') });
});

test('a default of a struct is compared under the names of its properties', () => {
  const { qidl } = folderOf({
    'dev.qidl.h': `struct Part { int x q_js_name("ex"); int y; };
struct Dev { int a; struct Part part q_default({ 3 }); };
`,
    'states/absent.json': '{"a":1}',
    'states/default.json': '{"a":1,"part":{"x":3,"y":0}}',
    'states/zero.json': '{"a":1,"part":{"x":0,"y":0}}',
  });
  const { defaults } = JSON.parse(qidl(...dev('states', '--type', 'Dev', '--format', 'json')).stdout);
  expect(defaults).toMatchObject([{ field: 'part', differs: 1, observed: 3 }]);
});

test('fields within unions, and within lists of arrays, are counted, too', () => {
  const { qidl } = folderOf({
    'dev.qidl.h': `typedef struct GSList GSList;
struct Part { int x q_default(4); int y; };
struct Dev {
    int tag;
    union { struct Part part q_case(0); int z q_case(1); } u q_union(tag);
    GSList *lists[2] q_type(struct Part);
};
`,
    'states/a.json': '{"tag":0,"u":{"part":{"x":9,"y":1,"w":1}},"lists":[[{"y":1}],[{"x":3,"y":1}]]}',
    'states/b.json': '{"tag":1,"u":{"z":9},"lists":[[],[{"y":1}]]}',
    'list.json': '["tag", "u.part.x", "lists"]',
  });
  const counted = JSON.parse(qidl(...dev('states', '--type', 'Dev', '--format', 'json')).stdout);
  expect(counted.defaults).toMatchObject([
    { field: 'u.part.x', differs: 1, observed: 1 },
    { field: 'lists[][].x', differs: 1, observed: 3 },
  ]);
  expect(counted.findings).toMatchObject([{ subject: 'u.part.w' }]);
  const listed = JSON.parse(qidl(...dev('list.json', '--type', 'Dev', '--format', 'json')).stdout);
  expect(listed.findings).toMatchObject([{ subject: 'u.part.y' }]);
});
