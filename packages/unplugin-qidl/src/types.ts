// In: compiled headers. Out: the files in which TypeScript finds the types of their imports.
// Rule: a file is written when its bytes change and stays as it is while its header is broken, so that an editor
// shows one error and not hundreds. It goes when its header goes; when it went unseen, with the next build.

import { existsSync, rmSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { typesPath, typesText, type CompileResult, type TypesFolders, type TypesPlace } from '@qidl/compiler';
import { writeChanged } from '@qidl/compiler/node';
import { removeLeftOvers } from './left-over-types.ts';
import { realPath, slashed } from './paths.ts';

export interface TypesWriter {
  /** Writes the types of a header, and of those its types refer to. Returns what went wrong, or null. */
  write(header: string, result: CompileResult): string | null;
  /** Removes the types of a header that is gone. */
  remove(header: string): void;
  /** Between these two, every header that is still needed is written. */
  start(): void;
  finish(): void;
}

export function createTypesWriter(
  place: TypesPlace,
  root: string,
  compile: (header: string) => CompileResult,
): TypesWriter | null {
  const folders = typesFolders(place, root);
  if (folders === null) return null;
  if (folders.out !== null) removeLeftOvers(folders.out, folders.base);
  const written = new Map<string, CompileResult>();
  const needed = new Set<string>();

  const write = (header: string, result: CompileResult): void => {
    needed.add(header);
    if (result.dts === '' || written.get(header) === result) return;
    const path = typesPath(header, folders);
    writeChanged(path, typesText(result, header, folders));
    written.set(header, result);
    for (const { from } of result.model?.imports ?? []) {
      const imported = slashed(resolve(dirname(header), from));
      write(imported, compile(imported));
    }
  };

  const remove = (header: string): void => {
    if (existsSync(header) || !written.delete(header)) return;
    rmSync(typesPath(header, folders), { force: true });
  };

  return {
    write(header, result) {
      try {
        write(header, result);
        return null;
      } catch (error) {
        // A read-only folder is no reason to stop a build that needs no types.
        return `the types of this header could not be written: ${(error as Error).message}`;
      }
    },
    remove,
    start: () => needed.clear(),
    finish() {
      for (const header of written.keys()) if (!needed.has(header)) remove(header);
    },
  };
}

/** The header whose types are at a path; null for another file. */
export function headerOfTypes(path: string, folders: TypesFolders | null): string | null {
  const [, name, ending] = /^(.*)\.d\.(\w+)\.ts$/.exec(slashed(path)) ?? [];
  if (name === undefined) return null;
  const { base, out } = folders ?? { base: '', out: null };
  const header = `${out !== null && name.startsWith(`${out}/`) ? base + name.slice(out.length) : name}.${ending}`;
  return existsSync(header) ? header : null;
}

/** null: no types are wanted. */
export function typesFolders(place: TypesPlace, root: string): TypesFolders | null {
  if (place === false) return null;
  const { out = '.qidl', base = '.' } = typeof place === 'object' ? place : {};
  // Bundlers name modules by their real paths; the base must be spelled like them.
  const folder = realPath(resolve(root, base));
  return { base: folder, out: place === 'beside' ? null : slashed(resolve(root, out)) };
}
