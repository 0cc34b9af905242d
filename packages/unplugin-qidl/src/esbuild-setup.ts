// In: a core. Out: what sets up a build of esbuild: the plugin's, and that of Vite's optimizer where it is esbuild.
// Rule: a native onLoad, because it alone can return errors with their places and what to watch at the same time:
// esbuild draws its own frames, and notices the fix.

import { dirname } from 'node:path';
import type { OnLoadResult, PartialMessage, PluginBuild } from 'esbuild';
import type { Core } from './core.ts';
import { withInlineMap } from './inline-map.ts';
import type { Problem } from './problem.ts';
import { RUNTIME_IMPORT } from './runtime.ts';

export const esbuildSetup =
  (core: Core) =>
  (build: PluginBuild): void => {
    build.onStart(() => core.refresh());
    build.onEnd(() => core.finish());
    build.onResolve({ filter: RUNTIME_IMPORT }, ({ path, importer, kind }) => {
      const instead = core.runtimeImporter(importer);
      return instead === null
        ? undefined
        : build.resolve(path, { importer: instead, resolveDir: dirname(instead), kind });
    });
    const hasMaps = Boolean(build.initialOptions.sourcemap);
    for (const pattern of core.include) {
      build.onLoad({ filter: filterOf(pattern), namespace: 'file' }, ({ path }) =>
        core.isHeader(path) ? load(path) : undefined,
      );
    }

    function load(path: string): OnLoadResult {
      const loaded = core.load(path);
      const { code, watchFiles, missing, errors, warnings } = loaded;
      return {
        contents: hasMaps ? withInlineMap(code, loaded.map) : code,
        loader: 'js',
        watchFiles: [...watchFiles, ...missing],
        errors: errors.map(message),
        warnings: warnings.map(message),
      };
    }
  };

const NOT_IN_GO = /\(\?<?[=!]|\\[1-9kuc]|\[\^?\]/;

/** esbuild's expressions are those of Go. What these cannot say is asked of every file: the core decides. */
function filterOf(pattern: RegExp): RegExp {
  return NOT_IN_GO.test(pattern.source) || /[^ims]/.test(pattern.flags) ? /(?:)/ : pattern;
}

export function message({ text, file, line, column, length, lineText }: Problem): PartialMessage {
  // esbuild would show a line 0, which is empty.
  if (line === 0) return { text: `${file}: ${text}` };
  const [summary, ...notes] = text.split('\n');
  return {
    text: summary,
    location: {
      file,
      line,
      column: bytes(lineText.slice(0, column - 1)),
      length: bytes(lineText.slice(column - 1, column - 1 + length)),
      lineText,
    },
    notes: notes.map((note) => ({ text: note.trim() })),
  };
}

/** esbuild counts columns in UTF-8 bytes. */
function bytes(text: string): number {
  return Buffer.byteLength(text);
}
