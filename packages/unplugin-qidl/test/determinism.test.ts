// The same project, elsewhere, at another time, in another language: the same bytes. Caches that machines share, and
// files that people commit, depend on it.

import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, renameSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { createSmallProject, type SmallProject } from './project.ts';

const cli = resolve(import.meta.dirname, '../../cli/bin/qidl.js');

let projects: SmallProject[] = [];
afterEach(() => {
  for (const project of projects) project.dispose();
  projects = [];
});

/** Everything that is made of the project's headers, by path. */
function generated(folder: string, env: Record<string, string>): Record<string, string> {
  const project = createSmallProject();
  projects.push(project);
  const root = project.path(folder);
  mkdirSync(root, { recursive: true });
  for (const file of ['device.qidl.h', 'fifo.qidl.h']) renameSync(project.path(file), join(root, file));
  mkdirSync(join(root, 'shared'));
  renameSync(project.path('regs.h'), join(root, 'shared/regs.h'));
  const qidl = (...words: string[]): string =>
    execFileSync(process.execPath, [cli, ...words, '-I', 'shared'], {
      cwd: root,
      env: { PATH: process.env.PATH, ...env },
    }).toString();
  qidl('compile', '--out', 'compiled', 'device.qidl.h', 'fifo.qidl.h');
  qidl('types', '--out', 'types', 'device.qidl.h', 'fifo.qidl.h');
  const files = ['compiled', 'types'].flatMap((out) => readdirSync(join(root, out)).map((file) => `${out}/${file}`));
  return Object.fromEntries(files.sort().map((file) => [file, project.read(join(folder, file))]));
}

test('generated files do not depend on the place, the time or the language', () => {
  const here = generated('a', { TZ: 'UTC', LC_ALL: 'C' });
  const there = generated('a/much/deeper place', {
    TZ: 'Pacific/Auckland',
    LC_ALL: 'tr_TR.UTF-8',
    SOURCE_DATE_EPOCH: '1',
  });
  expect(Object.keys(here)).toHaveLength(10);
  expect(there).toEqual(here);
});
