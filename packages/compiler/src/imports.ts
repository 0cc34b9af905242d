// In: an analysed header, and a way to have the headers that it imports alone. Out: an error where a type is not what it
// is in its own module; the files that decided.
// Rule: language.md, "Which declarations become exports": what a header sees of another module must be what that module
// says of itself. It is, if the tokens are the same; only otherwise is the other header understood, too.

import { reportDisagreement } from './model/agreement.ts';
import type { Model } from './model/model.ts';
import { hashesByFile } from './preprocess/file-tokens.ts';
import type { Preprocessed } from './preprocess/token-stream.ts';
import type { Program } from './sema/program.ts';
import type { Diagnostics } from './source/diagnostic.ts';

/** A header that is compiled with nothing before it. */
export interface Alone {
  readonly source: Preprocessed;
  /** null when it has errors. */
  model(): Model | null;
}

/** Returns what was read besides what the header itself includes. */
export function checkImports(
  model: Model,
  program: Program,
  alone: (path: string) => Alone,
  diagnostics: Diagnostics,
): readonly string[] {
  if (model.imports.length === 0) return [];
  const dependencies: string[] = [];
  const here = hashesByFile(program.source.stream);
  for (const module of program.source.modules) {
    const imported = model.imports.find(({ from }) => from === module.specifier);
    if (imported === undefined) continue;
    const other = alone(module.path);
    if ([...hashesByFile(other.source.stream)].every(([path, hash]) => here.get(path) === hash)) continue;
    dependencies.push(...other.source.dependencies);
    const own = other.model();
    if (own !== null) reportDisagreement(imported, own, module, program, diagnostics);
  }
  return dependencies;
}
