// A header that moves a field, with the device running: what README.md says has to be done, and what happens without.
//
// In:   a copy of the example, of its header and of qidl.h; clang with its linker for wasm.
// Out:  what the old program and the new one say.
// Rule: old memory is never read with a new layout; the state goes over by name.
import { spawnSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { build } from 'esbuild';
import qidl from 'unplugin-qidl/esbuild';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const repository = fileURLToPath(new URL('../../..', import.meta.url));
const has = (command: string): boolean => spawnSync(command, ['--version']).status === 0;
const reason = has('clang') && has('wasm-ld') ? '' : ' (skipped: no clang with wasm-ld on this machine)';

/** With words on its command line, the state of a UART before it goes on. */
const program = `import { readFile } from 'node:fs/promises';
import { fromObject, toObject } from '@qidl/runtime';
import { createSerialState, UART_SCR, viewSerialState, visitSerialState } from '../../../test-fixtures/headers/devices/serial.qidl.h';
import { putBack, takeSnapshot } from './snapshot.ts';
import { startUart } from './uart-wasm.ts';

const c = await startUart(await readFile(new URL('../uart.wasm', import.meta.url)));
const uart = viewSerialState(c.memory, c.uart_new());
if (process.argv[2] === undefined) {
  c.uart_write(UART_SCR, 0x5a);
} else {
  const hooks = { SerialState: () => ({ int_pending: false, char_time_ns: 0n }) };
  const state = takeSnapshot(uart, c.memory);
  fromObject(visitSerialState, JSON.parse(process.argv[2]), state, hooks, { unknown: 'ignore', missing: 'keep' });
  putBack(state, uart);
  c.uart_update_irq();
}
console.log(JSON.stringify({ scr: c.uart_read(UART_SCR), state: toObject(visitSerialState, takeSnapshot(uart, c.memory)) }));
`;

describe.skipIf(reason !== '')(`a header that moves a field${reason}`, () => {
  let folder: string;
  const example = (file = ''): string => join(folder, 'examples/wasm-device', file);
  const header = (): string => join(folder, 'test-fixtures/headers/devices/serial.qidl.h');
  const node = (...words: string[]) => spawnSync(process.execPath, words, { cwd: example(), encoding: 'utf8' });

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'relayout-'));
    for (const part of ['test-fixtures/headers/devices', 'packages/compiler/include'])
      await cp(join(repository, part), join(folder, part), { recursive: true });
    await mkdir(example(), { recursive: true });
    for (const part of ['src', 'uart.c', 'uart.wasm', 'build-wasm.mjs', 'package.json'])
      await cp(join(repository, 'examples/wasm-device', part), example(part), { recursive: true });
    await symlink(join(repository, 'examples/wasm-device/node_modules'), example('node_modules'));
    await writeFile(example('src/program.ts'), program);
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  async function bundle(): Promise<void> {
    await build({
      absWorkingDir: example(),
      entryPoints: ['src/program.ts'],
      outdir: 'dist',
      bundle: true,
      platform: 'node',
      format: 'esm',
      logLevel: 'silent',
      plugins: [qidl({ dts: false })],
    });
  }

  test('is refused until C is compiled again, and then goes on with the state', async () => {
    await bundle();
    const before = node('dist/program.js');
    expect(before.stderr).toBe('');
    const { scr, state } = JSON.parse(before.stdout);
    expect(scr).toBe(0x5a);

    const text = await readFile(header(), 'utf8');
    await writeFile(header(), text.replace('uint8_t scr;', 'uint32_t spare[3];\n    uint8_t scr;'));
    await bundle();
    const refused = node('dist/program.js', JSON.stringify(state));
    expect(refused.stdout).toBe('');
    expect(refused.stderr).toContain('uart.wasm has another layout than the header');

    expect(node('build-wasm.mjs')).toMatchObject({ status: 0, stderr: '' });
    const after = node('dist/program.js', JSON.stringify(state));
    expect(after.stderr).toBe('');
    expect(JSON.parse(after.stdout)).toMatchObject({ scr: 0x5a, state: { scr: 0x5a, name: 'serial0' } });
  });
});
