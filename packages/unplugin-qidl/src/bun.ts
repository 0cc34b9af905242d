// Bun: `import qidl from 'unplugin-qidl/bun'`.
// Rule: a native onLoad, which is asked for headers only. Bun watches what it reads itself: an edit of an include is
// seen at the next start.

import { createUnplugin } from 'unplugin';
import { createCore } from './core.ts';
import { withInlineMap } from './inline-map.ts';
import type { Options } from './options.ts';
import type { Entry } from './plugin.ts';
import { asText, textError } from './problem.ts';

interface Build {
  readonly config?: { readonly root?: string };
  onLoad(options: { filter: RegExp; namespace: string }, load: (args: { path: string }) => object | undefined): void;
}

const qidl: Entry<'bun'> = createUnplugin<Options | undefined, false>((options) => {
  const core = createCore(options);
  return {
    name: 'qidl',
    bun: {
      setup(build: Build) {
        core.setRoot(build.config?.root ?? process.cwd());
        for (const filter of core.include)
          build.onLoad({ filter, namespace: 'file' }, ({ path }) => (core.isHeader(path) ? load(path) : undefined));
      },
    },
  };

  function load(path: string): object {
    const { code, map, errors, warnings } = core.load(path);
    for (const warning of warnings) console.warn(asText(warning));
    if (errors.length > 0) throw textError(errors);
    return { contents: withInlineMap(code, map), loader: 'js' };
  }
}).bun;
export default qidl;
