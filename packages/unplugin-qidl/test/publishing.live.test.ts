// The packages as they would be published: what linters of packages say of them, and that they work outside of the
// workspace. Needs the npm registry.

import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { entry, fifo, header, include } from './project.ts';

const workspace = resolve(import.meta.dirname, '../../..');
const folders = ['compiler', 'runtime', 'unplugin-qidl', 'cli'];
const linters = ['publint@0.3.25', '@arethetypeswrong/cli@0.18.5', 'knip@6.44.2'];
const bundlers = [
  'vite@8',
  'vite6@npm:vite@6',
  'rollup@4',
  '@rollup/plugin-node-resolve@16',
  'esbuild@0.28',
  'webpack@5',
];

const hasRegistry = spawnSync('npm', ['view', 'publint', 'version'], { timeout: 30_000 }).status === 0;

/** Prints what the bundle exports. Every build writes out/bundle.mjs. */
const builds = {
  Vite: `import qidl from 'unplugin-qidl/vite';
import { build } from 'vite';
const lib = { entry: 'main.js', formats: ['es'], fileName: () => 'bundle.mjs' };
await build({ configFile: false, logLevel: 'error', plugins: [qidl()], build: { outDir: 'out', lib } });
`,
  'Vite 6': `import qidl from 'unplugin-qidl/vite';
import { build } from 'vite6';
const lib = { entry: 'main.js', formats: ['es'], fileName: () => 'bundle.mjs' };
await build({ configFile: false, logLevel: 'error', plugins: [qidl()], build: { outDir: 'out', lib } });
`,
  Rollup: `import resolve from '@rollup/plugin-node-resolve';
import { rollup } from 'rollup';
import qidl from 'unplugin-qidl/rollup';
await (await rollup({ input: 'main.js', plugins: [qidl(), resolve()] })).write({ file: 'out/bundle.mjs' });
`,
  esbuild: `import { build } from 'esbuild';
import qidl from 'unplugin-qidl/esbuild';
await build({ entryPoints: ['main.js'], bundle: true, format: 'esm', outfile: 'out/bundle.mjs', plugins: [qidl()] });
`,
  webpack: `import qidl from 'unplugin-qidl/webpack';
import webpack from 'webpack';
webpack(
  {
    context: import.meta.dirname,
    mode: 'production',
    entry: './main.js',
    experiments: { outputModule: true },
    output: { path: import.meta.dirname + '/out', filename: 'bundle.mjs', module: true, library: { type: 'module' } },
    plugins: [qidl()],
  },
  (error, stats) => {
    if (error || stats.hasErrors()) throw error ?? new Error(stats.toString());
  },
);
`,
};

describe.skipIf(!hasRegistry)(hasRegistry ? 'published' : 'published: skipped, no npm registry', () => {
  let root: string;
  let tarballs: string[];

  const run = (program: string, ...words: string[]): string =>
    execFileSync(program, words, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  const tool = (name: string): string => join(root, 'node_modules/.bin', name);

  beforeAll(() => {
    root = realpathSync(mkdtempSync(join(tmpdir(), 'qidl-published-')));
    const packed = join(root, 'packed');
    mkdirSync(packed);
    for (const folder of folders) {
      const cwd = join(workspace, 'packages', folder);
      execFileSync('npx', ['-y', 'pnpm@12', 'pack', '--pack-destination', packed], { cwd, stdio: 'ignore' });
    }
    tarballs = readdirSync(packed).map((file) => join(packed, file));
    writeFileSync(join(root, 'package.json'), '{ "private": true, "type": "module" }');
    run('npm', 'install', '--no-audit', '--no-fund', ...linters, ...bundlers, ...tarballs);
    const files = { 'device.qidl.h': header(), 'fifo.qidl.h': fifo(4), 'regs.h': include(4), 'main.js': entry };
    for (const [file, text] of Object.entries(files)) writeFileSync(join(root, file), text);
  }, 300_000);
  afterAll(() => rmSync(root, { recursive: true, force: true }), 120_000);

  test('publint finds nothing', () => {
    for (const tarball of tarballs) expect(run(tool('publint'), '--strict', tarball)).toContain('All good!');
  });

  test('the types are found by everything that reads ES modules', () => {
    // The command line has nothing to import.
    for (const tarball of tarballs.filter((file) => !/\/qidl-\d/.test(file)))
      run(tool('attw'), '--profile', 'esm-only', tarball);
  });

  test('nothing is unused, nothing is missing', () => {
    const { stdout, status } = spawnSync(tool('knip'), ['--directory', workspace], {
      cwd: workspace,
      encoding: 'utf8',
    });
    expect(stdout).toBe('');
    expect(status).toBe(0);
  });

  test.for(Object.entries(builds))('%s', ([name, script]) => {
    rmSync(join(root, 'out'), { recursive: true, force: true });
    writeFileSync(join(root, 'build.mjs'), script);
    run(process.execPath, 'build.mjs');
    const program = `import('./out/bundle.mjs').then(({ size, fields }) => console.log(size, fields))`;
    expect(run(process.execPath, '-e', program), name).toBe('16 regs,fifo,control\n');
    expect(readFileSync(join(root, '.qidl/device.qidl.d.h.ts'), 'utf8')).toContain('control: number;');
  });

  test('the command line', () => {
    expect(run(tool('qidl'), 'compile', '--out', 'compiled')).toBe('');
    expect(readFileSync(join(root, 'compiled/device.qidl.h.js'), 'utf8')).toContain('export function createDevice');
  });
});
