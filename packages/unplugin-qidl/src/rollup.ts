// Rollup: `import qidl from 'unplugin-qidl/rollup'`.

import type { Plugin } from 'rollup';
import { createRollupPlugin } from 'unplugin';
import { createCore, type Core } from './core.ts';
import type { Options } from './options.ts';
import { hooksOf } from './plugin.ts';
import { RUNTIME_IMPORT } from './runtime.ts';

const qidl: (options?: Options) => Plugin = createRollupPlugin((options?: Options) => {
  const core = createCore(options);
  return { ...hooksOf(core), rollup: { resolveId: runtimeOf(core) } };
}) as (options?: Options) => Plugin;
export default qidl;

/** A header may lie in a package that knows nothing of the runtime: then it is the project's. */
function runtimeOf(core: Core): Plugin['resolveId'] {
  return {
    filter: { id: RUNTIME_IMPORT },
    handler(source, importer) {
      const instead = importer === undefined ? null : core.runtimeImporter(importer);
      return instead === null ? null : this.resolve(source, instead, { skipSelf: true });
    },
  };
}
