// In: a `#` at the start of a line. Out: its effect (C11 6.10, and the directives of GNU cpp).
// Rule: a directive ends with its line; the reader stands behind it afterwards, or behind the groups it skipped.

import { atomText } from '../lex/atoms.ts';
import { KW_ELSE, KW_IF } from '../lex/keywords.ts';
import * as names from '../lex/names.ts';
import { HEADER_NAME, IDENTIFIER, NUMBER, STRING } from '../lex/token-kind.ts';
import { SPACE_BEFORE } from '../lex/tokens.ts';
import * as catalogue from '../source/catalogue/1-preprocessing.ts';
import { positionOf } from '../source/text.ts';
import { continueConditional, openConditional } from './conditional.ts';
import { define, reportExtraTokens, undefine } from './define.ts';
import { expandTokens } from './expand.ts';
import { headerNameOf, include } from './include.ts';
import { lineEnd } from './line.ts';
import { pragma } from './pragma.ts';
import { readFile } from './read-file.ts';
import type { Reader, State } from './state.ts';
import { readerSpan, report } from './state.ts';
import { spelling, tokensBetween } from './token.ts';

/** A directive's own work; `end` is one past its line. */
type Directive = (state: State, reader: Reader, hash: number, end: number) => void;

const DIRECTIVES: ReadonlyMap<number, Directive> = new Map<number, Directive>([
  [names.DEFINE, define],
  [names.UNDEF, undefine],
  [names.INCLUDE, includeFile],
  [names.INCLUDE_NEXT, includeFile],
  [names.IMPORT, includeFile],
  [KW_IF, openConditional],
  [names.IFDEF, openConditional],
  [names.IFNDEF, openConditional],
  [KW_ELSE, continueConditional],
  [names.ELIF, continueConditional],
  [names.ELIFDEF, continueConditional],
  [names.ELIFNDEF, continueConditional],
  [names.ENDIF, continueConditional],
  [names.LINE, line],
  [names.ERROR, message],
  [names.WARNING, message],
  [names.PRAGMA, (state, reader, hash, end) => pragma(state, reader, hash + 2, end)],
  // Comments for the object file: nothing that a header's declarations depend on.
  [names.IDENT, ignore],
  [names.SCCS, ignore],
  [names.ASSERT, leaveOut],
  [names.UNASSERT, leaveOut],
]);

/** Carries out the directive whose `#` the reader stands at. */
export function handleDirective(state: State, reader: Reader): void {
  const { tokens } = reader;
  const hash = reader.at;
  const end = lineEnd(tokens, hash);
  reader.at = end;
  if (end > hash + 1) {
    const directive = tokens.kind[hash + 1] === IDENTIFIER ? DIRECTIVES.get(tokens.atom[hash + 1]) : undefined;
    if (directive !== undefined) directive(state, reader, hash, end);
    else if (tokens.kind[hash + 1] === NUMBER) line(state, reader, hash - 1, end);
    else {
      const written = reader.file.source.text.slice(tokens.start[hash + 1], tokens.end[hash + 1]);
      report(state, catalogue.unknownDirective, readerSpan(reader, hash, hash + 2), { directive: written });
    }
  }
  const { directives } = tokens;
  while (reader.directive < directives.length && directives[reader.directive] < reader.at) reader.directive++;
}

function ignore(): void {}

/** SVR4's assertions. */
function leaveOut(state: State, reader: Reader, hash: number, end: number): void {
  const directive = `#${atomText(reader.tokens.atom[hash + 1])}`;
  report(state, catalogue.notCarriedOut, readerSpan(reader, hash, end), { directive });
}

/** # include header-name | # include pp-tokens that expand to one */
function includeFile(state: State, reader: Reader, hash: number, end: number): void {
  const { tokens, origin } = reader;
  const span = readerSpan(reader, hash, end);
  const directive = tokens.atom[hash + 1];
  const name = spelling(tokensBetween(tokens, hash + 1, hash + 2, origin)[0]);
  let operand = tokensBetween(tokens, hash + 2, end, origin);
  const written = operand[0]?.kind === HEADER_NAME;
  if (!written) operand = expandTokens(state, operand);
  const header = headerNameOf(operand);
  if (header === null) return report(state, catalogue.includeSyntax, span, { directive: name });
  if (written) reportExtraTokens(state, reader, hash, hash + 3, end);
  if (state.collecting) return report(state, catalogue.includeInArguments, span, { directive: name });
  const next = directive === names.INCLUDE_NEXT && reader.origin.parent !== null;
  if (directive === names.INCLUDE_NEXT && !next) report(state, catalogue.includeNextInMain, span);
  include(state, reader, header, next, span, (included) => {
    readFile(state, included);
    if (directive === names.IMPORT) state.files.once.add(state.host.realpath(included.file.source.path));
  });
}

/** # line digit-sequence "file"? | # digit-sequence "file"? flags */
function line(state: State, reader: Reader, hash: number, end: number): void {
  const { tokens, origin, file } = reader;
  const span = readerSpan(reader, Math.max(hash, 0), end);
  const [number, name] = expandTokens(state, tokensBetween(tokens, hash + 2, end, origin));
  const digits = number?.kind === NUMBER ? spelling(number) : '';
  if (!/^\d{1,10}$/.test(digits) || (name !== undefined && name.kind !== STRING)) {
    return report(state, catalogue.lineSyntax, span);
  }
  reader.lineDelta = Number(digits) - positionOf(file.source, tokens.start[hash + 2]).line - 1;
  if (name !== undefined) reader.presumedName = spelling(name).slice(1, -1).replace(/\\(.)/g, '$1');
}

/** # error pp-tokens | # warning pp-tokens */
function message(state: State, reader: Reader, hash: number, end: number): void {
  const { tokens, origin } = reader;
  const words = tokensBetween(tokens, hash + 2, end, origin);
  const text = words
    .map((word, index) => (index > 0 && word.flags & SPACE_BEFORE ? ' ' : '') + spelling(word))
    .join('');
  const kind = tokens.atom[hash + 1] === names.ERROR ? catalogue.errorDirective : catalogue.warningDirective;
  report(state, kind, readerSpan(reader, hash, end), { text });
}
