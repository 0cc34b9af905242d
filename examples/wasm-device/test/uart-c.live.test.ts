// uart.c as native code, and whether the committed uart.wasm is what it compiles to.
//
// In:   uart.c, uart-scenario.c, scenario.txt, uart.wasm; the gcc and clang of this machine.
// Out:  the scenario as each plays it; a fresh wasm module.
// Rule: the answers are those of scenario.txt. The same clang makes the same bytes; another one may not, so then
//       that test is skipped. What is not on this machine is a skipped test that says so.
import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));
const flags = ['-std=c11', '-Wall', '-Wextra', '-pedantic', '-Werror'];
/** A compiler may be installed without the libraries of its sanitizers. */
const sanitizers = (compiler: string): string[] => {
  const wanted = ['-fsanitize=address,undefined'];
  const tried = spawnSync(compiler, [...wanted, '-x', 'c', '-', '-o', '/dev/null'], {
    input: 'int main(void) { return 0; }',
  });
  return tried.status === 0 ? wanted : [];
};
const includes = ['../../../packages/compiler/include', '../../../test-fixtures/headers/devices'];

const version = (command: string): string | undefined => {
  const result = spawnSync(command, ['--version'], { encoding: 'utf8' });
  return result.status === 0 ? result.stdout.split('\n')[0] : undefined;
};

/** The clang that made a module, from its "producers" section: "Debian clang version 14.0.6". */
const producer = (wasm: Uint8Array<ArrayBuffer>): string => {
  const [section] = WebAssembly.Module.customSections(new WebAssembly.Module(wasm), 'producers');
  // The section's strings have their length before them, a control character here.
  return new TextDecoder('latin1').decode(section).replaceAll(/[^ -~]+/g, ' ');
};

let directory: string;
let scenario: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'uart-'));
  scenario = await readFile(path('scenario.txt'), 'utf8');
});

afterAll(() => rm(directory, { recursive: true, force: true }));

describe.each(['gcc', 'clang'])('%s', (compiler) => {
  const present = version(compiler) !== undefined;
  const reason = present ? '' : ` (skipped: no ${compiler} on this machine)`;

  test.skipIf(!present)(`uart.c plays the scenario natively, sanitized where that can be${reason}`, () => {
    const program = join(directory, `scenario-${compiler}`);
    const args = [
      ...flags,
      ...sanitizers(compiler),
      ...includes.map((d) => `-I${path(d)}`),
      path('uart-scenario.c'),
      '-o',
      program,
    ];
    const built = spawnSync(compiler, args, { encoding: 'utf8' });
    expect(built.stderr).toBe('');
    const played = spawnSync(program, { input: scenario, encoding: 'utf8' });
    expect(played.stderr).toBe('');
    expect(played.stdout).toBe(scenario);
  });
});

describe('uart.wasm', () => {
  const clang = version('clang');
  const hasLinker = version('wasm-ld') !== undefined;
  const reason = clang && hasLinker ? '' : ' (skipped: no clang with wasm-ld on this machine)';

  test.skipIf(reason !== '')(`is what build-wasm.mjs makes of uart.c${reason}`, async ({ skip }) => {
    const fresh = join(directory, 'uart.wasm');
    const built = spawnSync(process.execPath, [path('../build-wasm.mjs'), fresh], { encoding: 'utf8' });
    expect(built.stderr).toBe('');
    expect(built.status).toBe(0);

    const [committed, rebuilt] = await Promise.all([readFile(path('../uart.wasm')), readFile(fresh)]);
    if (producer(committed) !== producer(rebuilt)) {
      skip(`uart.wasm was made by "${producer(committed)}", this machine has "${producer(rebuilt)}": bytes may differ`);
    }
    expect(rebuilt.equals(committed), 'uart.wasm is stale: run node build-wasm.mjs').toBe(true);
  });
});
