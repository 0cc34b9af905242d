// Rollup: `import qidl from 'unplugin-qidl/rollup'`.
// Rule: a plugin that resolves as TypeScript does finds the types of a header; the module is the header.

import type { Plugin } from 'rollup';
import { createRollupPlugin } from 'unplugin';
import { createCore, type Core } from './core.ts';
import type { Options } from './options.ts';
import { hooksOf, runtimeHook } from './plugin.ts';

const qidl: (options?: Options) => Plugin = createRollupPlugin((options?: Options) => {
  const core = createCore(options);
  return { ...hooksOf(core), rollup: { resolveId: resolveHook(core) } };
}) as (options?: Options) => Plugin;
export default qidl;

const CODE = /\.(?:[cm]?[jt]sx?|json)$/;

function resolveHook(core: Core): Plugin['resolveId'] {
  const runtime = runtimeHook(core);
  return {
    order: 'pre',
    async handler(source, importer, options) {
      if (runtime.filter.id.test(source)) return runtime.handler.call(this, source, importer);
      if (!/\.\w+$/.test(source) || CODE.test(source)) return null;
      const found = await this.resolve(source, importer, { ...options, skipSelf: true });
      return found && { ...found, id: core.headerAt(found.id) };
    },
  };
}
