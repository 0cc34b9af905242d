// Rollup: `import qidl from 'unplugin-qidl/rollup'`.

import type { Plugin } from 'rollup';
import { createRollupPlugin } from 'unplugin';
import { createCore } from './core.ts';
import type { Options } from './options.ts';
import { hooksOf, runtimeHook } from './plugin.ts';

const qidl: (options?: Options) => Plugin = createRollupPlugin((options?: Options) => {
  const core = createCore(options);
  return { ...hooksOf(core), rollup: { resolveId: runtimeHook(core) } };
}) as (options?: Options) => Plugin;
export default qidl;
