// A copy of the example, served by Vite's development server, and the chromium that looks at it.

import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { createServer, type ViteDevServer } from 'vite';

export const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
export const isMissing: boolean = !existsSync(executablePath);
export const skipped: string = isMissing ? ` (skipped: no chromium at ${executablePath})` : '';
const repository = fileURLToPath(new URL('../../..', import.meta.url));

/** Copies the example with its header and its model into a folder of their own, where the header may be edited. */
export async function copyExample(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'vite-uart-'));
  const headers = 'test-fixtures/headers/devices';
  for (const file of [`${headers}/serial.qidl.h`, `${headers}/serial-regs.h`]) {
    await cp(join(repository, file), join(folder, file));
  }
  await cp(join(repository, 'examples/rollup-library/src'), join(folder, 'examples/rollup-library/src'), {
    recursive: true,
  });
  await cp(
    join(repository, 'examples/rollup-library/package.json'),
    join(folder, 'examples/rollup-library/package.json'),
  );
  for (const file of ['index.html', 'src', 'vite.config.ts', 'package.json']) {
    await cp(join(repository, 'examples/vite-uart', file), join(folder, 'examples/vite-uart', file), {
      recursive: true,
    });
  }
  const modules = join(folder, 'examples/vite-uart/node_modules');
  await mkdir(modules);
  for (const name of ['@qidl', 'unplugin-qidl', 'vite']) {
    await symlink(join(repository, 'examples/vite-uart/node_modules', name), join(modules, name));
  }
  await symlink(join(folder, 'examples/rollup-library'), join(modules, 'uart-model'));
  return folder;
}

export const headerOf = (folder: string): string => join(folder, 'test-fixtures/headers/devices/serial.qidl.h');

export async function serve(folder: string): Promise<ViteDevServer> {
  const root = join(folder, 'examples/vite-uart');
  const server = { port: 0, host: '127.0.0.1', fs: { strict: false } };
  return (await createServer({ root, logLevel: 'silent', server })).listen();
}
