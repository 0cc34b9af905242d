// #define and #undef (C11 6.10.3, and GNU's named variable arguments).
// Rule: the definition is checked here, once; its replacement list is only remembered as a range of tokens.

import { atomText } from '../lex/atoms.ts';
import {
  DEFINED,
  HAS_ATTRIBUTE,
  HAS_BUILTIN,
  HAS_C_ATTRIBUTE,
  HAS_CPP_ATTRIBUTE,
  HAS_INCLUDE,
  HAS_INCLUDE_NEXT,
  MS_PRAGMA,
  PRAGMA_OPERATOR,
  VA_ARGS,
  VA_OPT,
} from '../lex/names.ts';
import { COMMA, ELLIPSIS, HASH, HASH_HASH, IDENTIFIER, LEFT_PAREN, RIGHT_PAREN } from '../lex/token-kind.ts';
import type { Tokens } from '../lex/tokens.ts';
import { LINE_START, SPACE_BEFORE } from '../lex/tokens.ts';
import * as catalogue from '../source/catalogue/1-preprocessing.ts';
import type { DiagnosticKind } from '../source/diagnostic.ts';
import type { Macro } from './macro.ts';
import { findMacro, NONE, removeMacro, setMacro } from './macro.ts';
import { isPoisoned, reportPoisonedWords } from './poison.ts';
import type { Reader, State } from './state.ts';
import { definedAt, readerSpan, report } from './state.ts';
import { closingParen } from './replacement-list.ts';
import { spellingOf } from './token.ts';

/** Parameters of one macro. C11 5.2.4.1 asks for 127. */
export const MAX_MACRO_PARAMETERS = 1024;

const NOT_DEFINABLE: ReadonlySet<number> = new Set([
  DEFINED,
  VA_ARGS,
  VA_OPT,
  PRAGMA_OPERATOR,
  MS_PRAGMA,
  HAS_INCLUDE,
  HAS_INCLUDE_NEXT,
  HAS_ATTRIBUTE,
  HAS_C_ATTRIBUTE,
  HAS_CPP_ATTRIBUTE,
  HAS_BUILTIN,
]);

interface Parameters {
  readonly atoms: number[];
  readonly variadic: boolean;
  /** One past the `)`. */
  readonly end: number;
}

/**
 * # define identifier replacement-list new-line
 * # define identifier lparen identifier-list? , ...? ) replacement-list new-line
 */
export function define(state: State, reader: Reader, hash: number, end: number): void {
  const { tokens } = reader;
  const nameAt = macroName(state, reader, hash, end);
  if (nameAt < 0) return;
  let first = nameAt + 1;
  let parameters: Parameters | null = null;
  if (first < end && tokens.kind[first] === LEFT_PAREN && (tokens.flags[first] & SPACE_BEFORE) === 0) {
    parameters = readParameters(state, reader, nameAt, end);
    if (parameters === null) return;
    first = parameters.end;
  }
  const atom = tokens.atom[nameAt];
  const pastes = hasKind(tokens, HASH_HASH, first, end);
  const macro: Macro = {
    atom,
    builtin: NONE,
    tokens,
    origin: reader.origin,
    nameAt,
    first,
    end,
    parameters: parameters?.atoms ?? null,
    variadic: parameters?.variadic ?? false,
    plain: parameters === null && !pastes,
    body: null,
    disabled: false,
  };
  if (!isReplacementValid(state, reader, macro)) return;
  reportPoisonedWords(state, reader, nameAt, end);
  if (isPoisoned(state, atom)) return;
  if (reader.exporting && state.options.reserved?.has(atom)) return;
  const known = findMacro(state.macros, atom);
  if (known !== null && !sameDefinition(known, macro)) reportRedefinition(state, reader, known, macro);
  setMacro(state.macros, macro);
}

/** # undef identifier new-line */
export function undefine(state: State, reader: Reader, hash: number, end: number): void {
  const nameAt = macroName(state, reader, hash, end);
  if (nameAt < 0) return;
  reportExtraTokens(state, reader, hash, nameAt + 1, end);
  reportPoisonedWords(state, reader, nameAt, end);
  const atom = reader.tokens.atom[nameAt];
  if (!isPoisoned(state, atom)) removeMacro(state.macros, atom);
}

export function reportExtraTokens(state: State, reader: Reader, hash: number, first: number, end: number): void {
  if (first >= end) return;
  const directive = spelled(reader.tokens, hash + 1, reader);
  report(state, catalogue.extraTokens, readerSpan(reader, first, end), { directive });
}

/** Index of the name in #define, #undef, #ifdef …; −1 and a diagnostic if there is none that may be a macro's. */
export function macroName(state: State, reader: Reader, hash: number, end: number): number {
  const { tokens } = reader;
  const at = hash + 2;
  const directive = spelled(tokens, hash + 1, reader);
  if (at >= end) {
    report(state, catalogue.missingMacroName, readerSpan(reader, hash, end), { directive });
  } else if (tokens.kind[at] !== IDENTIFIER) {
    report(state, catalogue.macroNameNotIdentifier, readerSpan(reader, at), { directive });
  } else if (NOT_DEFINABLE.has(tokens.atom[at]) && (directive === 'define' || directive === 'undef')) {
    report(state, catalogue.reservedMacroName, readerSpan(reader, at), { name: atomText(tokens.atom[at]) });
  } else return at;
  return -1;
}

function readParameters(state: State, reader: Reader, nameAt: number, end: number): Parameters | null {
  const { kind, atom } = reader.tokens;
  const atoms: number[] = [];
  const fail = (kind: DiagnosticKind, at: number, name: string): null => {
    report(state, kind, at < end ? readerSpan(reader, at) : readerSpan(reader, nameAt, end), { name });
    return null;
  };
  const macro = atomText(atom[nameAt]);
  let at = nameAt + 2;
  if (at < end && kind[at] === RIGHT_PAREN) return { atoms, variadic: false, end: at + 1 };
  for (;;) {
    let variadic = false;
    if (at < end && kind[at] === ELLIPSIS) {
      atoms.push(VA_ARGS);
      variadic = true;
    } else if (at < end && kind[at] === IDENTIFIER) {
      if (atom[at] === VA_ARGS || atom[at] === VA_OPT) return fail(catalogue.reservedMacroName, at, atomText(atom[at]));
      if (atoms.includes(atom[at])) return fail(catalogue.duplicateParameter, at, atomText(atom[at]));
      atoms.push(atom[at]);
      // GNU: args...
      if (at + 1 < end && kind[at + 1] === ELLIPSIS) {
        variadic = true;
        at++;
      }
    } else return fail(at < end ? catalogue.parameterExpected : catalogue.unterminatedParameters, at, macro);
    if (atoms.length > MAX_MACRO_PARAMETERS) return fail(catalogue.tooManyParameters, at, String(MAX_MACRO_PARAMETERS));
    at++;
    if (at < end && kind[at] === RIGHT_PAREN) return { atoms, variadic, end: at + 1 };
    if (at >= end || variadic || kind[at] !== COMMA) {
      return fail(at < end ? catalogue.parameterExpected : catalogue.unterminatedParameters, at, macro);
    }
    at++;
  }
}

/** `#` only before a parameter, `##` only between two tokens, __VA_OPT__ only with a variable argument. */
function isReplacementValid(state: State, reader: Reader, macro: Macro): boolean {
  const { tokens, first, end } = macro;
  const { kind, atom, flags } = tokens;
  if (macro.parameters === null && first < end && (flags[first] & SPACE_BEFORE) === 0) {
    report(state, catalogue.spaceAfterMacroName, readerSpan(reader, macro.nameAt), { name: atomText(macro.atom) });
  }
  let optionalEnd = -1;
  for (let at = first; at < end; at++) {
    const edge =
      at === first ||
      at === end - 1 ||
      (at < optionalEnd && kind[at - 2] === IDENTIFIER && atom[at - 2] === VA_OPT) ||
      at === optionalEnd - 1;
    if (kind[at] === HASH_HASH && edge) {
      report(state, catalogue.pasteAtEnd, readerSpan(reader, at));
      return false;
    }
    if (kind[at] === HASH && macro.parameters !== null && !isOperand(macro, at + 1)) {
      report(state, catalogue.hashNotParameter, readerSpan(reader, at, Math.min(at + 2, end)));
      return false;
    }
    if (kind[at] !== IDENTIFIER || (atom[at] !== VA_OPT && atom[at] !== VA_ARGS)) continue;
    if (!macro.variadic || (atom[at] === VA_ARGS && !macro.parameters!.includes(VA_ARGS))) {
      report(state, catalogue.variadicOnly, readerSpan(reader, at), { name: atomText(atom[at]) });
    } else if (atom[at] === VA_OPT) {
      const close = kind[at + 1] === LEFT_PAREN ? closingParen(macro, at + 1, end) : end;
      if (close >= end || at < optionalEnd) {
        report(state, catalogue.malformedOptional, readerSpan(reader, at));
        return false;
      }
      optionalEnd = close;
    }
  }
  return true;
}

function isOperand({ tokens, parameters, variadic, end }: Macro, at: number): boolean {
  if (at >= end || tokens.kind[at] !== IDENTIFIER) return false;
  return parameters!.includes(tokens.atom[at]) || (variadic && tokens.atom[at] === VA_OPT);
}

function hasKind({ kind }: Tokens, wanted: number, first: number, end: number): boolean {
  for (let at = first; at < end; at++) if (kind[at] === wanted) return true;
  return false;
}

/** C11 6.10.3p2: same parameters, same tokens, white space in the same places. */
function sameDefinition(a: Macro, b: Macro): boolean {
  const length = a.end - a.first;
  if (a.builtin !== NONE || length !== b.end - b.first || a.variadic !== b.variadic) return false;
  if ((a.parameters === null) !== (b.parameters === null)) return false;
  if (a.parameters !== null && a.parameters.join() !== b.parameters!.join()) return false;
  for (let offset = 0; offset < length; offset++)
    if (!sameToken(a, a.first + offset, b, b.first + offset)) return false;
  return true;
}

function sameToken(a: Macro, i: number, b: Macro, j: number): boolean {
  if (a.tokens.kind[i] !== b.tokens.kind[j] || a.tokens.atom[i] !== b.tokens.atom[j]) return false;
  const spacing = SPACE_BEFORE | LINE_START;
  if (i > a.first && (a.tokens.flags[i] & spacing) !== (b.tokens.flags[j] & spacing)) return false;
  return a.tokens.kind[i] === IDENTIFIER || spelled(a.tokens, i, a) === spelled(b.tokens, j, b);
}

function reportRedefinition(state: State, reader: Reader, known: Macro, macro: Macro): void {
  const name = atomText(macro.atom);
  const notes =
    known.tokens.count > 1 ? [{ message: `'${name}' was defined here before`, span: definedAt(state, known) }] : [];
  report(state, catalogue.macroRedefined, readerSpan(reader, macro.nameAt), { name }, notes);
}

function spelled(tokens: Tokens, at: number, { origin }: { origin: Reader['origin'] }): string {
  return spellingOf(origin.file.text, tokens.start[at], tokens.end[at], tokens.flags[at]);
}
