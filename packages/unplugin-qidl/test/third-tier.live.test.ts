// Farm, Rsbuild and Bun, tried: a build, what it gives, an error. They are not installed with the workspace; this needs
// the npm registry. Each runs as a process of its own, with the built plugin.

import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { brokenHeader, createSmallProject, type SmallProject } from './project.ts';

const wanted = ['@farmfe/core@1.7.11', '@rsbuild/core@2.3.2', 'bun@1.4.5'];
const packages = resolve(import.meta.dirname, '../..');
const hasRegistry = spawnSync('npm', ['view', 'bun', 'version'], { timeout: 30_000 }).status === 0;
const why = hasRegistry ? '' : ` (skipped: no npm registry to get ${wanted.join(', ')} from)`;

const plugin = (entry: string): string =>
  `import qidl from '${pathToFileURL(join(packages, `unplugin-qidl/dist/${entry}.js`))}';\n`;

describe.skipIf(!hasRegistry)(`the third tier${why}`, () => {
  let tools: string;
  let project: SmallProject;

  beforeAll(() => {
    tools = realpathSync(mkdtempSync(join(tmpdir(), 'qidl-third-tier-')));
    writeFileSync(join(tools, 'package.json'), '{ "private": true }');
    execFileSync('npm', ['install', '--no-audit', '--no-fund', ...wanted], { cwd: tools, stdio: 'ignore' });
  }, 300_000);
  afterAll(() => rmSync(tools, { recursive: true, force: true }), 120_000);

  beforeEach(() => {
    project = createSmallProject();
    // Farm does not look into linked packages.
    project.remove('node_modules/@qidl/runtime');
    for (const part of ['package.json', 'dist'])
      cpSync(join(packages, 'runtime', part), project.path(`node_modules/@qidl/runtime/${part}`), { recursive: true });
    project.write('main.js', `${project.read('main.js')}console.log(JSON.stringify({ size, fields, image }));\n`);
  });
  afterEach(() => project.dispose());

  const bundler = (name: string): string => pathToFileURL(join(tools, 'node_modules', name, 'dist/index.js')).href;

  function run(program: string, ...words: string[]): string {
    const { stdout, stderr } = spawnSync(program, words, { cwd: project.root, encoding: 'utf8' });
    return stdout + stderr;
  }

  function expectBuild(build: () => string, output: string): void {
    const said = build();
    expect(existsSync(project.path(output)), said).toBe(true);
    expect(run(process.execPath, output)).toMatch(
      /\{"size":16,"fields":"regs,fifo,control","image":"\d+(,\d+){31,}"\}/,
    );
    project.write('device.qidl.h', brokenHeader);
    const text = build();
    expect(text).toMatch(/QIDL\d{4}: .*Contrl_t/);
    expect(text).toMatch(/QIDL\d{4}: .*data/);
  }

  test('Farm', () => {
    project.write(
      'build.mjs',
      `import { build } from '${bundler('@farmfe/core')}';
${plugin('farm')}await build({
  compilation: {
    input: { main: './main.js' },
    output: { path: 'out', targetEnv: 'node', format: 'esm' },
    persistentCache: false,
    presetEnv: false,
  },
  plugins: [qidl()],
});
`,
    );
    expectBuild(() => run(process.execPath, 'build.mjs'), 'out/main.js');
  });

  test('Rsbuild', () => {
    project.write(
      'build.mjs',
      `import { createRsbuild } from '${bundler('@rsbuild/core')}';
${plugin('rsbuild')}const config = {
  source: { entry: { main: './main.js' } },
  output: { target: 'node', distPath: { root: 'out' } },
  plugins: [qidl()],
};
await (await createRsbuild({ config })).build();
`,
    );
    project.write('package.json', '{}');
    expectBuild(() => run(process.execPath, 'build.mjs'), 'out/main.js');
  });

  test('Bun', () => {
    const bun = join(tools, 'node_modules/.bin/bun');
    project.write(
      'build.mjs',
      `${plugin('bun')}const { logs } = await Bun.build({ entrypoints: ['./main.js'], outdir: 'out', plugins: [qidl()], throw: false });
for (const log of logs) console.log(String(log));
`,
    );
    expectBuild(() => run(bun, 'build.mjs'), 'out/main.js');
  });
});
