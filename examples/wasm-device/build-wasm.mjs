// Compiles uart.c to uart.wasm: node build-wasm.mjs [output file]
//
// In:   uart.c, serial.qidl.h with its include, the shipped qidl.h; clang with the wasm32 target and lld.
// Out:  a module that imports nothing and exports its memory and the functions that uart.c marks.
//       The layout of its state is in the section that src/layout.ts reads.
// Rule: the same clang makes the same bytes everywhere: no debug information, no absolute path. The module's
//       "producers" section names the clang that made it.
import { build } from 'esbuild';
import { spawnSync } from 'node:child_process';
import { appendFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import qidl from 'unplugin-qidl/esbuild';

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
if (result.status === 0) await appendFile(output, await layoutSection());

/** WebAssembly 5.5.3: id 0, size, length of the name, name, content. */
async function layoutSection() {
  const { outputFiles } = await build({
    absWorkingDir: here,
    entryPoints: ['src/layout.ts'],
    bundle: true,
    format: 'esm',
    write: false,
    // What a warning has to say, build.mjs has said.
    logLevel: 'error',
    plugins: [qidl({ target: 'wasm32', dts: false })],
  });
  const code = Buffer.from(outputFiles[0].contents).toString('base64');
  const { layout, LAYOUT_SECTION } = await import(`data:text/javascript;base64,${code}`);
  const name = Buffer.from(LAYOUT_SECTION);
  const content = Buffer.concat([leb128(name.length), name, Buffer.from(layout)]);
  return Buffer.concat([Buffer.of(0), leb128(content.length), content]);
}

/** An unsigned number as WebAssembly writes it: seven bits at a time, the lowest first. */
function leb128(number) {
  const bytes = [];
  for (; number > 127; number >>= 7) bytes.push((number & 127) | 128);
  return Buffer.of(...bytes, number);
}
