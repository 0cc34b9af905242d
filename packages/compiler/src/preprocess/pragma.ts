// #pragma, _Pragma( "…" ) and Microsoft's __pragma( … ) (C11 6.10.6, 6.10.9).
// Rule: a pragma that changes what declarations mean is carried out or refused; all others are none of our business.

import { atomText, intern } from '../lex/atoms.ts';
import { lex } from '../lex/lex.ts';
import { ERROR, MS_PRAGMA, PRAGMA_OPERATOR, WARNING } from '../lex/names.ts';
import { IDENTIFIER, LEFT_PAREN, RIGHT_PAREN, STRING } from '../lex/token-kind.ts';
import * as catalogue from '../source/catalogue/1-preprocessing.ts';
import { createSourceFile } from '../source/text.ts';
import { callFollows, END, readArgumentToken } from './contexts.ts';
import { expandTokens } from './expand.ts';
import { findMacro, removeMacro, setMacro } from './macro.ts';
import { poison } from './poison.ts';
import { generatedOrigin } from './origin.ts';
import type { Reader, State } from './state.ts';
import { report, tokenSpan } from './state.ts';
import { pack } from './pragma-pack.ts';
import type { Token } from './token.ts';
import { spelling, tokensBetween } from './token.ts';

const ONCE = intern('once');
const PACK = intern('pack');
const PUSH_MACRO = intern('push_macro');
const POP_MACRO = intern('pop_macro');
const GCC = intern('GCC');
const POISON = intern('poison');
/** They change the layout of records in ways this compiler does not know. */
const UNSUPPORTED: ReadonlySet<number> = new Set([intern('scalar_storage_order'), intern('ms_struct')]);

/** # pragma pp-tokens; `first` is the token behind the word. */
export function pragma(state: State, reader: Reader, first: number, end: number): void {
  if (first >= end) return;
  const { tokens, origin } = reader;
  if (tokens.kind[first] === IDENTIFIER && tokens.atom[first] === ONCE) {
    state.files.once.add(state.host.realpath(origin.file.path));
    return;
  }
  const words = tokensBetween(tokens, first, end, origin);
  carryOut(state, words, words[0]);
}

/** Whether a name calls a pragma where it stands in the text. */
export function isPragmaCall(atom: number): boolean {
  return atom === PRAGMA_OPERATOR || atom === MS_PRAGMA;
}

/** _Pragma ( string-literal ) | __pragma ( pp-tokens ): reads on from behind the name. */
export function pragmaCall(state: State, name: Token): void {
  const operand = operandOf(state);
  const span = tokenSpan(name);
  if (operand === null) return report(state, catalogue.pragmaOperand, span, { name: atomText(name.atom) });
  if (name.atom === MS_PRAGMA) return carryOut(state, operand, name);
  const [string] = operand;
  if (operand.length !== 1 || string.kind !== STRING) {
    return report(state, catalogue.pragmaOperand, span, { name: atomText(name.atom) });
  }
  const text = spelling(string)
    .replace(/^L?"|"$/g, '')
    .replace(/\\(["\\])/g, '$1');
  const tokens = lex(text);
  for (let at = 0; at < tokens.count; at++) if (tokens.kind[at] === IDENTIFIER) state.made.add(tokens.atom[at]);
  const origin = generatedOrigin(createSourceFile('<_Pragma>', text), name.origin, name.start, name.end);
  carryOut(state, tokensBetween(tokens, 0, tokens.count - 1, origin), name);
}

/** The tokens between the parentheses that follow; null if they don't. */
function operandOf(state: State): Token[] | null {
  if (!callFollows(state)) return null;
  readArgumentToken(state);
  const tokens: Token[] = [];
  let depth = 0;
  for (let token = readArgumentToken(state); token !== END; token = readArgumentToken(state)) {
    if (token.kind === LEFT_PAREN) depth++;
    if (token.kind === RIGHT_PAREN && depth-- === 0) return tokens;
    tokens.push(token);
  }
  return null;
}

/** `place`: the token that stands for the pragma in the stream and in diagnostics. */
function carryOut(state: State, tokens: readonly Token[], place: Token): void {
  const [first] = tokens;
  if (first === undefined || first.kind !== IDENTIFIER) return;
  if (first.atom === PACK) pack(state, expandTokens(state, tokens.slice(1)), place);
  else if (first.atom === PUSH_MACRO || first.atom === POP_MACRO) saveMacro(state, first.atom === PUSH_MACRO, tokens);
  else if (first.atom === GCC) gcc(state, tokens, place);
  else if (UNSUPPORTED.has(first.atom))
    report(state, catalogue.unsupportedPragma, tokenSpan(place), { name: atomText(first.atom) });
}

/** # pragma GCC error "…" | # pragma GCC warning "…" | # pragma GCC poison { identifier } */
function gcc(state: State, [, word, ...strings]: readonly Token[], place: Token): void {
  if (word?.atom === POISON) return poison(state, strings);
  if (word?.atom !== ERROR && word?.atom !== WARNING) return;
  const kind = word.atom === ERROR ? catalogue.errorDirective : catalogue.warningDirective;
  const text = strings.map((string) => spelling(string).replace(/^"|"$/g, '')).join('');
  report(state, kind, tokenSpan(place), { text });
}

/** # pragma push_macro ( "name" ) | # pragma pop_macro ( "name" ) */
function saveMacro(state: State, push: boolean, tokens: readonly Token[]): void {
  if (tokens[1]?.kind !== LEFT_PAREN || tokens[2]?.kind !== STRING) return;
  const atom = intern(spelling(tokens[2]).slice(1, -1));
  state.made.add(atom);
  let saved = state.pushedMacros.get(atom);
  if (saved === undefined) state.pushedMacros.set(atom, (saved = []));
  if (push) saved.push(findMacro(state.macros, atom));
  else {
    const macro = saved.pop();
    if (macro === null) removeMacro(state.macros, atom);
    else if (macro !== undefined) setMacro(state.macros, macro);
  }
}
