// Farm: `import qidl from 'unplugin-qidl/farm'`.
// Rule: what is thrown is text; Farm ends the process over anything else.

import { createUnplugin } from 'unplugin';
import { createCore } from './core.ts';
import type { Options } from './options.ts';
import { hooksOf, type Entry } from './plugin.ts';
import { textError } from './problem.ts';

const qidl: Entry<'farm'> = createUnplugin<Options | undefined, false>((options) => {
  const core = createCore(options);
  return {
    ...hooksOf(core, { failure: (problems) => textError(problems).message }),
    farm: { configResolved: ({ root }: { root: string }) => core.setRoot(root) },
  };
}).farm;
export default qidl;
