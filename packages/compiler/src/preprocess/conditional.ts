// #if … #endif (C11 6.10.1; #elifdef and #elifndef are C23's). Rule: a group that is skipped is not looked at but for
// its directives, whose places the lexer knows: skipping is a walk from `#` to `#`.

import { KW_ELSE, KW_IF } from '../lex/keywords.ts';
import { ELIF, ELIFDEF, ELIFNDEF, ENDIF, IFDEF, IFNDEF } from '../lex/names.ts';
import * as catalogue from '../source/catalogue/1-preprocessing.ts';
import { evaluateCondition } from './condition.ts';
import { macroName, reportExtraTokens } from './define.ts';
import { directiveName } from './include-guard.ts';
import { isDefined } from './macro.ts';
import { reportPoisonedWords } from './poison.ts';
import type { Conditional, Reader, State } from './state.ts';
import { readerSpan, report, stop } from './state.ts';
import { lineEnd } from './line.ts';

/** #ifs inside one another, in one file. */
export const MAX_CONDITIONAL_NESTING = 1000;

/** # if constant-expression | # ifdef identifier | # ifndef identifier */
export function openConditional(state: State, reader: Reader, hash: number, end: number): void {
  if (reader.conditionals.length >= MAX_CONDITIONAL_NESTING) {
    stop(state, catalogue.conditionalsTooDeep, readerSpan(reader, hash, end), { limit: MAX_CONDITIONAL_NESTING });
    return;
  }
  const taken = isTaken(state, reader, hash, end);
  const conditional: Conditional = { at: hash, taken, hasElse: false };
  reader.conditionals.push(conditional);
  reader.at = end;
  if (!taken) skipGroups(state, reader, conditional);
}

/** #elif, #else or #endif where a group was kept: the end of that group. */
export function continueConditional(state: State, reader: Reader, hash: number, end: number): void {
  const conditional = reader.conditionals[reader.conditionals.length - 1];
  if (conditional === undefined) {
    report(state, catalogue.directiveWithoutIf, readerSpan(reader, hash, hash + 2), {
      directive: nameOf(reader, hash),
    });
    reader.at = end;
    return;
  }
  reader.at = hash;
  skipGroups(state, reader, conditional);
}

/** Goes from a directive of this conditional on, until one of its groups is to be kept or it ends. */
function skipGroups(state: State, reader: Reader, conditional: Conditional): void {
  const { tokens } = reader;
  const { directives } = tokens;
  let depth = 0;
  let next = reader.directive;
  while (next < directives.length && directives[next] < reader.at) next++;
  for (; next < directives.length && !state.stopped; next++) {
    const hash = directives[next];
    const name = directiveName(tokens, hash);
    if (name === KW_IF || name === IFDEF || name === IFNDEF) depth++;
    else if (name === ENDIF && depth > 0) depth--;
    else if (depth === 0 && endsSkipping(state, reader, conditional, hash, name)) {
      reader.at = lineEnd(tokens, hash);
      return;
    }
  }
  reader.at = tokens.count - 1;
}

function endsSkipping(state: State, reader: Reader, conditional: Conditional, hash: number, name: number): boolean {
  const end = lineEnd(reader.tokens, hash);
  if (name === ENDIF) {
    reportExtraTokens(state, reader, hash, hash + 2, end);
    reader.conditionals.pop();
    return true;
  }
  const isElse = name === KW_ELSE;
  if (!isElse && name !== ELIF && name !== ELIFDEF && name !== ELIFNDEF) return false;
  if (conditional.hasElse) {
    const note = {
      message: 'the conditional begins here',
      span: readerSpan(reader, conditional.at, conditional.at + 2),
    };
    report(
      state,
      catalogue.directiveAfterElse,
      readerSpan(reader, hash, hash + 2),
      { directive: nameOf(reader, hash) },
      [note],
    );
    return false;
  }
  conditional.hasElse = isElse;
  if (isElse) reportExtraTokens(state, reader, hash, hash + 2, end);
  if (conditional.taken || (!isElse && !isTaken(state, reader, hash, end))) return false;
  conditional.taken = true;
  return true;
}

function isTaken(state: State, reader: Reader, hash: number, end: number): boolean {
  const name = directiveName(reader.tokens, hash);
  reportPoisonedWords(state, reader, hash + 2, end);
  if (name === KW_IF || name === ELIF) return evaluateCondition(state, reader, hash, hash + 2, end);
  const at = macroName(state, reader, hash, end);
  if (at < 0) return false;
  reportExtraTokens(state, reader, hash, at + 1, end);
  return isDefined(state.macros, reader.tokens.atom[at]) === (name === IFDEF || name === ELIFDEF);
}

function nameOf({ tokens, file }: Reader, hash: number): string {
  return file.source.text.slice(tokens.start[hash + 1], tokens.end[hash + 1]);
}

/** At the end of a file: its conditionals must have ended too (6.10). */
export function reportOpenConditionals(state: State, reader: Reader): void {
  if (reader.cutShort) return;
  for (const { at } of reader.conditionals) {
    report(state, catalogue.unterminatedConditional, readerSpan(reader, at, lineEnd(reader.tokens, at)), {
      directive: nameOf(reader, at),
    });
  }
}
