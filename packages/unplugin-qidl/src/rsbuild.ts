// Rsbuild: `import qidl from 'unplugin-qidl/rsbuild'`. It is Rspack, set up by Rsbuild: so is the plugin.

import type { Options } from './options.ts';
import type { Entry } from './plugin.ts';
import rspack from './rspack.ts';

interface Api {
  modifyRspackConfig(modify: (config: { plugins?: unknown[] }) => void): void;
}

const qidl: Entry<'rsbuild'> = (options?: Options) => ({
  name: 'qidl',
  setup(api: Api) {
    api.modifyRspackConfig((config) => void (config.plugins ??= []).push(rspack(options)));
  },
});
export default qidl;
