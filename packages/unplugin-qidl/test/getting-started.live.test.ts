// docs/getting-started.md, word by word, outside of the workspace, with the packages as they would be published.
// Rule: a line "`file`:" names the file of the code block below it; `sh` blocks are run. Names of our packages become
// the packed ones, nothing else is changed. Needs the npm registry.

import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const workspace = resolve(import.meta.dirname, '../../..');
const doc = readFileSync(join(workspace, 'docs/getting-started.md'), 'utf8');
const packages = {
  'unplugin-qidl': 'unplugin-qidl',
  qidl: 'cli',
  '@qidl/runtime': 'runtime',
  '@qidl/compiler': 'compiler',
};

const hasRegistry = spawnSync('npm', ['view', 'vite', 'version'], { timeout: 30_000 }).status === 0;

describe.skipIf(!hasRegistry)(hasRegistry ? 'getting started' : 'getting started: skipped, no npm registry', () => {
  let root: string;
  let tarballs: Record<string, string>;

  beforeAll(() => {
    root = realpathSync(mkdtempSync(join(tmpdir(), 'qidl-start-')));
    const packed = join(root, '..', `${root.split('/').at(-1)}-packed`);
    mkdirSync(packed);
    tarballs = {};
    for (const [name, folder] of Object.entries(packages)) {
      run(`npx -y pnpm@12 pack --pack-destination ${packed}`, join(workspace, 'packages', folder));
      const file = readdirSync(packed).find((entry) => !Object.values(tarballs).includes(join(packed, entry)))!;
      tarballs[name] = join(packed, file);
    }
  }, 120_000);
  afterAll(() => {
    rmSync(dirname(tarballs.qidl), { recursive: true, force: true });
    rmSync(root, { recursive: true, force: true });
  });

  function run(command: string, cwd = root): string {
    return execFileSync('sh', ['-c', command], { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  }

  /** `npm install unplugin-qidl` → `npm install …/unplugin-qidl-0.1.0.tgz`, and the compiler that it would fetch. */
  function withTarballs(command: string): string {
    if (!command.startsWith('npm install')) return command;
    const words = command.split(' ').map((word) => tarballs[word] ?? word);
    if (/unplugin-qidl|qidl$/.test(command)) words.push(tarballs['@qidl/compiler'], tarballs['@qidl/runtime']);
    return words.join(' ');
  }

  const blocks = [...doc.matchAll(/(?:^`([^`\n]+)`:\n\n)?^```(\w+)\n([^]*?)^```$/gm)].map(
    ([, file, language, text]) => ({ file, language, text }),
  );

  test('every step of the page works', async () => {
    for (const { file, language, text } of blocks) {
      if (file !== undefined) {
        mkdirSync(dirname(join(root, file)), { recursive: true });
        writeFileSync(join(root, file), text);
      } else if (language === 'sh') {
        for (const command of text.trim().split('\n')) run(withTarballs(command));
      }
    }
    expect(existsSync(join(root, 'dist/index.html'))).toBe(true);
    expect(existsSync(join(root, '.qidl/src/fifo.qidl.d.h.ts'))).toBe(true);
    expect(existsSync(join(root, 'src/fifo.qidl.h.js'))).toBe(true);
  });

  test('what is promised of the hook is true', () => {
    const path = join(root, 'src/main.ts');
    const source = readFileSync(path, 'utf8');
    writeFileSync(path, source.replace('loadFifo(saved, fifo, hooks)', 'loadFifo(saved, fifo)'));
    const { status, stdout } = spawnSync('npx', ['tsc'], { cwd: root, encoding: 'utf8' });
    writeFileSync(path, source);
    expect(stdout).toMatch(/src\/main\.ts\(\d+,\d+\): error TS2554/);
    expect(status).not.toBe(0);
  });

  test('the modules for Node run', () => {
    writeFileSync(
      join(root, 'run.mjs'),
      "import { createFifo, saveFifo } from './src/fifo.qidl.h.js';\nconsole.log(saveFifo(createFifo()).length);\n",
    );
    expect(Number(run('node run.mjs'))).toBeGreaterThan(16);
  });

  test('the page is served, and says what is wrong with the header', async () => {
    const words = [join(root, 'node_modules/vite/bin/vite.js'), '--port', '0'];
    const server = spawn(process.execPath, words, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'ignore'],
      env: { ...process.env, NO_COLOR: '1' },
    });
    try {
      const origin = await new Promise<string>((found) => {
        let output = '';
        server.stdout.on('data', (data: Buffer) => {
          output += data.toString();
          const [, url] = /Local:\s+(http:\/\/\S+?)\/?\s/.exec(output) ?? [];
          if (url !== undefined) found(url);
        });
      });
      const text = async (path: string): Promise<string> => (await fetch(origin + path)).text();
      expect(await text('/')).toContain('/src/main.ts');
      const [, header] = /from "(\/src\/fifo\.qidl\.h[^"]*)"/.exec(await text('/src/main.ts'))!;
      expect(await text(header)).toContain('export function createFifo');

      const path = join(root, 'src/fifo.qidl.h');
      writeFileSync(path, readFileSync(path, 'utf8').replace('uint8_t count; ', 'Count count; '));
      const broken = async (): Promise<string> => {
        const response = await fetch(origin + header);
        return response.status === 500 ? response.text() : '';
      };
      await expect.poll(broken, { timeout: 10_000 }).toContain('Count');
    } finally {
      const gone = once(server, 'exit');
      server.kill();
      await gone;
    }
  });
});
