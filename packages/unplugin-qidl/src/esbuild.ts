// esbuild: `import qidl from 'unplugin-qidl/esbuild'`.
// Rule: types are written while esbuild links, in a process of its own.

import { createEsbuildPlugin } from 'unplugin';
import type { Plugin } from 'esbuild';
import { createCore } from './core.ts';
import { esbuildSetup, message } from './esbuild-setup.ts';
import type { Options } from './options.ts';
import type { Problem } from './problem.ts';

const qidl: (options?: Options) => Plugin = createEsbuildPlugin((options?: Options) => {
  const core = createCore(options);
  const setup = esbuildSetup(core);
  return {
    name: 'qidl',
    esbuild: {
      setup(build) {
        core.setRoot(build.initialOptions.absWorkingDir ?? process.cwd());
        const failures: Problem[] = [];
        core.writeTypesLater((failure) => failures.push(failure));
        setup(build);
        build.onEnd(() => ({ warnings: failures.splice(0).map(message) }));
      },
    },
  };
});
export default qidl;
