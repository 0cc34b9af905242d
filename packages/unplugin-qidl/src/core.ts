// In: options and a folder; then ids of headers. Out: modules with their maps, what to watch, and what is wrong.
// Rule: knows no bundler. Everything that bundlers have in common happens here, once; what one of them needs in its
// own way is in the file of its name.

import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname } from 'node:path';
import { createPathFilter, pathPatterns, QIDL_HEADER, type CompileResult, type SourceMap } from '@qidl/compiler';
import { createNodeProject } from '@qidl/compiler/node';
import { createIdleQueue } from './idle-queue.ts';
import { resolveOptions, type Options, type Resolved } from './options.ts';
import { realPath, slashed } from './paths.ts';
import { plainProblem, problemOf, type Problem } from './problem.ts';
import { hasRuntime } from './runtime.ts';
import { createTypesWriter, headerOfTypes, typesFolders, type TypesWriter } from './types.ts';

export interface Loaded {
  /** '' when there are errors. */
  readonly code: string;
  readonly map: SourceMap | null;
  /** The header and what it includes, and where links among them lead: the module may change when these do. */
  readonly watchFiles: readonly string[];
  /** Where includes were looked for in vain: or when one of these appears. */
  readonly missing: readonly string[];
  readonly errors: readonly Problem[];
  readonly warnings: readonly Problem[];
}

export interface Core {
  /** Which ids are headers. */
  readonly include: readonly RegExp[];
  readonly exclude: readonly RegExp[];
  isHeader(id: string): boolean;
  /** A hash of what makes results differ beside the files: for caches on disk. */
  readonly identity: string;
  /** Files that options came from. */
  readonly optionFiles: readonly string[];
  /** The project's folder; set before the first load. Default: the working folder. */
  setRoot(folder: string): void;
  /** The importer from which an import of the runtime by `importer` is to be resolved, when that cannot be itself. */
  runtimeImporter(importer: string): string | null;
  /** The header that an id stands for: the one whose types are at it, if there are any; else the id itself. */
  headerAt(id: string): string;
  /** A build starts: files may have changed unseen. */
  refresh(): void;
  /**
   * From here on a module does not wait for its types, which are written when nothing else is asked for, or by
   * `finish`: for servers, and for bundlers that go on by themselves once they have all modules.
   */
  writeTypesLater(warn: (problem: Problem) => void): void;
  /** The folder that has nothing but types when the project's is `root`: a hidden one. null: there is none. */
  typesFolder(root: string): string | null;
  /** A build has ended that loaded every header it needs: their types are written, and those of headers that are gone go. */
  finish(): void;
  /** A file changed, appeared or went. Returns the headers that see it. */
  changed(path: string): string[];
  /** Whether a file has changed again after it was read. */
  isOutdated(path: string): boolean;
  load(id: string): Loaded;
  /** Whether the last load of a header failed. */
  isBroken(id: string): boolean;
}

const { version: VERSION } = createRequire(import.meta.url)('../package.json') as { version: string };

type Project = ReturnType<typeof createNodeProject>;

/** Projects by what makes their results differ: all plugin instances of a process share what they read and compiled. */
const projects = new Map<string, Project>();

export function createCore(given?: Options): Core {
  return coreOf(resolveOptions(given));
}

/** For plugins that may serve several builds, each with a core of its own. */
export function coreOf({ options, files }: Resolved): Core {
  const { include, exclude, dts = true, ...compileOptions } = options;
  const isHeader = createPathFilter({ include, exclude });
  let root = realPath(process.cwd());
  let project: Project | null = null;
  let types: TypesWriter | null = null;
  const broken = new Set<string>();
  let warnLater: ((problem: Problem) => void) | null = null;

  const decisive = JSON.stringify([VERSION, compileOptions, String(include), String(exclude)]);
  const identity = createHash('sha256').update(decisive).digest('hex').slice(0, 16);

  const open = (): Project => {
    if (project !== null) return project;
    const key = `${root}\n${identity}`;
    project = projects.get(key) ?? createNodeProject({ ...compileOptions, roots: [root], exporting: isHeader });
    projects.set(key, project);
    types = createTypesWriter(dts, root, project.compile);
    return project;
  };

  const writeTypes = (header: string, result: CompileResult): Problem | null => {
    const failure = types?.write(header, result) ?? null;
    return failure === null ? null : plainProblem('warning', failure, header);
  };
  const unwritten = createIdleQueue<CompileResult>((header, result) => {
    // It may be gone by now, and its types with it.
    const failure = existsSync(header) ? writeTypes(header, result) : null;
    if (failure !== null) warnLater?.(failure);
  });
  const writeTypesBehind = (header: string, result: CompileResult): null => {
    unwritten.add(header, result);
    return null;
  };

  return {
    include: pathPatterns(include ?? QIDL_HEADER),
    exclude: pathPatterns(exclude),
    isHeader: (id) => isHeader(slashed(id)),
    identity,
    optionFiles: files,
    setRoot(folder) {
      root = realPath(folder);
      project = null;
    },
    runtimeImporter: (importer) =>
      isHeader(slashed(importer)) && !hasRuntime(dirname(importer)) && hasRuntime(root) ? `${root}/package.json` : null,
    headerAt(id) {
      const header = headerOfTypes(id, typesFolders(dts, root));
      return header !== null && isHeader(header) ? header : id;
    },
    refresh() {
      open().refresh();
      types?.start();
    },
    writeTypesLater: (warn) => void (warnLater = warn),
    typesFolder(folder) {
      const out = typesFolders(dts, realPath(folder))?.out ?? null;
      return out !== null && basename(out).startsWith('.') ? out : null;
    },
    finish() {
      unwritten.flush();
      types?.finish();
    },
    changed(path) {
      const headers = open().invalidate(path);
      types?.remove(slashed(path));
      return headers;
    },
    isOutdated: (path) => open().isOutdated(path),
    load(id) {
      const header = slashed(id);
      const result = open().compile(header);
      const failure = (warnLater === null ? writeTypes : writeTypesBehind)(header, result);
      const outcome = loaded(result, header, root, failure, open().realpath);
      if (outcome.errors.length > 0) broken.add(header);
      else broken.delete(header);
      return outcome;
    },
    isBroken: (id) => broken.has(slashed(id)),
  };
}

function loaded(
  result: CompileResult,
  header: string,
  root: string,
  typesFailure: Problem | null,
  realpath: Project['realpath'],
): Loaded {
  const errors: Problem[] = [];
  const warnings: Problem[] = [];
  for (const diagnostic of result.diagnostics) {
    if (diagnostic.severity === 'error') errors.push(problemOf(diagnostic));
    if (diagnostic.severity === 'warning') warnings.push(problemOf(diagnostic));
  }
  if (typesFailure !== null) warnings.push(typesFailure);
  if (errors.length === 0 && !hasRuntime(dirname(header)) && !hasRuntime(root))
    errors.push(plainProblem('error', MISSING_RUNTIME, header));
  return {
    code: errors.length === 0 ? result.code : '',
    get map() {
      return result.map;
    },
    watchFiles: [...new Set([header, ...result.dependencies, ...result.dependencies.map(realpath)])],
    missing: result.missing,
    errors,
    warnings,
  };
}

const MISSING_RUNTIME =
  'modules made from headers import @qidl/runtime, which is not installed; add it to the dependencies of the project (npm install @qidl/runtime)';
