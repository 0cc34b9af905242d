// The preprocessor (C11 6.10; translation phase 4), from a main file to the tokens of its translation unit.
// In: the file, the options, a host to read includes through. Out: the token stream, the main file's macros, and
// what the result depends on, all of it also when there were errors.

import { atomText } from '../lex/atoms.ts';
import { EOF, NUMBER } from '../lex/token-kind.ts';
import * as catalogue from '../source/catalogue/1-preprocessing.ts';
import { Diagnostics, type Span } from '../source/diagnostic.ts';
import type { Host } from '../options.ts';
import type { SourceFile } from '../source/text.ts';
import { createSourceFile } from '../source/text.ts';
import type { Target } from '../target.ts';
import { builtinMacros } from './builtin-macro.ts';
import { regionsOf } from './comment-region.ts';
import { END, pushBarrier, unwind } from './contexts.ts';
import { handleDirective } from './directive.ts';
import { docAround } from './doc.ts';
import { readExpanded } from './expand.ts';
import { MAX_CONSTANT_TOKENS, MAX_CONSTANTS_TOKENS, MAX_EXPANDED_TOKENS } from './expansion-limit.ts';
import { createReader } from './include.ts';
import { lineEnd } from './line.ts';
import type { Macro, MacroTable } from './macro.ts';
import { allMacros, definitionSpan, NONE } from './macro.ts';
import { fileOrigin } from './origin.ts';
import { expandListPlainly } from './plain-macro.ts';
import { readPreamble } from './preamble.ts';
import { commandLineText, predefinedText } from './predefined.ts';
import { readFile } from './read-file.ts';
import type { PreprocessOptions, Reader, State } from './state.ts';
import { spellingOf, tokensBetween } from './token.ts';
import type { Predefined, TokenCache, TokenizedFile } from './token-cache.ts';
import { tokenize } from './token-cache.ts';
import { TokenSink } from './token-sink.ts';
import type { MacroDefinition, Preprocessed, TokenStream } from './token-stream.ts';
import { diagnosticSeenFrom } from './viewpoint.ts';

export type { PreprocessOptions } from './state.ts';
export type { TokenCache } from './token-cache.ts';
export { createTokenCache } from './token-cache.ts';

export function preprocess(
  main: SourceFile,
  options: PreprocessOptions,
  host: Host,
  target: Target,
  cache: TokenCache,
  diagnostics: Diagnostics,
): Preprocessed {
  const file = cache.of(main);
  const commandLine = commandLineText(options.define, options.undefine);
  const configuration = `${target.name}\n${commandLine}`;
  const predefined = cache.predefined(configuration, () => predefinedMacros(commandLine, host, target, cache));
  diagnostics.list.push(...predefined.diagnostics);
  const state = createState(main, options, host, target, cache, diagnostics, predefined.macros, file.tokens.count);
  const reader = mainReader(state, file);
  reader.regions = regionsOf(state, reader);
  readPreamble(state, reader, configuration);
  readFile(state, reader);
  unwind(state);
  // Cut off anywhere, it would only make later stages complain about what was reported already.
  if (state.stopped) state.sink.clear();
  state.sink.push(endOf(reader));
  const { dependencies, missing, modules } = state.files;
  return {
    stream: state.sink,
    macros: state.stopped ? [] : macrosOf(state, main),
    dependencies: [main.path, ...[...dependencies].filter((path) => path !== main.path)],
    missing: [...missing],
    modules: [...modules.values()],
    seen: (diagnostic) => (state.view === null ? diagnostic : diagnosticSeenFrom(state.view, diagnostic)),
    fileOf: (path) => state.files.found.get(path)?.file?.source ?? null,
  };
}

function createState(
  main: SourceFile,
  options: PreprocessOptions,
  host: Host,
  target: Target,
  cache: TokenCache,
  diagnostics: Diagnostics,
  predefined: MacroTable,
  tokens: number,
): State {
  const tokensOf = new Map();
  return {
    main,
    options,
    host,
    target,
    cache,
    diagnostics,
    macros: { predefined, own: new Map() },
    // Macros add some tokens, directives take some away.
    sink: new TokenSink(main, tokens + (tokens >> 1) + 64, tokensOf),
    tokensOf,
    contexts: [],
    reader: null,
    pushedMacros: new Map(),
    made: new Set(),
    pack: { current: 0, stack: [] },
    files: { found: new Map(), once: new Set(), dependencies: new Set(), missing: new Set(), modules: new Map() },
    view: null,
    counter: 0,
    includeDepth: 0,
    reread: 0,
    argumentDepth: 0,
    expanded: 0,
    expandable: MAX_EXPANDED_TOKENS,
    constantTokens: 0,
    collecting: false,
    stopped: false,
    handleDirective,
  };
}

function mainReader(state: State, file: TokenizedFile): Reader {
  const { main } = state;
  return createReader(state, { path: main.path, file }, fileOrigin(main, null, 0, 0), true, -1);
}

/** The macros of the target and the command line, made once per configuration. */
function predefinedMacros(commandLine: string, host: Host, target: Target, cache: TokenCache): Predefined {
  const diagnostics = new Diagnostics();
  const read = (path: string, text: string, known: MacroTable): MacroTable => {
    const source = createSourceFile(path, text);
    const file = tokenize(source);
    const state = createState(source, {}, host, target, cache, diagnostics, known, file.tokens.count);
    readFile(state, mainReader(state, file));
    return allMacros(state.macros);
  };
  const macros = read('<predefined>', predefinedText(target), builtinMacros());
  return { macros: read('<command line>', commandLine, macros), diagnostics: diagnostics.list };
}

function endOf({ tokens, origin }: Reader): Parameters<TokenSink['push']>[0] {
  const at = tokens.start[tokens.count - 1];
  return { kind: EOF, flags: 0, atom: 0, start: at, end: at, origin };
}

/** The macros that the main file defined and did not undefine. */
function macrosOf(state: State, main: SourceFile): MacroDefinition[] {
  const definitions: MacroDefinition[] = [];
  for (const macro of state.macros.own.values()) {
    if (macro !== null && macro.builtin === NONE && macro.origin.file === main && macro.origin.parent === null) {
      definitions.push(new Definition(state, macro));
    }
  }
  return definitions;
}

/** What few ask for is read from the macro when somebody does. */
class Definition implements MacroDefinition {
  readonly name: string;
  readonly #state: State;
  readonly #macro: Macro;

  constructor(state: State, macro: Macro) {
    this.name = atomText(macro.atom);
    this.#state = state;
    this.#macro = macro;
  }

  get parameters(): readonly string[] | null {
    return this.#macro.parameters?.map((atom) => atomText(atom)) ?? null;
  }
  get file(): SourceFile {
    return this.#macro.origin.file;
  }
  get span(): Span {
    return definitionSpan(this.#macro);
  }
  /** From the `#` to the end of the line: that is where comments stand. */
  get doc(): string | null {
    const { tokens, nameAt } = this.#macro;
    return docAround(this.file.text, tokens, tokens.start[nameAt - 2], tokens.end[lineEnd(tokens, nameAt - 2) - 1]);
  }
  get empty(): boolean {
    return this.#macro.first === this.#macro.end;
  }
  get number(): string | null {
    const { tokens, first, end } = this.#macro;
    if (end - first !== 1 || tokens.kind[first] !== NUMBER) return null;
    return spellingOf(this.file.text, tokens.start[first], tokens.end[first], tokens.flags[first]);
  }
  expand(): TokenStream {
    return expandDefinition(this.#state, this.#macro);
  }
}

/**
 * Expands a replacement list with the macros as they stand at the end. What is wrong in it is not reported here, but
 * that all of them together are too much.
 */
function expandDefinition(state: State, macro: Macro): TokenSink {
  const before = state.expandable - MAX_CONSTANT_TOKENS;
  const isExhausted = state.constantTokens > MAX_CONSTANTS_TOKENS;
  const quiet: State = {
    ...state,
    diagnostics: new Diagnostics(),
    sink: new TokenSink(state.main, macro.end - macro.first + 8, state.tokensOf),
    contexts: [],
    reader: null,
    expanded: before,
    stopped: isExhausted,
  };
  if (!macro.plain || !expandListPlainly(quiet, macro)) expandList(quiet, macro);
  quiet.sink.push({ ...END, origin: macro.origin });
  state.constantTokens += quiet.expanded - before + macro.end - macro.first;
  if (state.constantTokens > MAX_CONSTANTS_TOKENS && !isExhausted) {
    const args = { name: atomText(macro.atom), limit: MAX_CONSTANTS_TOKENS };
    state.diagnostics.report(catalogue.expansionTooLarge, definitionSpan(macro), args);
  }
  return quiet.sink;
}

function expandList(quiet: State, macro: Macro): void {
  macro.disabled = true;
  pushBarrier(quiet, tokensBetween(macro.tokens, macro.first, macro.end, macro.origin));
  for (let token = readExpanded(quiet); token !== END; token = readExpanded(quiet)) quiet.sink.push(token);
  unwind(quiet);
  macro.disabled = false;
}
