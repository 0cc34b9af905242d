// The tour: what the examples do, one after the other. `pnpm start` builds them and runs it.
//
// In:   the built examples. Out: what they print, and times that were measured here and now.
// Rule: every line is what happened; the first thing that goes wrong ends the tour with exit status 1.
import assert from 'node:assert/strict';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import process from 'node:process';
import { preview } from 'vite';
import { watchHeader } from './regenerate.mjs';
import { dim, has, node, part, run, say } from './terminal.mjs';

const examples = join(import.meta.dirname, '..');
const folder = await mkdtemp(join(tmpdir(), 'qidl-tour-'));

async function files() {
  const cwd = join(examples, 'esbuild-cli');
  const json = join(folder, 'uart.json');
  const image = join(folder, 'uart.image');
  await node(cwd, 'dist/uart.js', 'save', json, 'Hello, header!');
  await node(cwd, 'dist/uart.js', 'copy', json, image);
  const restored = await node(cwd, 'dist/uart.js', 'load', image);
  say(restored);
  assert.equal(restored, await node(cwd, 'dist/uart.js', 'load', json));
  say(`the same from both: ${(await stat(image)).size} bytes of image, ${(await stat(json)).size} of JSON`);
}

async function program(name, file) {
  say(await node(join(examples, name), file));
}

/** On a machine with make and a C compiler. */
async function makefile() {
  if (!(await has('make')) || !(await has('cc'))) return say('not here: it needs make and a C compiler');
  say(await run('make', ['--no-print-directory', '-s', 'check'], join(examples, 'make')));
}

/** Serves the built page, and fetches what a browser would. */
async function page() {
  const root = join(examples, 'vite-uart');
  const server = await preview({ root, logLevel: 'silent', preview: { host: '127.0.0.1', port: 0 } });
  try {
    const { address, port } = server.httpServer.address();
    const url = new URL(`http://${address}:${port}/`);
    const html = await get(url);
    const assets = [...html.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map(([, path]) => path);
    assert.ok(assets.length > 0, 'the page has no script');
    for (const path of assets) await get(new URL(path, url));
  } finally {
    await server.close();
  }
}

async function get(url) {
  const response = await fetch(url);
  const text = await response.text();
  assert.equal(response.status, 200, `${url}: ${response.status}`);
  say(`GET ${url.pathname}  ${response.status}  ${Buffer.byteLength(text)} bytes`);
  return text;
}

const start = performance.now();
try {
  await part('A UART in a file', 'examples/esbuild-cli', files);
  await part('A UART in C', 'examples/wasm-device', () => program('wasm-device', 'dist/main.js'));
  await part('C and TypeScript from one Makefile', 'examples/make', makefile);
  await part('A UART as a library', 'examples/rollup-library', () =>
    program('rollup-library', 'dist/consumer/main.js'),
  );
  await part('What has changed in a mixer', 'examples/rolldown-diff', () => program('rolldown-diff', 'dist/main.js'));
  await part('What a header knows of pins', 'examples/rspack-gpio', () => program('rspack-gpio', 'dist/main.js'));
  await part('A UART on a page', 'examples/vite-uart', page);
  await part('An edit of the header', 'a copy of it, watched by Rollup', watchHeader);
  say(`\nAll of it in ${((performance.now() - start) / 1000).toFixed(1)} s. What to try next:`, 'bold');
  say('\nnpx -y pnpm@12 dev    the page, live: type, save, rewind');
  dim('                      and edit test-fixtures/headers/devices/serial.qidl.h while it runs\n');
} catch (error) {
  process.stderr.write(`\ntour: ${error.stderr || error.stack}\n`);
  process.exitCode = 1;
} finally {
  await rm(folder, { recursive: true, force: true });
}
