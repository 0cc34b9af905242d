// esbuild: `import qidl from 'unplugin-qidl/esbuild'`.
// Rule: types are written while esbuild links, in a process of its own. One plugin may serve several builds at a time.

import { createEsbuildPlugin } from 'unplugin';
import type { Plugin } from 'esbuild';
import { coreOf } from './core.ts';
import { esbuildSetup, message } from './esbuild-setup.ts';
import { resolveOptions, type Options } from './options.ts';
import type { Problem } from './problem.ts';

const qidl: (options?: Options) => Plugin = createEsbuildPlugin((options?: Options) => {
  const resolved = resolveOptions(options);
  return {
    name: 'qidl',
    esbuild: {
      setup(build) {
        const core = coreOf(resolved);
        core.setRoot(build.initialOptions.absWorkingDir ?? process.cwd());
        const failures: Problem[] = [];
        core.writeTypesLater((failure) => failures.push(failure));
        esbuildSetup(core)(build);
        build.onEnd(() => ({ warnings: failures.splice(0).map(message) }));
      },
    },
  };
});
export default qidl;
