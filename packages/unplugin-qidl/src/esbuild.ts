// esbuild: `import qidl from 'unplugin-qidl/esbuild'`.

import { createEsbuildPlugin } from 'unplugin';
import type { Plugin } from 'esbuild';
import { createCore } from './core.ts';
import { esbuildSetup } from './esbuild-setup.ts';
import type { Options } from './options.ts';

const qidl: (options?: Options) => Plugin = createEsbuildPlugin((options?: Options) => {
  const core = createCore(options);
  const setup = esbuildSetup(core);
  return {
    name: 'qidl',
    esbuild: {
      setup(build) {
        core.setRoot(build.initialOptions.absWorkingDir ?? process.cwd());
        setup(build);
      },
    },
  };
});
export default qidl;
