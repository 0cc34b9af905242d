// In: the compiler of webpack or of Rspack, which have one interface here. Out: it, prepared for headers.
// Rule: what concerns headers is a rule for headers only; the rest of the build is as if we were not there.

import { join } from 'node:path';
import type { Core } from './core.ts';

interface HeaderRule {
  include: (path: string) => boolean;
  resourceQuery: (query: string) => boolean;
  type: 'javascript/auto';
  resolve: { modules: string[] };
}

interface CompilerLike {
  readonly context: string;
  readonly options: { readonly module: { readonly rules: unknown[] }; cache?: unknown };
}

export function prepareCompiler({ context, options }: CompilerLike, core: Core): void {
  core.setRoot(context);
  const rule: HeaderRule = {
    include: core.isHeader,
    // `./serial.qidl.h?raw` is for other rules.
    resourceQuery: (query) => query === '',
    // A rule of the project may take all files of endings that it does not know for assets.
    type: 'javascript/auto',
    // Headers may lie in packages that know nothing of the runtime: then it is the project's.
    resolve: { modules: ['...', join(context, 'node_modules')] },
  };
  options.module.rules.push(rule);
  // What is cached on disk was made by this compiler with these options.
  const { cache } = options;
  if (typeof cache === 'object' && cache !== null) {
    Object.assign(cache, { version: `${(cache as { version?: string }).version ?? ''}|qidl ${core.identity}` });
  }
}
