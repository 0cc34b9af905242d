// #include, #include_next, #import (C11 6.10.2 and GNU cpp): from a header name to the file it names.
// Rule: `"x"` looks beside the including file, then in the -I folders, then among the built-in headers; `<x>` skips
// the first. Whatever is looked for in vain is remembered: if it appears, the result may change. A file that is
// guarded and was read already is not even asked for its text.

import { HEADER_NAME, LESS, STRING } from '../lex/token-kind.ts';
import { MAX_FILE_BYTES, reportUnreadable } from '../source/decode.ts';
import * as catalogue from '../source/catalogue/1-preprocessing.ts';
import type { Note, Span } from '../source/diagnostic.ts';
import { createSourceFile } from '../source/text.ts';
import type { Host } from '../options.ts';
import { BUILTIN_FOLDER, builtinHeader } from './builtin-headers.ts';
import { regionsOf } from './comment-region.ts';
import { EXPANDED_PER_TOKEN } from './expansion-limit.ts';
import { isDefined } from './macro.ts';
import { fileOrigin } from './origin.ts';
import { folderOf, isAbsolute, joinPath, relativePath } from './path.ts';
import type { FoundFile, Reader, State } from './state.ts';
import { report, stop } from './state.ts';
import type { Token } from './token.ts';
import { hasSpace, spelling } from './token.ts';
import { sameBytes } from './token-cache.ts';

/** Files that include one another. */
export const MAX_INCLUDE_DEPTH = 200;
/** Tokens in files that were read before, which a few lines could have read any number of times. */
export const MAX_REREAD_TOKENS: number = 1 << 22;
/** What reading a file again costs beside its tokens. */
const REREAD_COST = 256;

export interface HeaderName {
  readonly name: string;
  readonly angled: boolean;
}

/** A header name out of macro-expanded tokens: a string, or `<` … `>` run together; null if it is none. */
export function headerNameOf(tokens: readonly Token[]): HeaderName | null {
  const [first] = tokens;
  if (first === undefined) return null;
  if (first.kind === HEADER_NAME || first.kind === STRING) {
    const text = spelling(first);
    if (first.kind === STRING && !text.startsWith('"')) return null;
    return text.length < 3 ? null : { name: text.slice(1, -1), angled: text.startsWith('<') };
  }
  if (first.kind !== LESS) return null;
  let name = '';
  for (const token of tokens.slice(1)) {
    const text = spelling(token);
    if (text.startsWith('>')) return name === '' ? null : { name, angled: true };
    name += name !== '' && hasSpace(token) ? ` ${text}` : text;
  }
  return null;
}

/** A file to read, and where the search for it ended. */
interface Search {
  readonly found: FoundFile | null;
  /** Reader.searchIndex of the file. */
  readonly index: number;
  /** Why nothing was found, if there was more to it than no such file. */
  readonly refused: FoundFile | null;
  /** Where it was looked for. */
  readonly tried: readonly string[];
}

/** Whether `#include` of it would find a file; if so, the result depends on that file's being there. */
export function isIncludable(state: State, reader: Reader, header: HeaderName, next: boolean): boolean {
  const { found } = search(state, reader, header, next);
  if (found !== null) recordDependency(state, found.path);
  return found !== null;
}

/** Finds the file and, unless its guard or #pragma once says it has nothing new, hands a reader for it to `read`. */
export function include(
  state: State,
  includer: Reader,
  header: HeaderName,
  next: boolean,
  span: Span,
  read: (reader: Reader) => void,
): void {
  const result = search(state, includer, header, next);
  const { found } = result;
  if (found === null || found.file === null) return reportNotFound(state, header, span, result);
  const { path, realPath, file } = found;
  recordDependency(state, path);
  const exporting = !isBuiltin(path) && state.options.exporting?.(path) === true;
  if (exporting) recordModule(state, includer, header, path, span);
  if (file.problem !== null && (exporting || !file.harmless)) {
    reportUnreadable(file.source, file.problem, state.diagnostics, { kind: 'include', name: '', at: span });
    return;
  }
  if (state.files.once.has(realPath) || (file.guard !== 0 && isDefined(state.macros, file.guard))) return;
  if (state.includeDepth >= MAX_INCLUDE_DEPTH) return reportDepth(state, includer, path, span);
  if (state.tokensOf.has(file.source)) state.reread += file.tokens.count + REREAD_COST;
  else state.expandable += file.tokens.count * EXPANDED_PER_TOKEN;
  if (state.reread > MAX_REREAD_TOKENS) {
    const args = { name: shownPath(state, path), limit: MAX_REREAD_TOKENS };
    return stop(state, catalogue.includedTooOften, { ...span, via: null }, args);
  }
  const origin = fileOrigin(file.source, includer.origin, span.start, span.end);
  const reader = createReader(state, found, origin, exporting, result.index);
  if (exporting) reader.regions = regionsOf(state, reader);
  state.includeDepth++;
  read(reader);
  state.includeDepth--;
}

export function createReader(
  state: State,
  { path, file }: Pick<FoundFile, 'path' | 'file'>,
  origin: Reader['origin'],
  exporting: boolean,
  searchIndex: number,
): Reader {
  const { source, tokens } = file!;
  state.tokensOf.set(source, tokens);
  return {
    file: file!,
    tokens,
    origin,
    exporting,
    folder: folderOf(path),
    searchIndex,
    at: 0,
    directive: 0,
    conditionals: [],
    lineDelta: 0,
    presumedName: null,
    cutShort: false,
    regions: null,
  };
}

function search(state: State, includer: Reader, { name, angled }: HeaderName, next: boolean): Search {
  const folders = state.options.includeDirs ?? [];
  const tried: string[] = [];
  let refused: FoundFile | null = null;
  let index = next ? Math.max(includer.searchIndex + 1, 0) : angled ? 0 : -1;
  if (isAbsolute(name)) index = -1;
  for (; index < folders.length; index++) {
    const path = joinPath(index < 0 ? includer.folder : folders[index], name);
    const found = findFile(state, path);
    if (found.file !== null) return { found, index, refused: null, tried };
    if (found.why === 'missing') state.files.missing.add(path);
    else refused ??= found;
    if (isAbsolute(name)) return { found: null, index, refused, tried: [`at ${name}`] };
    tried.push(index < 0 ? 'beside the including file' : `in ${shownPath(state, folders[index])}`);
  }
  const found = index > folders.length ? null : findBuiltin(state, name);
  return { found, index, refused, tried };
}

/** What a path leads to, asked of the host once per compilation. */
function findFile(state: State, path: string): FoundFile {
  const known = state.files.found.get(path);
  if (known !== undefined) return known;
  const bytes = isBuiltin(path) ? 'missing' : state.host.read(path);
  const found: FoundFile =
    typeof bytes === 'string'
      ? { path, realPath: path, bytes: null, file: null, why: bytes }
      : { path, realPath: state.host.realpath(path), bytes, file: state.cache.read(path, bytes), why: 'found' };
  state.files.found.set(path, found);
  return found;
}

/** Whether the host has the same answer as it had. */
export function isAsFound({ path, realPath, bytes, why }: FoundFile, host: Host): boolean {
  if (isBuiltin(path)) return true;
  const now = host.read(path);
  if (typeof now === 'string') return now === why;
  return bytes !== null && sameBytes(bytes, now) && host.realpath(path) === realPath;
}

function isBuiltin(path: string): boolean {
  return path.startsWith(BUILTIN_FOLDER);
}

function recordDependency(state: State, path: string): void {
  if (!isBuiltin(path)) state.files.dependencies.add(path);
}

function findBuiltin(state: State, name: string): FoundFile | null {
  const text = builtinHeader(name);
  if (text === null) return null;
  const path = BUILTIN_FOLDER + name;
  const known = state.files.found.get(path);
  if (known !== undefined) return known;
  const file = state.cache.of(createSourceFile(path, text));
  const found: FoundFile = { path, realPath: path, bytes: null, file, why: 'found' };
  state.files.found.set(path, found);
  return found;
}

function recordModule(state: State, includer: Reader, { name, angled }: HeaderName, path: string, span: Span): void {
  const { modules } = state.files;
  const fromMain = includer.origin.file === state.main;
  if (modules.has(path) && !fromMain) return;
  const folder = folderOf(state.main.path);
  const asWritten = fromMain && !angled && joinPath(folder, name) === path && !isAbsolute(name);
  const relative = asWritten ? name : relativePath(folder, path);
  const specifier = relative.startsWith('.') || isAbsolute(relative) ? relative : `./${relative}`;
  if (!modules.has(path)) modules.set(path, { path, specifier, span });
}

function reportNotFound(state: State, { name, angled }: HeaderName, span: Span, { refused, tried }: Search): void {
  if (refused?.why === 'outside') return report(state, catalogue.includeOutside, span, { name });
  if (refused?.why === 'too-large') return report(state, catalogue.fileTooLarge, span, { name, limit: MAX_FILE_BYTES });
  const where =
    tried.length === 0 ? 'nowhere but among the built-in headers: no include folders are set' : tried.join(', ');
  const notes: Note[] = [{ message: `looked ${where}`, span: null }];
  report(state, catalogue.includeNotFound, span, { name: angled ? `<${name}>` : `"${name}"` }, notes);
}

/** As seen from the main file: messages are the same on every machine. */
function shownPath({ main }: State, path: string): string {
  return relativePath(folderOf(main.path), path);
}

function reportDepth(state: State, includer: Reader, path: string, span: Span): void {
  let origin: Reader['origin'] | null = includer.origin;
  while (origin !== null && origin.file.path !== path) origin = origin.parent;
  const name = shownPath(state, path);
  const cycle = origin === null ? '' : ': it includes itself';
  // The chain of includes says nothing new on each of its levels: the innermost place is enough.
  stop(state, catalogue.includeTooDeep, { ...span, via: null }, { name, limit: MAX_INCLUDE_DEPTH, cycle });
}
