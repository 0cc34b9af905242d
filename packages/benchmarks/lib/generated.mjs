// Modules generated from this package's headers. In: a header. Out: its module, as a user's program would import it.
// Rule: written beside this package's own node_modules, so that the runtime is the one that users get.

import { mkdirSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createNodeProject } from '@qidl/compiler/node';

const out = new URL('../dist/', import.meta.url);

/** The path of the module that a header becomes. */
export function generate(header) {
  const path = fileURLToPath(header);
  const { code, diagnostics } = createNodeProject().compile(path);
  const [problem] = diagnostics.filter(({ severity }) => severity === 'error');
  if (problem !== undefined) throw new Error(`${path}: ${problem.message}`);
  mkdirSync(out, { recursive: true });
  const file = new URL(`${basename(path)}.mjs`, out);
  writeFileSync(file, code);
  return fileURLToPath(file);
}
