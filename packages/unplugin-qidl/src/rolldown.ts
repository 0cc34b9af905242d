// Rolldown: `import qidl from 'unplugin-qidl/rolldown'`.
// Rule: types are written while Rolldown links, in threads of its own.

import type { Plugin } from 'rolldown';
import { createUnplugin } from 'unplugin';
import { createCore } from './core.ts';
import type { Options } from './options.ts';
import { nearestFolder } from './paths.ts';
import { hooksOf, runtimeHook } from './plugin.ts';
import { rollupError } from './problem.ts';

const qidl: (options?: Options) => Plugin = createUnplugin<Options | undefined, false>((options) => {
  const core = createCore(options);
  return {
    ...hooksOf(core, { watchFor }),
    rolldown: {
      options: ({ cwd = process.cwd() }) => core.setRoot(cwd),
      resolveId: runtimeHook(core),
      buildStart() {
        core.writeTypesLater((failure) => this.warn(rollupError([failure], failure.file)));
        core.refresh();
      },
      buildEnd(error) {
        if (error !== undefined) core.finish();
      },
      generateBundle: () => core.finish(),
    },
  };
}).rolldown as (options?: Options) => Plugin;
export default qidl;

/**
 * Rolldown watches what exists. A folder tells of all its files; that of the output would tell of the output, over and
 * over, but a build that failed writes none.
 */
function watchFor(missing: readonly string[], isBroken: boolean): readonly string[] {
  return isBroken ? [...new Set(missing.map(nearestFolder))] : [];
}
