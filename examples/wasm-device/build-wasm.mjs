// Compiles uart.c to uart.wasm: node build-wasm.mjs [output file]
//
// In:   uart.c, serial.qidl.h with its include, the shipped qidl.h; clang with the wasm32 target and lld.
// Out:  a module that imports nothing and exports its memory and the functions that uart.c marks.
// Rule: the same clang makes the same bytes everywhere: no debug information, no absolute path. The module's
//       "producers" section names the clang that made it.
import { spawnSync } from 'node:child_process';
import { dirname, join, resolve } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const output = resolve(process.argv[2] ?? join(here, 'uart.wasm'));

const result = spawnSync(
  process.env.CLANG ?? 'clang',
  [
    '--target=wasm32',
    '-std=c11',
    '-Wall',
    '-Wextra',
    '-pedantic',
    '-Werror',
    '-Os',
    '-ffreestanding',
    // memset's loop must not become a call of memset.
    '-fno-builtin',
    '-nostdlib',
    '-I../../packages/compiler/include',
    '-I../../test-fixtures/headers/devices',
    '-Wl,--no-entry',
    '-Wl,--strip-debug',
    '-Wl,-z,stack-size=4096',
    'uart.c',
    '-o',
    output,
  ],
  // Relative paths, so that no machine's directories get into the module.
  { cwd: here, stdio: 'inherit' },
);
if (result.error) {
  process.stderr.write(`build-wasm: ${result.error.message}\n`);
}
process.exitCode = result.status ?? 1;
