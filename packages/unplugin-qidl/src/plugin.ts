// In: a core. Out: the hooks that Rollup, Rolldown, Vite, webpack, Rspack and Farm have in common, and the type of
// their entries.
// Rule: ids are real files' paths, so there is nothing to resolve; the header itself is watched by name, because
// Rollup watches only what it has read itself.

import { dirname, join } from 'node:path';
import type { SourceMap } from '@qidl/compiler';
import type { UnpluginContext, UnpluginInstance, UnpluginOptions } from 'unplugin';
import type { Core } from './core.ts';
import type { Options } from './options.ts';
import { rollupError, type Problem } from './problem.ts';
import { RUNTIME_IMPORT } from './runtime.ts';

/** A bundler's plugin, typed as that bundler has it, which need not be installed. */
export type Entry<Name extends keyof UnpluginInstance<Options | undefined, false>> = UnpluginInstance<
  Options | undefined,
  false
>[Name];

export interface Peculiarities {
  /** For bundlers in which addWatchFile wants files that exist: what to watch for files to appear. */
  readonly watchFor?: (missing: readonly string[], isBroken: boolean) => readonly string[];
  /** What is thrown, and warned with; for bundlers that know no errors with places. */
  readonly failure?: (problems: readonly Problem[], id: string) => Error | string;
  /** What is warned with, where that is another thing. */
  readonly warningOf?: (problem: Problem, id: string) => Error | string;
  /** For bundlers that take a map's sources for names, and two of one name for one file. */
  readonly absoluteSources?: boolean;
  /** Whether the build has any use for source maps, where that is known. */
  readonly wantsMaps?: () => boolean;
}

export function hooksOf(core: Core, peculiarities: Peculiarities = {}): UnpluginOptions {
  const { watchFor = (missing) => missing, failure = rollupError, wantsMaps = () => true } = peculiarities;
  const { warningOf = (problem, id) => failure([problem], id), absoluteSources = false } = peculiarities;
  return {
    name: 'qidl',
    buildStart: () => core.refresh(),
    watchChange: (id) => void core.changed(id),
    load: {
      filter: { id: { include: [...core.include], exclude: [...core.exclude] } },
      handler(id) {
        // For webpack the filter is asked of the path alone; `./serial.qidl.h?raw` is for somebody else.
        if (!core.isHeader(id)) return null;
        const loaded = core.load(id);
        const { code, watchFiles, missing, errors, warnings } = loaded;
        for (const file of watchFiles) this.addWatchFile(file);
        for (const file of watchFor(missing, errors.length > 0)) this.addWatchFile(file);
        for (const warning of warnings) this.warn(warningOf(warning, id) as Parameters<UnpluginContext['warn']>[0]);
        if (errors.length > 0) throw failure(errors, id);
        return { code, map: wantsMaps() ? copyOf(loaded.map, absoluteSources ? dirname(id) : '') : null };
      },
    },
  };
}

type MutableMap = {
  -readonly [Key in keyof SourceMap]: SourceMap[Key] extends readonly string[] ? string[] : SourceMap[Key];
};

/** Vite writes into maps; ours are shared. `folder` is the one that sources shall begin with. */
function copyOf(map: SourceMap | null, folder: string): MutableMap | null {
  if (map === null) return null;
  const sources = map.sources.map((source) => (folder === '' ? source : join(folder, source)));
  return { ...map, sources, sourcesContent: [...map.sourcesContent], names: [...map.names] };
}

interface Resolver {
  resolve(source: string, importer: string, options: { skipSelf: true }): unknown;
}

/** resolveId of Rollup and Rolldown. A header may lie in a package that knows nothing of the runtime: then it is the project's. */
export function runtimeHook(core: Core): {
  filter: { id: RegExp };
  handler: (this: Resolver, source: string, importer?: string) => never;
} {
  return {
    filter: { id: RUNTIME_IMPORT },
    handler(source, importer) {
      const instead = importer === undefined ? null : core.runtimeImporter(importer);
      return (instead === null ? null : this.resolve(source, instead, { skipSelf: true })) as never;
    },
  };
}
