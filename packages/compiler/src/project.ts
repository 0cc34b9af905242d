// In: options and a Host. Out: compiled headers: a project keeps them, and compiles one again only when a file it read
// has changed; a pass goes over many headers once, and keeps nothing of those that are done.
// Rule: what is kept is keyed by content and never changed: a file's bytes are compared, its clock is not asked.
// Between two calls of `refresh` every file is read at most once, whatever the number of headers that include it.

import { analyze, compile, createCompilerCache, emit, read, type Analysis, type CompilerCache } from './compile.ts';
import type { EmittedModule } from './emit/module.ts';
import { settle } from './model/lazy.ts';
import type { CompileOptions, CompileResult, Host } from './options.ts';

export interface Project {
  /** Compiles a header (absolute path), or gives the last result when nothing it read has changed. */
  compile(path: string): CompileResult;
  /**
   * A file changed, appeared or went, or a symbolic link now leads elsewhere: returns the headers whose results it may
   * change, and `refresh`es. A file may be named by its real path, however headers reach it.
   */
  invalidate(path: string): string[];
  /** Whether a file, read since the last `invalidate` or `refresh`, has changed since. */
  isOutdated(path: string): boolean;
  /** The path with its symbolic links resolved: watchers tell of that one. */
  realpath(path: string): string;
  /** Files may have changed unseen: they are looked at again when next needed. Call it when a build starts. */
  refresh(): void;
}

/** For whoever wants each header once: the second half of the work is done only where it is asked for. */
export interface Pass {
  /** The headers that the module of a header (absolute path) could import: for a third of the work of `analyze`. */
  importable(path: string): string[];
  /** Everything but the module of a header (absolute path). */
  analyze(path: string): Analysis;
  /** The module of a header whose analysis has a model. */
  emit(analysis: Analysis): EmittedModule;
}

export function createPass(options: CompileOptions, host: Host): Pass {
  const files = createSnapshot(host);
  const cache = createCompilerCache();
  return {
    importable: (path) => read(path, options, files, cache).source.modules.map((module) => module.path),
    analyze: (path) => analyze(path, options, files, cache),
    emit: (analysis) => emit(analysis, options),
  };
}

interface Entry {
  readonly result: CompileResult;
  /** What was read, as it was: bytes by path; a string where nothing could be read. */
  readonly inputs: ReadonlyMap<string, Uint8Array | string>;
}

export function createProject(options: CompileOptions, host: Host): Project {
  const files = createSnapshot(host);
  const entries = new Map<string, Entry>();
  const dependents = new Map<string, Set<string>>();
  /** Files that were read through symbolic links, with their real paths. */
  const links = new Map<string, string>();
  const cache: CompilerCache = createCompilerCache();

  const isCurrent = (entry: Entry): boolean => {
    for (const [path, seen] of entry.inputs) if (files.read(path) !== seen) return false;
    return true;
  };

  return {
    compile(path) {
      const known = entries.get(path);
      if (known && isCurrent(known)) return known.result;
      const result = compile(path, options, files, cache);
      if (result.model !== null) settle(result.model);
      const inputs = new Map<string, Uint8Array | string>();
      for (const file of [path, ...result.dependencies, ...result.missing]) {
        inputs.set(file, files.read(file));
        const users = dependents.get(file) ?? new Set();
        dependents.set(file, users.add(path));
      }
      for (const file of result.dependencies) {
        const real = files.realpath(file);
        if (real !== file) links.set(file, real);
      }
      entries.set(path, { result, inputs });
      return result;
    },
    invalidate(path) {
      // Watchers miss changes that come together, and links that are swapped: nothing is taken for unchanged.
      files.forgetAll();
      const changed = [path];
      for (const [link, real] of links) if (real === path || link.startsWith(`${path}/`)) changed.push(link);
      const headers = new Set<string>();
      for (const file of changed)
        for (const header of dependents.get(file) ?? []) if (entries.get(header)?.inputs.has(file)) headers.add(header);
      return [...headers];
    },
    isOutdated: files.isOutdated,
    realpath: files.realpath,
    refresh: () => files.forgetAll(),
  };
}

interface Snapshot extends Host {
  isOutdated(path: string): boolean;
  forgetAll(): void;
}

/**
 * A Host that reads each file once until told otherwise, and gives the same Uint8Array again when the bytes are the
 * same: identity then means equality for every cache above.
 */
function createSnapshot(host: Host): Snapshot {
  const last = new Map<string, Uint8Array | string>();
  const fresh = new Set<string>();
  const realpaths = new Map<string, string>();
  return {
    read(path) {
      const before = last.get(path);
      if (before !== undefined && fresh.has(path)) return before as Uint8Array;
      const now = host.read(path);
      const kept = isSame(before, now) ? before! : now;
      last.set(path, kept);
      fresh.add(path);
      return kept as Uint8Array;
    },
    exists(path) {
      if (fresh.has(path)) return typeof last.get(path) === 'object';
      return host.exists(path);
    },
    isOutdated: (path) => fresh.has(path) && !isSame(last.get(path), host.read(path)),
    realpath(path) {
      let real = realpaths.get(path);
      if (real === undefined) realpaths.set(path, (real = host.realpath(path)));
      return real;
    },
    forgetAll() {
      fresh.clear();
      realpaths.clear();
    },
  };
}

function isSame(a: Uint8Array | string | undefined, b: Uint8Array | string): boolean {
  if (typeof a === 'string' || typeof b === 'string' || a === undefined) return a === b;
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}
