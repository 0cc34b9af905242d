// In: folders. Out: whether the package that generated modules import is installed for them.
// Rule: as bundlers look for packages, in the node_modules of every folder above. Node's own resolution would not do:
// it also looks into NODE_PATH, which package managers set for the programs they start.

import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

export const RUNTIME_PACKAGE = '@qidl/runtime';

/** Imports of the runtime, in any module. */
export const RUNTIME_IMPORT: RegExp = /^@qidl\/runtime(?:\/|$)/;

/** Only what was found is remembered: what is missing may be installed while a dev server runs. */
const found = new Set<string>();

export function hasRuntime(folder: string): boolean {
  if (found.has(folder)) return true;
  const has = process.versions.pnp === undefined ? isInstalledAbove(folder) : isResolvedByNode(folder);
  if (has) found.add(folder);
  return has;
}

function isInstalledAbove(folder: string): boolean {
  if (existsSync(join(folder, 'node_modules', RUNTIME_PACKAGE, 'package.json'))) return true;
  const parent = dirname(folder);
  return parent !== folder && isInstalledAbove(parent);
}

/** Yarn's Plug'n'Play has no node_modules; it teaches Node where packages are. */
function isResolvedByNode(folder: string): boolean {
  try {
    return createRequire(`${folder}/`).resolve(`${RUNTIME_PACKAGE}/codegen/v1`) !== '';
  } catch {
    return false;
  }
}
