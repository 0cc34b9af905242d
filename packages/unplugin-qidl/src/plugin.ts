// In: a core. Out: the hooks that Rollup, Rolldown, Vite, webpack and Rspack have in common.
// Rule: ids are real files' paths, so there is nothing to resolve; the header itself is watched by name, because
// Rollup watches only what it has read itself.

import type { UnpluginOptions } from 'unplugin';
import type { Core } from './core.ts';
import { rollupError } from './problem.ts';

/** `watchMissing`: for bundlers in which addWatchFile wants files that exist. */
export function hooksOf(core: Core, watchMissing?: (files: readonly string[]) => void): UnpluginOptions {
  return {
    name: 'qidl',
    buildStart: () => core.refresh(),
    watchChange: (id) => void core.changed(id),
    load: {
      filter: { id: { include: [...core.include], exclude: [...core.exclude] } },
      handler(id) {
        const { code, map, watchFiles, missing, errors, warnings } = core.load(id);
        for (const file of watchFiles) this.addWatchFile(file);
        if (watchMissing !== undefined) watchMissing(missing);
        else for (const file of missing) this.addWatchFile(file);
        for (const warning of warnings) this.warn(rollupError([warning], id));
        if (errors.length > 0) throw rollupError(errors, id);
        return {
          code,
          map: map && {
            ...map,
            sources: [...map.sources],
            sourcesContent: [...map.sourcesContent],
            names: [...map.names],
          },
        };
      },
    },
  };
}
