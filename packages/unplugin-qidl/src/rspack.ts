// Rspack: `import qidl from 'unplugin-qidl/rspack'`.

import type { RspackPluginInstance } from '@rspack/core';
import { createUnplugin } from 'unplugin';
import { createCore } from './core.ts';
import type { Options } from './options.ts';
import { hooksOf } from './plugin.ts';
import { textError } from './problem.ts';
import { prepareCompiler } from './webpack-like.ts';

const qidl: (options?: Options) => RspackPluginInstance = createUnplugin<Options | undefined, false>((options) => {
  const core = createCore(options);
  return {
    ...hooksOf(core, { failure: textError, absoluteSources: true }),
    rspack: (compiler) => prepareCompiler(compiler, core),
  };
}).rspack as (options?: Options) => RspackPluginInstance;
export default qidl;
