// Vite: `import qidl from 'unplugin-qidl/vite'`. Serves development, builds, SSR and Vitest.

import { resolve } from 'node:path';
import { createVitePlugin } from 'unplugin';
import type { Environment, EnvironmentModuleNode, Plugin, UserConfig, ViteDevServer } from 'vite';
import { createAwaitedFiles } from './awaited-files.ts';
import { createCore, type Core } from './core.ts';
import { esbuildSetup } from './esbuild-setup.ts';
import type { Options } from './options.ts';
import { slashed } from './paths.ts';
import { hooksOf } from './plugin.ts';
import { asText, rollupError, textError, type Problem } from './problem.ts';
import { hasRuntime, RUNTIME_PACKAGE } from './runtime.ts';

/** Vite's watcher tells of a file once in 50 ms, and drops what comes in between. */
const LOOK_AGAIN_MS = 100;

const qidl: (options?: Options) => Plugin = createVitePlugin((options?: Options) => {
  const core = createCore(options);
  /** More than one while Vite restarts, or where a framework has one for pages and one for the server. */
  const servers = new Set<ViteDevServer>();
  const awaited = createAwaitedFiles((path) => {
    for (const { watcher } of servers) watcher.emit('add', path);
  });
  const lookAgain = (path: string): void => {
    if (core.isOutdated(path)) for (const { watcher } of servers) watcher.emit('change', path);
  };
  // Vite watches its own folder, and takes what addWatchFile is given for imports, which must exist.
  const watchFor = (missing: readonly string[]): readonly string[] => {
    const [server] = servers;
    if (server === undefined) return missing;
    const below = `${slashed(server.config.root)}/`;
    awaited.add(missing.filter((path) => !path.startsWith(below)));
    return [];
  };
  let hasMaps = true;
  let isRolldown = false;
  let isBuild = false;
  // In builds, Vite prints nothing of a warning but its message; Rollup, not Rolldown, has put the place into that.
  const warningOf = (problem: Problem, id: string): Error =>
    isBuild && isRolldown ? textError([problem]) : rollupError([problem], id);
  const hooks = hooksOf(core, { watchFor, warningOf, wantsMaps: () => hasMaps });
  return {
    ...hooks,
    vite: {
      config({ root = process.cwd(), server: settings }) {
        // Vite 6 calls this hook without a context.
        isRolldown = 'rolldownVersion' in ((this as typeof this | undefined)?.meta ?? {});
        const unwatched = settings?.watch === null ? {} : unwatchedTypes(core.typesFolder(root));
        // Workers are builds of their own, with plugins of their own.
        const worker = { plugins: () => [qidl(options)] };
        return { ...runtimeOf(root), ...optimizerOf(isRolldown, core), ...unwatched, worker };
      },
      configResolved({ root, command, environments, logger, configFileDependencies }) {
        isBuild = command === 'build';
        core.setRoot(root);
        configFileDependencies.push(...core.optionFiles);
        core.writeTypesLater((problem) => logger.warn(asText(problem)));
        hasMaps = !isBuild || Object.values(environments).some(({ build }) => build.sourcemap !== false);
      },
      configureServer(server) {
        servers.add(server);
      },
      watchChange(id) {
        const headers = core.changed(id);
        for (const server of servers) invalidate(headers, server);
        if (headers.length > 0) setTimeout(lookAgain, LOOK_AGAIN_MS, id).unref();
      },
      closeBundle() {
        core.finish();
        for (const server of servers) if (serves(server, this.environment)) servers.delete(server);
        if (servers.size === 0) awaited.close();
      },
      hotUpdate: hotUpdateOf(core),
    },
  };
}) as (options?: Options) => Plugin;
export default qidl;

function serves({ environments }: ViteDevServer, environment: Environment): boolean {
  return Object.values<Environment>(environments).includes(environment);
}

/** Headers may lie outside of the project, where its runtime is not found; and there must be one of it only. */
function runtimeOf(root: string): UserConfig {
  return hasRuntime(resolve(root)) ? { resolve: { dedupe: [RUNTIME_PACKAGE] } } : {};
}

/**
 * Packages are bundled before they are served, without the plugins of the server: their headers need one there. Vite keeps
 * these bundles as long as the plugins have the names they had.
 */
function optimizerOf(isRolldown: boolean, core: Core): UserConfig {
  const name = `qidl-${core.identity}`;
  if (!isRolldown) return { optimizeDeps: { esbuildOptions: { plugins: [{ name, setup: esbuildSetup(core) }] } } };
  const { load } = hooksOf(core);
  return { optimizeDeps: { rolldownOptions: { plugins: [{ name, load } as Plugin] } } };
}

/** Vite would look through the whole folder at each update of one file in it. */
function unwatchedTypes(folder: string | null): UserConfig {
  if (folder === null) return {};
  const isTypes = (path: string): boolean => `${slashed(path)}/`.startsWith(`${folder}/`);
  return { server: { watch: { ignored: [isTypes] } } };
}

/**
 * Without hot updates, as in Vitest, Vite forgets the module of the file that has changed, and takes the code of those that
 * import it for current.
 */
function invalidate(headers: readonly string[], { environments }: ViteDevServer): void {
  for (const { moduleGraph } of Object.values(environments)) {
    // With this, Vite visits those that import them once.
    const seen = new Set<EnvironmentModuleNode>();
    for (const header of headers)
      for (const module of moduleGraph.getModulesByFile(header) ?? []) moduleGraph.invalidateModule(module, seen);
  }
}

function hotUpdateOf(core: Core): Plugin['hotUpdate'] {
  return function ({ file, modules }) {
    const graph = this.environment.moduleGraph;
    const headers = core.changed(file).flatMap((header) => [...(graph.getModulesByFile(header) ?? [])]);
    if (headers.length === 0) return;
    if (!headers.some(isUnseen)) return [...new Set([...modules, ...headers])];
    this.environment.hot.send({ type: 'full-reload' });
    return [];
  };

  /**
   * Broken since it was first asked for: Vite has never read its imports and keeps updates from it, while the page
   * that wants it stands still.
   */
  function isUnseen({ file, isSelfAccepting }: EnvironmentModuleNode): boolean {
    return isSelfAccepting === undefined && core.isBroken(file!);
  }
}
