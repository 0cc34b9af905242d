// A team that shares a cache: what docs/plugins.md says of turbo, with a real remote cache on this machine. One clone
// builds, another finds everything done. Needs the npm registry.

import { execFileSync, spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { entry, fifo, header, include } from './project.ts';

const workspace = resolve(import.meta.dirname, '../../..');
const wanted = 'turborepo-remote-cache@2.12.0';
const hasRegistry = spawnSync('npm', ['view', 'turbo', 'version'], { timeout: 30_000 }).status === 0;

/** The block of the documentation that is a turbo.json. */
const [, turboJson] = /^`turbo\.json`:\n\n```json\n([^]*?)^```$/m.exec(
  readFileSync(join(workspace, 'docs/plugins.md'), 'utf8'),
)!;

// npm runs the scripts: pnpm would ask the registry for the version of itself that `packageManager` names.
const files: Record<string, string> = {
  'package.json': JSON.stringify({ private: true, packageManager: 'npm@10.8.2', workspaces: ['device'] }),
  'package-lock.json': JSON.stringify({
    lockfileVersion: 3,
    packages: {
      '': { workspaces: ['device'] },
      device: {},
      'node_modules/device': { resolved: 'device', link: true },
    },
  }),
  '.gitignore': 'node_modules\ndist\n.qidl\n.turbo\n',
  'turbo.json': turboJson,
  'device/package.json': JSON.stringify({
    name: 'device',
    type: 'module',
    scripts: { types: 'qidl types --out .qidl device.qidl.h fifo.qidl.h', build: 'node build.mjs' },
  }),
  'device/build.mjs': `import { build } from 'esbuild';
import qidl from 'unplugin-qidl/esbuild';
await build({ entryPoints: ['main.js'], bundle: true, format: 'esm', outfile: 'dist/main.js', plugins: [qidl()] });
`,
  'device/main.js': entry,
  'device/device.qidl.h': header(),
  'device/fifo.qidl.h': fifo(4),
  'device/regs.h': include(4),
};

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

describe.skipIf(!hasRegistry)(
  `a shared cache${hasRegistry ? '' : ` (skipped: no npm registry to get ${wanted} from)`}`,
  () => {
    let root: string;
    let server: ChildProcess;
    let env: NodeJS.ProcessEnv;

    beforeAll(async () => {
      root = realpathSync(mkdtempSync(join(tmpdir(), 'qidl-cache-')));
      writeFileSync(join(root, 'package.json'), '{ "private": true }');
      execFileSync('npm', ['install', '--no-audit', '--no-fund', wanted], { cwd: root, stdio: 'ignore' });
      const port = await freePort();
      const settings = {
        PORT: String(port),
        HOST: '127.0.0.1',
        STORAGE_PATH: join(root, 'store'),
        LOG_LEVEL: 'silent',
      };
      const token = { TURBO_TOKEN: 'secret' };
      server = spawn(join(root, 'node_modules/.bin/turborepo-remote-cache'), [], {
        cwd: root,
        stdio: 'ignore',
        env: { ...process.env, ...settings, ...token, STORAGE_PATH_USE_TMP_FOLDER: 'false' },
      });
      env = {
        ...process.env,
        ...token,
        TURBO_API: `http://127.0.0.1:${port}`,
        TURBO_TEAM: 'team',
        CI: '1',
        NO_COLOR: '1',
      };
      await vi.waitFor(() => fetch(`${env.TURBO_API}/v8/artifacts/status`), 60_000);
    }, 300_000);
    afterAll(async () => {
      const gone = once(server, 'exit');
      server.kill();
      await gone;
      rmSync(root, { recursive: true, force: true });
    }, 120_000);

    /** A clone, with what an installer would put into it. */
    function clone(name: string): string {
      const folder = join(root, name);
      for (const [file, text] of Object.entries(files)) {
        mkdirSync(dirname(join(folder, file)), { recursive: true });
        writeFileSync(join(folder, file), text);
      }
      const modules = join(folder, 'device/node_modules');
      mkdirSync(join(modules, '@qidl'), { recursive: true });
      mkdirSync(join(modules, '.bin'));
      const plugin = join(workspace, 'packages/unplugin-qidl');
      symlinkSync(plugin, join(modules, 'unplugin-qidl'));
      symlinkSync(join(plugin, 'node_modules/esbuild'), join(modules, 'esbuild'));
      symlinkSync(join(workspace, 'packages/runtime'), join(modules, '@qidl/runtime'));
      symlinkSync(join(workspace, 'packages/cli/bin/qidl.js'), join(modules, '.bin/qidl'));
      execFileSync('git', ['init', '-q'], { cwd: folder });
      execFileSync('git', ['add', '.'], { cwd: folder });
      return folder;
    }
    const build = (folder: string): string => {
      const { status, stdout, stderr } = spawnSync(
        join(workspace, 'node_modules/.bin/turbo'),
        ['run', 'build', '--cache=remote:rw'],
        { cwd: folder, env, encoding: 'utf8' },
      );
      expect(status, stdout + stderr).toBe(0);
      return stdout;
    };
    const results = (folder: string): string[] =>
      ['dist/main.js', '.qidl/device.qidl.d.h.ts', '.qidl/fifo.qidl.d.h.ts'].map((file) =>
        readFileSync(join(folder, 'device', file), 'utf8'),
      );

    test('a second clone has everything from the cache; an edited include is made anew', () => {
      const first = clone('first');
      expect(build(first)).toMatch(/0 cached, 2 total/);
      const second = clone('somewhere/else');
      expect(build(second)).toMatch(/2 cached, 2 total/);
      expect(results(second)).toEqual(results(first));

      writeFileSync(join(second, 'device/regs.h'), include(8));
      expect(build(second)).toMatch(/0 cached, 2 total/);
      expect(results(second)).not.toEqual(results(first));
    });
  },
);
