// In: a reader at the start of a file. Out: the file's tokens in the stream, directives carried out.
// Rule: between two directives, runs of tokens that no macro can touch are copied as they are; only a name that some
// #define ever defined is looked at.

import { IDENTIFIER, OTHER } from '../lex/token-kind.ts';
import * as catalogue from '../source/catalogue/1-preprocessing.ts';
import { reportOpenConditionals } from './conditional.ts';
import { END } from './contexts.ts';
import { enterMacro, macroAt, readExpanded } from './expand.ts';
import type { Macro } from './macro.ts';
import { mayBeMacro, POISONED, PRAGMA_CALL } from './macro.ts';
import { expandPlainly } from './plain-macro.ts';
import { reportPoisoned } from './poison.ts';
import { isPragmaCall, pragmaCall } from './pragma.ts';
import type { Reader, State } from './state.ts';
import { report, tokenSpan } from './state.ts';
import type { Token } from './token.ts';
import { isSpaced, spelling, tokenAt } from './token.ts';

export function readFile(state: State, reader: Reader): void {
  const outer = state.reader;
  state.reader = reader;
  const { tokens } = reader;
  const { directives } = tokens;
  const last = tokens.count - 1;
  while (!state.stopped) {
    while (reader.directive < directives.length && directives[reader.directive] < reader.at) reader.directive++;
    const next = reader.directive < directives.length ? directives[reader.directive] : last;
    if (reader.at < next) readText(state, reader, next);
    else if (next === last) break;
    else state.handleDirective(state, reader);
  }
  if (tokens.unterminatedComment >= 0) reportUnterminatedComment(state, reader);
  else reportOpenConditionals(state, reader);
  state.reader = outer;
}

/** The tokens up to `end`, where a directive or the end of the file is, or up to the end of a macro call beyond. */
function readText(state: State, reader: Reader, end: number): void {
  if (reader.regions === null) return readRun(state, reader, end);
  const { regions } = reader;
  for (let index = 0; index < regions.length && regions[index] < end && !state.stopped; index += 2) {
    if (reader.at >= regions[index + 1]) continue;
    reader.at = Math.max(reader.at, regions[index]);
    if (reader.at < end) readRun(state, reader, Math.min(end, regions[index + 1]));
  }
  reader.at = Math.max(reader.at, end);
}

function readRun(state: State, reader: Reader, end: number): void {
  const { kind, atom } = reader.tokens;
  const names = mayBeMacro();
  let first = reader.at;
  let at = first;
  for (; at < end; at++) {
    if (kind[at] !== IDENTIFIER || names[atom[at]] !== 1) continue;
    const macro = macroAt(state, atom[at]);
    if (macro === null) continue;
    copyRun(state, reader, first, at);
    reader.at = at + 1;
    if (!isExpandedPlainly(state, reader, at, macro)) expandAt(state, reader, at, macro);
    // The call's arguments may have gone on behind a directive.
    if (reader.at > end || state.stopped) return;
    first = reader.at;
    at = first - 1;
  }
  copyRun(state, reader, first, end);
  reader.at = end;
}

function isExpandedPlainly(state: State, { tokens, origin }: Reader, at: number, macro: Macro): boolean {
  const { start, end, flags } = tokens;
  return macro.plain && expandPlainly(state, macro, origin, start[at], end[at], isSpaced(flags[at]));
}

function expandAt(state: State, { tokens, origin }: Reader, at: number, macro: Macro): void {
  const name = tokenAt(tokens, at, origin);
  if (macro.builtin === PRAGMA_CALL) pragmaCall(state, name);
  else if (enterMacro(state, name, macro)) drain(state);
  else {
    if (macro.builtin === POISONED) reportPoisoned(state, name);
    state.sink.push(name);
  }
}

function copyRun(state: State, reader: Reader, first: number, end: number): void {
  const { tokens, origin } = reader;
  state.sink.copy(tokens, first, end, origin, null);
  for (const index of tokens.unterminated) {
    if (index >= first && index < end) reportUnterminated(state, tokenAt(tokens, index, origin));
  }
}

/** Takes what expansion gives until it is used up. */
function drain(state: State): void {
  for (let token = readExpanded(state); token !== END; token = readExpanded(state)) {
    if (token.kind === IDENTIFIER && isPragmaCall(token.atom)) pragmaCall(state, token);
    else {
      if (token.kind === OTHER) reportUnterminated(state, token);
      state.sink.push(token);
    }
  }
}

function reportUnterminated(state: State, token: Token): void {
  const text = spelling(token);
  const quote = text.endsWith('"') || text.includes('"') ? '"' : "'";
  if (text.includes('"') || text.includes("'"))
    report(state, catalogue.unterminatedLiteral, tokenSpan(token), { quote });
}

function reportUnterminatedComment(state: State, { tokens, origin }: Reader): void {
  const start = tokens.unterminatedComment;
  const span = { file: origin.file, start, end: start + 2, via: null };
  report(state, catalogue.unterminatedComment, span);
}
