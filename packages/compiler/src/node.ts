// In: folders the user named. Out: a Host over the real file system, and a project on it.
// Rule: the only file of this package that may import node:*. Symlinks are resolved before a path is judged, and
// what lies outside the roots is never read: headers are untrusted, and an #include is a request to read a file.

import {
  closeSync,
  constants,
  existsSync,
  fstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { flagsOfCommands, withFlags } from './compile-commands.ts';
import { checkConfig, type Config } from './config.ts';
import type { CompileOptions, Host } from './options.ts';
import { createPass, createProject, type Pass, type Project } from './project.ts';
import { MAX_FILE_BYTES } from './source/decode.ts';

/** A Host that reads below its roots only. Paths go in and out with `/`. */
export interface NodeHost extends Host {
  /** Lets everything below a folder be read from now on. */
  addRoot(folder: string): void;
}

export interface NodeProjectOptions extends CompileOptions {
  /** Folders that headers and their includes may be read from. Default: the working folder. The package of a header given to `compile` joins them, or, outside of packages, the header's folder. */
  readonly roots?: readonly string[];
  /** See Config. */
  readonly compileCommands?: string;
}

export function createNodeProject(options: NodeProjectOptions = {}): Project {
  const { host, compileOptions, admit } = prepared(options);
  const project = createProject(compileOptions, host);
  return {
    ...project,
    compile: (path) => project.compile(admit(path)),
    invalidate: (path) => project.invalidate(absolute(path)),
    isOutdated: (path) => project.isOutdated(absolute(path)),
  };
}

export function createNodePass(options: NodeProjectOptions = {}): Pass {
  const { host, compileOptions, admit } = prepared(options);
  const pass = createPass(compileOptions, host);
  return {
    ...pass,
    importable: (path) => pass.importable(admit(path)),
    analyze: (path) => pass.analyze(admit(path)),
  };
}

/** `includeDirs` are roots too: naming a folder is permission to read it. So is naming a header, for its package. */
function prepared(given: NodeProjectOptions): {
  readonly host: Host;
  readonly compileOptions: CompileOptions;
  readonly admit: (header: string) => string;
} {
  const options = withCompileCommands(given);
  const includeDirs = (options.includeDirs ?? []).map(absolute);
  const forceInclude = (options.forceInclude ?? []).map(absolute);
  const host = createNodeHost([...(options.roots ?? [process.cwd()]), ...includeDirs]);
  const admitted = new Set<string>();
  const admit = (path: string): string => {
    const header = absolute(path);
    const folder = dirname(header);
    if (!admitted.has(folder)) {
      admitted.add(folder);
      host.addRoot(packageOf(header));
    }
    return header;
  };
  const lock = options.lock === undefined ? {} : { lock: absolute(options.lock) };
  return { host, compileOptions: { ...options, ...lock, includeDirs, forceInclude }, admit };
}

/**
 * The options with the flags of their `compileCommands` in its place. Folders that these name are searched, but read
 * only as far as they are below the roots. Throws an Error that names the file when it is missing or wrong.
 */
export function withCompileCommands<Options extends { readonly compileCommands?: string } & CompileOptions>(
  options: Options,
): Omit<Options, 'compileCommands'> {
  const { compileCommands, ...own } = options;
  if (compileCommands === undefined) return own;
  const path = absolute(compileCommands);
  try {
    return withFlags(own, flagsOfCommands(readFileSync(path, 'utf8'), slashed(dirname(path))));
  } catch (error) {
    throw new Error(`${path}: ${error instanceof Error ? error.message : error}`, { cause: error });
  }
}

/** The nearest folder above a file that has a package.json; without one, the file's own. */
export function packageOf(file: string): string {
  for (let folder = dirname(file); folder !== dirname(folder); folder = dirname(folder)) {
    if (existsSync(`${folder}/package.json`)) return folder;
  }
  return dirname(file);
}

export function createNodeHost(roots: readonly string[]): NodeHost {
  const allowed = new Set<string>();
  const addRoot = (folder: string): void => {
    allowed.add(withSlash(realpath(absolute(folder))));
  };
  roots.forEach(addRoot);

  const isInside = (real: string): boolean => {
    for (const root of allowed) if (real.startsWith(root)) return true;
    return false;
  };
  const isFile = (real: string): boolean => statSync(real, { throwIfNoEntry: false })?.isFile() === true;

  return {
    addRoot,
    realpath,
    exists(path) {
      const real = realpath(path);
      return isInside(real) && guarded(() => isFile(real)) === true;
    },
    read(path) {
      const real = realpath(path);
      if (isInside(real)) return guarded(() => readRegular(real));
      return guarded(() => isFile(real)) === true ? 'outside' : 'missing';
    },
  };
}

/**
 * The bytes of a regular file: devices and pipes could block or never end; folders are no headers. One descriptor for
 * question and answer costs half of what stat and readFileSync do.
 */
function readRegular(path: string): Uint8Array | 'missing' | 'too-large' {
  // A pipe without a writer would not even open without O_NONBLOCK, which Windows does not have.
  const file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    const stat = fstatSync(file);
    if (!stat.isFile()) return 'missing';
    if (stat.size > MAX_FILE_BYTES) return 'too-large';
    const bytes = new Uint8Array(stat.size);
    let used = 0;
    for (let read = -1; read !== 0 && used < bytes.length; used += read)
      read = readSync(file, bytes, used, bytes.length - used, null);
    return bytes.subarray(0, used);
  } finally {
    closeSync(file);
  }
}

/** What `readConfig` looks for, in this order. */
export const CONFIG_FILES: readonly string[] = [
  'qidl.config.js',
  'qidl.config.mjs',
  'qidl.config.cjs',
  'qidl.config.json',
];
/** What one may take for a config file: passing over it would be to ignore options in silence. */
const UNREAD_CONFIG_FILES: readonly string[] = ['ts', 'mts', 'cts', 'jsonc', 'json5', 'yaml', 'yml', 'toml'].map(
  (ending) => `qidl.config.${ending}`,
);

/**
 * The config file `file`, or the one in `folder`, with its paths made absolute; null when there is none to find.
 * Executes it when it is JavaScript. Throws an Error that names the file when it is missing or wrong.
 */
export function readConfig(folder: string, file?: string): { readonly path: string; readonly config: Config } | null {
  const path = firstOf(folder, file === undefined ? CONFIG_FILES : [file]);
  if (path === undefined) {
    if (file !== undefined) throw new Error(`${file}: no such config file`);
    const unread = firstOf(folder, UNREAD_CONFIG_FILES);
    if (unread !== undefined) throw new Error(`${unread}: a config file is one of ${CONFIG_FILES.join(', ')}`);
    return null;
  }
  const config = loadConfig(path);
  const wrong = checkConfig(config);
  if (wrong.length > 0) throw new Error(`${path}: ${wrong.join('\n')}`);
  return { path, config: withAbsolutePaths(config as Config, dirname(path)) };
}

function firstOf(folder: string, names: readonly string[]): string | undefined {
  return names.map((name) => resolve(folder, name)).find((path) => statSync(path, { throwIfNoEntry: false }));
}

function loadConfig(path: string): unknown {
  try {
    const text = readFileSync(path, 'utf8');
    if (path.endsWith('.json')) return JSON.parse(text.replace(/^\ufeff/, ''));
    const module = execute(path, text) as { readonly default?: unknown };
    return module.default ?? module;
  } catch (error) {
    throw new Error(`${path}: ${error instanceof Error ? error.message : error}`, { cause: error });
  }
}

/** Config files that were executed: the last text, and how many there were before it. */
const executed = new Map<string, { readonly text: string; readonly edits: number }>();

/** Node executes a file once: what a server that restarts finds edited needs another name, in its folder for the sake of its imports. */
function execute(path: string, text: string): unknown {
  const last = executed.get(path) ?? { text, edits: 0 };
  const edits = last.text === text ? last.edits : last.edits + 1;
  executed.set(path, { text, edits });
  const require = createRequire(path);
  if (edits === 0) return require(path);
  const copy = join(dirname(path), `.${process.pid}-${edits}.${basename(path)}`);
  writeFileSync(copy, text);
  try {
    return require(copy);
  } finally {
    rmSync(copy, { force: true });
  }
}

function withAbsolutePaths(config: Config, folder: string): Config {
  const from = (path: string): string => resolve(folder, path);
  const { includeDirs, forceInclude, compileCommands, lock, dts } = config;
  return {
    ...config,
    ...(includeDirs && { includeDirs: includeDirs.map(from) }),
    ...(forceInclude && { forceInclude: forceInclude.map(from) }),
    ...(lock !== undefined && { lock: from(lock) }),
    ...(compileCommands && { compileCommands: from(compileCommands) }),
    ...(typeof dts === 'object' && { dts: { out: from(dts.out ?? '.qidl'), base: from(dts.base ?? '.') } }),
  };
}

/**
 * Writes a file unless it holds these bytes already; says whether it did. Readers see the old text or the new one,
 * never a part. Makes the folder it needs.
 */
export function writeChanged(path: string, text: string): boolean {
  // Most files are new, or as they were; an exception for each new one would cost more than the question.
  if (statSync(path, { throwIfNoEntry: false }) && guarded(() => readFileSync(path, 'utf8')) === text) return false;
  mkdirSync(dirname(path), { recursive: true });
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    writeFileSync(temporary, text);
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
  return true;
}

/** A file that vanishes between two calls, or may not be read, is missing: the compiler reports it at its #include. */
function guarded<T>(read: () => T): T | 'missing' {
  try {
    return read();
  } catch {
    return 'missing';
  }
}

function realpath(path: string): string {
  const real = guarded(() => slashed(realpathSync.native(path)));
  return real === 'missing' ? path : real;
}

function absolute(path: string): string {
  return slashed(resolve(path));
}

function slashed(path: string): string {
  return sep === '/' ? path : path.replaceAll(sep, '/');
}

function withSlash(folder: string): string {
  return folder.endsWith('/') ? folder : `${folder}/`;
}
