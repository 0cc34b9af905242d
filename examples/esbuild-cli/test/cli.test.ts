// The built program, run as a user runs it.
//
// In:   dist/uart.js, built here; files in a temporary folder.
// Out:  what it prints, what it writes, how it ends.
// Rule: a file that is no state of a UART is named, with what is wrong in it; no command leaves half a file.
import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { afterAll, beforeAll, expect, test } from 'vitest';

const example = fileURLToPath(new URL('..', import.meta.url));
let folder: string;

function node(...args: string[]): { status: number | null; out: string; err: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
  return { status, out: stdout, err: stderr };
}

const uart = (...args: string[]): ReturnType<typeof node> => node(join(example, 'dist/uart.js'), ...args);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'esbuild-cli-'));
  expect(node(join(example, 'build.mjs')).status).toBe(0);
});

afterAll(() => rm(folder, { recursive: true, force: true }));

test('saves as JSON, and loads what it saved', async () => {
  expect(uart('save', 'a.json', 'hi')).toMatchObject({ status: 0, err: '' });
  const saved = JSON.parse(await readFile(join(folder, 'a.json'), 'utf8'));
  expect(saved).toMatchObject({ name: 'serial0', recv_fifo: { data: `6869${'00'.repeat(14)}`, count: 2 } });
  // The defaults of the header are not written, and what is derived neither.
  expect(saved).not.toHaveProperty('divider');
  expect(saved).not.toHaveProperty('int_pending');
  const { status, out } = uart('load', 'a.json');
  expect(status).toBe(0);
  expect(out).toMatch(/count.*2/);
});

test('an image holds what the JSON holds', async () => {
  uart('save', 'b.json', 'same');
  expect(uart('copy', 'b.json', 'b.image').out).toMatch(/^b\.image: \d+ bytes\n$/);
  expect(uart('load', 'b.image').out).toBe(uart('load', 'b.json').out);
  uart('copy', 'b.image', 'again.json');
  expect(await readFile(join(folder, 'again.json'), 'utf8')).toBe(await readFile(join(folder, 'b.json'), 'utf8'));
});

test('a saved UART receives on', async () => {
  uart('save', 'c.image', 'he');
  uart('receive', 'c.image', 'llo');
  uart('copy', 'c.image', 'c.json');
  const { recv_fifo } = JSON.parse(await readFile(join(folder, 'c.json'), 'utf8'));
  expect(Buffer.from(recv_fifo.data, 'hex').toString().slice(0, recv_fifo.count)).toBe('hello');
});

test.each([
  ['not JSON', 'x.json', '{ "name": ', /x\.json: .*found the end of the text/],
  ['of another shape', 'x.json', '{ "name": 3 }', /x\.json: .*SerialState\.name: expected .*, found 3/],
  ['no image', 'x.image', 'text', /x\.image: .*expected/],
  ['empty', 'x.image', '', /x\.image: .*expected/],
])('a file that is %s is refused', async (_, name, content, message) => {
  await writeFile(join(folder, name), content);
  const { status, out, err } = uart('load', name);
  expect(err).toMatch(message);
  expect(err.trimEnd().split('\n')).toHaveLength(1);
  expect({ status, out }).toEqual({ status: 1, out: '' });
  expect(await readFile(join(folder, name), 'utf8')).toBe(content);
});

test('a count beyond the capacity is refused', async () => {
  uart('save', 'e.json');
  const state = JSON.parse(await readFile(join(folder, 'e.json'), 'utf8'));
  await writeFile(join(folder, 'e.json'), JSON.stringify({ ...state, incoming_count: 65 }));
  expect(uart('load', 'e.json')).toMatchObject({
    status: 1,
    err: expect.stringMatching(/SerialState\.incoming.*64.*65/),
  });
});

test('an image that is cut is refused', async () => {
  uart('save', 'd.image');
  const whole = await readFile(join(folder, 'd.image'));
  await writeFile(join(folder, 'd.image'), whole.subarray(0, whole.length - 8));
  expect(uart('receive', 'd.image', 'x')).toMatchObject({ status: 1, out: '' });
  expect((await readFile(join(folder, 'd.image'))).length).toBe(whole.length - 8);
});

test('a file that is not there, and a folder that is not', () => {
  expect(uart('load', 'none.json')).toMatchObject({ status: 1, err: expect.stringContaining('no such file') });
  expect(uart('save', 'none/a.json')).toMatchObject({ status: 1, err: expect.stringContaining('no such file') });
});

test.each([[[]], [['load']], [['fly', 'a.json']], [['show', 'a.json']]])('%j is no command', (args) => {
  expect(uart(...args)).toMatchObject({ status: 2, out: '', err: expect.stringContaining('usage:') });
});

test('shows a fresh UART', () => {
  expect(uart('show').out).toMatch(/lsr.*(?:96|0x60)/i);
});

test('nothing is left behind', async () => {
  expect((await readdir(folder)).filter((name) => name.endsWith('.tmp'))).toEqual([]);
});
