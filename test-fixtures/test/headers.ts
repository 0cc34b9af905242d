// The golden headers, found by glob, and the ways in which each is compiled.
// Rule: a header's first lines may hold its options, `// options: {"unknown":"broken"}`, and those of further
// compilations of the same text, `// options NAME: {…}`, whose goldens are called `.NAME.model.json` and so on.

import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { CompileOptions } from '@qidl/compiler';
import { createNodeHost } from '@qidl/compiler/node';

export const root: string = resolve(import.meta.dirname, '../headers');
/** Below `root`, with `/`. */
export const files: readonly string[] = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll('\\', '/'))
  .sort();
export const headers: readonly string[] = files.filter((file) => file.endsWith('.qidl.h'));
export const host: ReturnType<typeof createNodeHost> = createNodeHost([root]);

export interface Variant {
  readonly header: string;
  /** What its goldens' names begin with: `cpu.qidl.h`, `cpu.qidl.h.long-mode`. */
  readonly base: string;
  readonly options: CompileOptions;
}

export const variants: readonly Variant[] = headers.flatMap(variantsOf);

function variantsOf(header: string): Variant[] {
  const head = /^(?:\/\/ options.*\r?\n)*/.exec(readFileSync(join(root, header), 'latin1'))![0];
  const lines = [...head.matchAll(/^\/\/ options ?([\w-]*): (\{.*\})/gm)].map(([, name, json]) => [name!, json!]);
  return (lines.length > 0 ? lines : [['', '{}']]).map(([name, json]) => {
    const options = JSON.parse(json!) as CompileOptions;
    const includeDirs = options.includeDirs?.map((folder) => join(root, folder)) ?? [];
    return { header, base: name === '' ? header : `${header}.${name}`, options: { ...options, includeDirs } };
  });
}
