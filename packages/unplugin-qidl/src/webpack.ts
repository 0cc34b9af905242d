// webpack: `import qidl from 'unplugin-qidl/webpack'`.

import type { WebpackPluginInstance } from 'webpack';
import { createUnplugin } from 'unplugin';
import { createCore } from './core.ts';
import type { Options } from './options.ts';
import { hooksOf } from './plugin.ts';
import { textError } from './problem.ts';
import { prepareCompiler } from './webpack-like.ts';

const qidl: (options?: Options) => WebpackPluginInstance = createUnplugin<Options | undefined, false>((options) => {
  const core = createCore(options);
  return {
    ...hooksOf(core, { failure: textError, absoluteSources: true }),
    webpack: (compiler) => prepareCompiler(compiler, core),
  };
}).webpack as (options?: Options) => WebpackPluginInstance;
export default qidl;
