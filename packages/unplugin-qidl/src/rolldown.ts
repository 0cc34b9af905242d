// Rolldown: `import qidl from 'unplugin-qidl/rolldown'`.

import { createUnplugin } from 'unplugin';
import { createCore } from './core.ts';
import type { Options } from './options.ts';
import { nearestFolder } from './paths.ts';
import { hooksOf, runtimeHook, type Entry } from './plugin.ts';

const qidl: Entry<'rolldown'> = createUnplugin<Options | undefined, false>((options) => {
  const core = createCore(options);
  return {
    ...hooksOf(core, { watchFor }),
    rolldown: {
      options: ({ cwd = process.cwd() }) => core.setRoot(cwd),
      resolveId: runtimeHook(core),
    },
  };
}).rolldown;
export default qidl;

/**
 * Rolldown watches what exists. A folder tells of all its files; that of the output would tell of the output, over and
 * over, but a build that failed writes none.
 */
function watchFor(missing: readonly string[], isBroken: boolean): readonly string[] {
  return isBroken ? [...new Set(missing.map(nearestFolder))] : [];
}
