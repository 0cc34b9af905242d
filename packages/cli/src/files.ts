// In: paths from the command line. Out: the headers they stand for.
// Rule: a file is taken as it is; a folder stands for every header below it, by the config's `include`; no path at all
// for the folder of the config file. What tools make or fetch (node_modules, folders with a dot) is not searched.

import { readdirSync, statSync } from 'node:fs';
import { dirname, join, resolve, sep } from 'node:path';
import { createPathFilter } from '@qidl/compiler';
import { UsageError, type Arguments } from './options.ts';

export interface Inputs {
  /** Absolute, with `/`, in order, each once. */
  readonly headers: readonly string[];
  /** The folders given, and those of the files given. */
  readonly folders: readonly string[];
}

/** `canBeNone`: a project without headers is no mistake, a path without any is. */
export function inputsOf({ paths, config, configFile }: Arguments, canBeNone = false): Inputs {
  const start = configFile === null ? '.' : dirname(configFile);
  const isHeader = createPathFilter(config);
  const headers = new Set<string>();
  const folders = new Set<string>();
  for (const path of paths.length > 0 ? paths : [start]) {
    const given = slashed(resolve(path));
    const stat = statSync(given, { throwIfNoEntry: false });
    if (stat === undefined) throw new UsageError(`${path}: no such file or folder`);
    folders.add(stat.isDirectory() ? given : slashed(dirname(given)));
    if (!stat.isDirectory()) headers.add(given);
    else for (const file of filesBelow(given)) if (isHeader(file)) headers.add(file);
  }
  if (headers.size === 0 && !(canBeNone && paths.length === 0))
    throw new UsageError(`no headers in ${[...folders].map(shown).join(', ')}`);
  return { headers: [...headers], folders: [...folders] };
}

/** The one header that `print` works on. */
export function oneHeader({ paths }: Arguments): string {
  const [path, more] = paths;
  if (path === undefined || more !== undefined) throw new UsageError('exactly one FILE is needed');
  if (!isFile(path)) throw new UsageError(`${path}: no such file`);
  return slashed(resolve(path));
}

/** In order; folders named `node_modules` or with a dot are left out, and links to folders, which may lead in circles. */
export function filesBelow(folder: string): string[] {
  const found: string[] = [];
  const pending = [folder];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    for (const entry of readdirSync(next, { withFileTypes: true })) {
      const path = `${next}/${entry.name}`;
      if (entry.isFile() || (entry.isSymbolicLink() && isFile(path))) found.push(path);
      else if (entry.isDirectory() && entry.name !== 'node_modules' && !entry.name.startsWith('.')) pending.push(path);
    }
  }
  return found.sort();
}

export function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

/** The deepest folder that all of these are in. */
export function commonFolder(folders: readonly string[]): string {
  const [first, ...others] = folders.map((folder) => folder.split('/'));
  let length = first.length;
  for (const segments of others) {
    let same = 0;
    while (same < length && segments[same] === first[same]) same++;
    length = same;
  }
  return first.slice(0, length).join('/');
}

/** As a person in the working folder would write it. */
export function shown(path: string): string {
  const below = slashed(join(process.cwd(), '/'));
  return path.startsWith(below) ? path.slice(below.length) : path;
}

export function slashed(path: string): string {
  return sep === '/' ? path : path.replaceAll(sep, '/');
}
