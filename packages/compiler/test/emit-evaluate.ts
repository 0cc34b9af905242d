// Generated modules, run. In: a model or module text. Out: its exports, with the runtime's sources behind the imports.
// Rule: the text is what users get; only `import` and `export` are turned into what a function body may have.

import { createSourceFile } from '../src/source/text.ts';
import * as runtime from '../../runtime/src/codegen/v1.ts';
import { emitModule, type EmittedModule } from '../src/emit/module.ts';
import type { Model } from '../src/model/model.ts';

// oxlint-disable-next-line typescript/no-explicit-any
export type Exports = Record<string, any>;

export function emit(model: Model, text = ''): EmittedModule {
  return emitModule(model, {
    importSuffix: '',
    path: `/src/${model.file}`,
    fileOf: (path) => (path === null ? createSourceFile('', text) : null),
  });
}

/** `modules`: what import specifiers besides the runtime's lead to. `globals`: stand-ins for the engine's own. */
export function evaluate(code: string, modules: Record<string, Exports> = {}, globals: Exports = {}): Exports {
  const names: [exported: string, local: string][] = [];
  const body = code
    .replace(/^import \{ (.*) \} from '(.*)';$/gm, (_, list: string, from: string) => {
      return `const { ${list.replaceAll(' as ', ': ')} } = $modules[${JSON.stringify(from)}];`;
    })
    .replace(/^export (function|const|class) ([\w$\u0080-\uffff]+)/gm, (_, keyword: string, name: string) => {
      names.push([name, name]);
      return `${keyword} ${name}`;
    })
    .replace(/^export \{ (\S+) as (\S+) \};$/gm, (_, local: string, name: string) => {
      names.push([name, local]);
      return '';
    });
  const returned = names.map(([name, local]) => `${JSON.stringify(name)}: ${local}`).join(', ');
  const all: Record<string, Exports> = { '@qidl/runtime/codegen/v1': runtime, ...modules };
  const run = new Function('$modules', ...Object.keys(globals), `'use strict';\n${body}\nreturn { ${returned} };`);
  return run(all, ...Object.values(globals)) as Exports;
}

export function load(model: Model, modules: Record<string, Exports> = {}): Exports {
  return evaluate(emit(model).code, modules);
}
