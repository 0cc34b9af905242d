// In: files of a project by name, declaration files of headers among them. Out: what the oldest and the newest supported
// TypeScript say of it under `strict`; '' when nothing.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../../..');
export const typeScripts: readonly string[] = ['typescript-5.9', 'typescript'];

export function typeErrors(files: Readonly<Record<string, string>>, version: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'qidl-types-'));
  try {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['*.ts'] }));
    return execFileSync(process.execPath, [join(root, 'node_modules', version, 'bin/tsc'), '-p', folder], {
      cwd: folder,
      encoding: 'utf8',
    });
  } catch (error) {
    return (error as { stdout: string }).stdout;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const compilerOptions = {
  strict: true,
  noEmit: true,
  target: 'es2022',
  lib: ['es2022', 'dom'],
  types: [],
  module: 'nodenext',
  allowArbitraryExtensions: true,
  skipLibCheck: false,
  noUnusedLocals: false,
  paths: runtimePaths(),
};

function runtimePaths(): Record<string, string[]> {
  const { resolve: find } = createRequire(import.meta.url);
  const names = ['@qidl/runtime', '@qidl/runtime/codegen/v1'];
  return Object.fromEntries(names.map((name) => [name, [find(name).replace(/\.js$/, '.d.ts')]]));
}
