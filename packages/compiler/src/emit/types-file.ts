// In: a compiled header and where types go. Out: the path and the text of the file in which TypeScript finds the
// types of `import … from './serial.qidl.h'`.
// Rule: TypeScript's `allowArbitraryExtensions` looks for `serial.qidl.d.h.ts`, beside the header or at the same place
// below another of its `rootDirs`. The declaration map is in the file: the two change in one write.

import type { CompileResult } from '../options.ts';
import { escape } from './escape.ts';

export interface TypesFolders {
  /** The folder whose headers have their types in `out`; absolute. */
  readonly base: string;
  /** Absolute; null: beside the headers. */
  readonly out: string | null;
}

/**
 * Where the types of a header (absolute path) go. Headers outside of `base`, and those of installed packages, which
 * TypeScript resolves without `rootDirs`, have them beside.
 */
export function typesPath(header: string, { base, out }: TypesFolders): string {
  const isBelow = header.startsWith(`${base}/`) && !header.includes('/node_modules/', base.length);
  return typesBeside(out !== null && isBelow ? out + header.slice(base.length) : header);
}

/** `serial.qidl.h` → `serial.qidl.d.h.ts`, `device.c` → `device.d.c.ts`. */
function typesBeside(header: string): string {
  const dot = header.lastIndexOf('.');
  if (dot <= header.lastIndexOf('/')) return `${header}.d.ts`;
  return `${header.slice(0, dot)}.d${header.slice(dot)}.ts`;
}

/** The text of the file at `typesPath(header, folders)`; '' when the header has errors. */
export function typesText(
  result: Pick<CompileResult, 'dts' | 'dtsMap'>,
  header: string,
  folders: TypesFolders,
): string {
  if (result.dts === '' || result.dtsMap === null) return result.dts;
  const path = typesPath(header, folders);
  const { sourcesContent: _, ...map } = result.dtsMap;
  const folder = folderOf(header);
  const sources = map.sources.map((source) => relativePath(folderOf(path), resolvePath(folder, source)));
  // TypeScript ignores a map without `file`.
  const json = JSON.stringify({ ...map, file: path.slice(path.lastIndexOf('/') + 1), sources });
  // btoa takes Latin-1 only; JSON has another spelling for the rest.
  const ascii = json.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return `${withReachableImports(result.dts, header, path, folders)}//# ${MAP_COMMENT}${btoa(ascii)}\n`;
}

/**
 * `rootDirs` lays the folder of types over `base`: what lies outside of that is not at the same place as seen from both,
 * so the way to it begins at the header.
 */
function withReachableImports(dts: string, header: string, path: string, { base }: TypesFolders): string {
  const folder = folderOf(header);
  if (folderOf(path) === folder) return dts;
  const toHeader = escape(relativePath(folderOf(path), folder), 'string').slice(1, -1);
  return dts.replace(/^(import type \{.*\} from ')(\.\.\/.*)(';)$/gm, (line, start, specifier, end) =>
    `${segments(`${folder}/${specifier}`).join('/')}/`.startsWith(`${base}/`)
      ? line
      : `${start}${toHeader}/${specifier}${end}`,
  );
}

/** TypeScript knows an inline map by exactly this beginning. Without the `//#`: tools that read this file look for it. */
const MAP_COMMENT = 'sourceMappingURL=data:application/json;charset=utf-8;base64,';

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/'));
}

function resolvePath(folder: string, path: string): string {
  return isAbsolute(path) ? path : `${folder}/${path}`;
}

function isAbsolute(path: string): boolean {
  return /^(?:[A-Za-z]:)?\//.test(path);
}

/** Both absolute. A path on another drive stays as it is. */
export function relativePath(folder: string, path: string): string {
  const from = segments(folder);
  const to = segments(path);
  if (from[0] !== to[0]) return path;
  let common = 0;
  while (common < from.length && from[common] === to[common]) common++;
  return [...from.slice(common).map(() => '..'), ...to.slice(common)].join('/');
}

function segments(path: string): string[] {
  const kept: string[] = [];
  for (const segment of path.split('/')) {
    if (segment === '..') kept.pop();
    else if (segment !== '.' && (segment !== '' || kept.length === 0)) kept.push(segment);
  }
  return kept;
}
