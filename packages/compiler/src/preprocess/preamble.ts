// The includes that a header begins with. In: a run at the start of its main file. Out: the run behind them, by reading
// them, or by taking over what another run came to that began in the same way.
// Rule: what is kept was read for a header of the same folder with the same configuration, and is of use as long as
// each file that it read or looked for is what it was. The guard around a header has a name of its own: any will do that
// is in none of those files. Of the beginnings that are kept the longest is taken: two headers may begin alike up to a
// point. Only what comes twice is kept.

import { atomCount } from '../lex/atoms.ts';
import { BASE_FILE_NAME } from '../lex/names.ts';
import { IDENTIFIER } from '../lex/token-kind.ts';
import type { Tokens } from '../lex/tokens.ts';
import type { Diagnostic } from '../source/diagnostic.ts';
import type { Beginning } from './beginning.ts';
import { beginningOf } from './beginning.ts';
import { handleDirective } from './directive.ts';
import { include, isAsFound } from './include.ts';
import { lineEnd } from './line.ts';
import { allMacros } from './macro.ts';
import { folderOf } from './path.ts';
import { readFile } from './read-file.ts';
import type { PreprocessOptions, Reader, State } from './state.ts';
import { TokenSink } from './token-sink.ts';
import type { Place, Places } from './viewpoint.ts';
import { diagnosticSeenFrom, seenFrom } from './viewpoint.ts';

/** What a run is in the middle of, beside its tokens and its diagnostics. */
type Progress = Pick<
  State,
  'macros' | 'pushedMacros' | 'pack' | 'files' | 'tokensOf' | 'made' | 'counter' | 'reread' | 'expanded' | 'expandable'
>;

/** The state of a run behind its first includes. */
export interface Preamble {
  readonly options: PreprocessOptions;
  /** All macros are in one table, `predefined`. */
  readonly progress: Progress;
  readonly tokens: TokenSink;
  readonly diagnostics: readonly Diagnostic[];
  readonly readers: Places;
  /** 1 for each atom that its files have or make, those of the command line among them. */
  readonly names: Uint8Array;
  /** Tokens, its own and those of its files. */
  readonly size: number;
}

/** A run at the start of its main file. */
interface Start {
  readonly state: State;
  readonly reader: Reader;
  readonly beginning: Beginning;
  /** Of what is kept, by steps: one for all of -include, if there is any, and one for each #include. */
  readonly keys: readonly string[];
  /** Diagnostics so far. */
  readonly reported: number;
}

/** Reads what -include names, the guard of the main file, and the includes that it begins with. */
export function readPreamble(state: State, reader: Reader, configuration: string): void {
  const start = startOf(state, reader, configuration);
  const { keys, beginning } = start;
  const { includes } = beginning;
  if (keys.length === 0) return;
  const taken = takeOver(start);
  const known = keys.findLastIndex((key) => state.cache.preambles.get(key) !== undefined) + 1;
  const finish = (steps: number): void => {
    if (steps > known) state.cache.preambles.set(keys[steps - 1], null);
    else if (steps === known) keep(start, steps);
  };
  const forced = keys.length - includes.length;
  if (taken < forced) {
    readForcedIncludes(state, reader);
    finish(forced);
  }
  state.reader = reader;
  while (reader.at < includes[0] && !state.stopped) handleDirective(state, reader);
  // Behind the first include if a guard of that name was defined already.
  for (let index = 0; reader.at === includes[index] && !state.stopped; index++) {
    if (forced + index < taken) reader.at = lineEnd(reader.tokens, reader.at);
    else {
      handleDirective(state, reader);
      finish(forced + index + 1);
    }
  }
  state.reader = null;
}

/** `-include`: as if the main file began with #includes of these. */
function readForcedIncludes(state: State, reader: Reader): void {
  for (const name of state.options.forceInclude ?? []) {
    const span = { file: state.main, start: 0, end: 0, via: null };
    include(state, reader, { name, angled: false }, false, span, (included) => readFile(state, included));
  }
}

function startOf(state: State, reader: Reader, configuration: string): Start {
  const { includeDirs = [], forceInclude = [] } = state.options;
  const { source } = reader.file;
  const { start, end } = reader.tokens;
  const beginning = beginningOf(reader.tokens);
  const folder = folderOf(source.path);
  const isPlain = includeDirs.length === 0 && forceInclude.length === 0;
  let key = isPlain
    ? `${configuration}\n${folder}`
    : JSON.stringify([configuration, includeDirs, forceInclude, folder]);
  const keys = forceInclude.length === 0 ? [] : [key];
  for (const hash of beginning.includes) {
    key += `\n${source.text.slice(start[hash + 2], end[hash + 2])}`;
    keys.push(key);
  }
  return { state, reader, beginning, keys, reported: state.diagnostics.list.length };
}

// ---- taking over -----------------------------------------------------------------------------------------------

/** Returns the number of steps taken. */
function takeOver(start: Start): number {
  const { keys, state } = start;
  const { preambles } = state.cache;
  for (let steps = keys.length; steps > 0; steps--) {
    const preamble = preambles.get(keys[steps - 1]) ?? null;
    if (preamble === null || !isFor(preamble, start)) continue;
    if (isCurrent(preamble, state)) {
      preambles.set(keys[steps - 1], preamble);
      goOnFrom(preamble, start);
      return steps;
    }
    preambles.set(keys[steps - 1], null);
  }
  return 0;
}

function isFor({ options, progress, names }: Preamble, { state, beginning: { guard, once } }: Start): boolean {
  const { main, host } = state;
  const { macros, files } = progress;
  if (options.exporting !== state.options.exporting || options.reserved !== state.options.reserved) return false;
  if (names[guard] === 1 || macros.predefined.has(guard) || files.found.has(main.path)) return false;
  if (!once) return true;
  const real = host.realpath(main.path);
  return ![...files.found.values()].some(({ realPath }) => realPath === real);
}

function isCurrent({ progress: { files } }: Preamble, { host }: State): boolean {
  for (const found of files.found.values()) if (!isAsFound(found, host)) return false;
  return true;
}

function goOnFrom({ progress, tokens, diagnostics, readers }: Preamble, { state, reader, beginning }: Start): void {
  const { main } = state;
  const view = { main, places: placesOf(reader, beginning), readers };
  Object.assign(state, copied(progress), { view });
  state.tokensOf.set(main, reader.tokens);
  for (const [path, module] of state.files.modules)
    state.files.modules.set(path, { ...module, span: seenFrom(view, module.span) });
  state.sink = new TokenSink(main, state.sink.capacity, state.tokensOf);
  state.sink.begin(tokens, view);
  for (const diagnostic of diagnostics) state.diagnostics.repeat(diagnosticSeenFrom(view, diagnostic));
}

function placesOf({ tokens }: Reader, { includes }: Beginning): readonly Place[] {
  return includes.map((hash) => ({ start: tokens.start[hash], end: tokens.end[hash + 2] }));
}

// ---- keeping ---------------------------------------------------------------------------------------------------

function keep({ state, reader, beginning, keys, reported }: Start, steps: number): void {
  const { main, host, diagnostics, options, view } = state;
  const { preambles } = state.cache;
  if (preambles.get(keys[steps - 1]) !== null || state.stopped || diagnostics.suppressed > 0) return;
  const progress = copied(state);
  progress.tokensOf.delete(main);
  if (beginning.once) progress.files.once.delete(host.realpath(main.path));
  progress.macros.own.delete(beginning.guard);
  progress.macros = { predefined: allMacros(progress.macros), own: new Map() };
  const tokens = state.sink.share();
  const names = namesIn(progress);
  const readers = new Map(view?.readers).set(main, placesOf(reader, beginning));
  const list = diagnostics.list.slice(reported);
  let size = tokens.count;
  for (const { file } of progress.files.found.values()) size += file?.tokens.count ?? 0;
  const preamble = { options, progress, tokens, diagnostics: list, readers, names, size };
  if (names[BASE_FILE_NAME] !== 1 && isFor(preamble, { state, reader, beginning, keys, reported }))
    preambles.set(keys[steps - 1], preamble);
}

/** A copy that may go on for itself. */
function copied(progress: Progress): { -readonly [Part in keyof Progress]: Progress[Part] } {
  const { macros, pushedMacros, pack, files, tokensOf, made, counter, reread, expanded, expandable } = progress;
  return {
    macros: { predefined: macros.predefined, own: new Map(macros.own) },
    pushedMacros: new Map([...pushedMacros].map(([atom, saved]) => [atom, [...saved]])),
    pack: { current: pack.current, stack: [...pack.stack] },
    files: {
      found: new Map(files.found),
      once: new Set(files.once),
      dependencies: new Set(files.dependencies),
      missing: new Set(files.missing),
      modules: new Map(files.modules),
    },
    tokensOf: new Map(tokensOf),
    made: new Set(made),
    counter,
    reread,
    expanded,
    expandable,
  };
}

/** What is no name in any of these could not have made a difference by being defined. */
function namesIn({ macros, files, made }: Progress): Uint8Array {
  const texts = new Set<Tokens>();
  const names = new Uint8Array(atomCount());
  for (const { tokens } of macros.predefined.values()) texts.add(tokens);
  for (const { file } of files.found.values()) if (file !== null) texts.add(file.tokens);
  for (const { kind, atom, count } of texts)
    for (let at = 0; at < count; at++) if (kind[at] === IDENTIFIER) names[atom[at]] = 1;
  for (const atom of made) names[atom] = 1;
  return names;
}
