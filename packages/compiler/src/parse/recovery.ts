// In: a mistake at the cursor. Out: one diagnostic, and a cursor from which parsing goes on.
// Rule: the first mistake of a declaration is reported, at the token that cannot stand there; the cursor then goes to
// the end of the stream, where all grammar ends and further mistakes are silent. Whoever can go on (the file, a
// struct's body, a marker) puts the cursor behind the `;` or before the `}` that ends the broken part.

import { atomText } from '../lex/atoms.ts';
import {
  COMMA,
  EOF,
  EQUAL,
  IDENTIFIER,
  LEFT_BRACE,
  LEFT_BRACKET,
  LEFT_PAREN,
  OTHER,
  RIGHT_BRACE,
  RIGHT_BRACKET,
  RIGHT_PAREN,
  SEMICOLON,
  STAR,
  STRING,
  punctuatorText,
} from '../lex/token-kind.ts';
import {
  markerOutside,
  misplacedMarker,
  nestedTooDeep,
  notC,
  unclosedBracket,
  unexpectedToken,
  unknownMacro,
} from '../source/catalogue/2-syntax.ts';
import { unterminatedComment } from '../source/catalogue/1-preprocessing.ts';
import type { Arguments, DiagnosticKind } from '../source/diagnostic.ts';
import { advance, advanceTo, after, kindAfter, type Parser, wordAt } from './parser-state.ts';
import { EXTENSION, LAST_TYPE_CLASS, MARKER, ORDINARY, STATIC_ASSERT, STORAGE } from './words.ts';

/** Reports something that parsing can go on with. */
export function complain(p: Parser, kind: DiagnosticKind, at: number, end: number, args: Arguments): void {
  if (p.failedAt >= 0 || p.quiet || p.diagnostics === null) return;
  p.diagnostics.report(kind, p.stream.spanOf(at, Math.max(at, end - 1)), args);
}

/** Reports a mistake at token `at` and gives the declaration up. */
export function fail(p: Parser, kind: DiagnosticKind, at: number, args: Arguments): void {
  if (p.failedAt >= 0) return;
  complain(p, kind, at, at + 1, args);
  abandon(p);
}

function abandon(p: Parser): void {
  p.failedAt = p.at;
  p.failedBraces = p.braces;
  p.at = p.last;
}

/**
 * Fails: the grammar wants something else than the current token. `what` is a noun phrase or a quoted token.
 * A string or character constant without its end is kept silent about: the preprocessor has reported it.
 */
export function expected(p: Parser, what: string): void {
  if (p.failedAt >= 0) return;
  const word = wordAt(p, p.at) >>> 16;
  const found = describe(p, p.at);
  if (p.kinds[p.at] === EOF && p.endReported) return abandon(p);
  if (p.kinds[p.at] === OTHER && /^["']/.test(found.slice(1))) return abandon(p);
  if (word === MARKER) {
    complainMisplaced(p, p.at);
    abandon(p);
  } else if (isLinkage(p)) fail(p, notC, p.at, { found });
  else if (cPlusPlusWords.has(p.stream.textOf(p.declarationAt))) {
    fail(p, notC, p.declarationAt, { found: describe(p, p.declarationAt) });
  } else fail(p, unexpectedToken, p.at, { expected: what, found });
}

export function tooDeep(p: Parser, what: string, limit: number): void {
  fail(p, nestedTooDeep, p.at, { what, limit });
}

/** Consumes a token of the kind; fails without one. */
export function expect(p: Parser, kind: number): void {
  if (p.kinds[p.at] === kind) advance(p);
  else expected(p, `'${punctuatorText(kind)}'`);
}

/** The same for the bracket that closes the one at `open`: at the end of the file, that one is to blame. */
export function expectClosing(p: Parser, kind: number, open: number): void {
  if (p.kinds[p.at] === kind) advance(p);
  else if (p.kinds[p.at] === EOF && p.failedAt < 0) failUnclosed(p, open, p.at);
  else expected(p, `'${punctuatorText(kind)}'`);
}

/** A `;`. One that is forgotten before `}` or before what can only begin a declaration is reported and made up. */
export function expectSemicolon(p: Parser): void {
  const kind = p.kinds[p.at];
  if (kind === SEMICOLON) return advance(p);
  if (kind === RIGHT_BRACE || beginsDeclaration(p)) {
    complain(p, unexpectedToken, p.at, p.at + 1, { expected: "';'", found: describe(p, p.at) });
  } else expected(p, "';'");
}

/** Whether what stands here cannot belong to the declaration before it. */
export function beginsDeclaration(p: Parser): boolean {
  if (p.kinds[p.at] !== IDENTIFIER) return false;
  const word = wordAt(p, p.at) >>> 16;
  if (word === ORDINARY) return p.typedefs.has(p.atoms[p.at]) && (kindAfter(p) === IDENTIFIER || kindAfter(p) === STAR);
  return word <= LAST_TYPE_CLASS || word === STORAGE || word === EXTENSION || word === STATIC_ASSERT;
}

/** An identifier that can only be a macro nobody defined: reported once per name. */
export function complainUnknownMacro(p: Parser, at: number, atom: number): void {
  if (p.failedAt >= 0 || p.reported.has(atom)) return;
  p.reported.add(atom);
  if (wordAt(p, at) >>> 16 === MARKER) return complainMisplaced(p, at);
  complain(p, unknownMacro, at, at + 1, { name: atomText(atom), guess: guessMarker(p, atomText(atom)) });
}

/** The marker that a name was probably meant to be, if it looks like one. */
function guessMarker(p: Parser, name: string): string {
  if (p.diagnostics === null || !/^(_|q|QIDL)/.test(name)) return '';
  return p.diagnostics.guess(name, () => [...p.lexicon.byAtom.values()].map(({ spelling }) => spelling));
}

/** A marker where none may stand, or in a file where it is none. */
export function complainMisplaced(p: Parser, at: number): void {
  const kind = p.isExporting(at) ? misplacedMarker : markerOutside;
  complain(p, kind, at, at + 1, { marker: atomText(p.atoms[at]) });
}

// ---- Brackets ----

/** Steps over a bracket at the cursor, all that is in it, and the one that closes it. Fails if none does. */
export function skipBracketed(p: Parser): void {
  const open = p.at;
  const close = closingOf(p, open);
  if (p.kinds[close] === closerOf(p.kinds[open])) {
    advanceTo(p, close);
    advance(p);
  } else failUnclosed(p, open, close);
}

/**
 * The index of the bracket that closes the one at `open`; if there is none, of the token that shows it: a `;` or `}`
 * that is in no braces of its own, or EOF. Inside braces only braces count.
 */
export function closingOf(p: Parser, open: number): number {
  const opener = p.kinds[open];
  const closer = closerOf(opener);
  let depth = 0;
  let braces = 0;
  for (let at = open; ; at++) {
    const kind = p.kinds[at];
    if (kind === opener) depth++;
    else if (kind === closer && --depth === 0) return at;
    else if (kind === EOF) return at;
    else if (opener !== LEFT_BRACE) {
      if (kind === LEFT_BRACE) braces++;
      else if (kind === RIGHT_BRACE && --braces < 0) return at;
      else if (kind === SEMICOLON && braces === 0) return at;
    }
  }
}

function closerOf(kind: number): number {
  if (kind === LEFT_PAREN) return RIGHT_PAREN;
  return kind === LEFT_BRACE ? RIGHT_BRACE : RIGHT_BRACKET;
}

/** Fails because the bracket at `open` has no closing one; `found` shows it. */
export function failUnclosed(p: Parser, open: number, found: number): void {
  // A comment without its end took the bracket with it, and is the one mistake there is.
  if (p.kinds[found] === EOF && p.diagnostics?.list.some(({ code }) => code === unterminatedComment.code)) {
    if (p.failedAt < 0) abandon(p);
    return;
  }
  if (p.kinds[found] === EOF && p.failedAt < 0) {
    if (p.endReported) return abandon(p);
    p.endReported = !p.quiet;
  }
  const kind = p.kinds[open];
  const args = { open: punctuatorText(kind), close: punctuatorText(closerOf(kind)), found: describe(p, found) };
  fail(p, unclosedBracket, open, args);
}

// ---- Going on ----

/**
 * Puts the cursor behind the `;` that ends the broken declaration, or before the `}` that ends what it stands in.
 * `braces`: how many braces are open around the declaration.
 */
export function recover(p: Parser, braces: number): void {
  let depth = p.failedBraces - braces;
  let at = p.failedAt;
  p.failedAt = -1;
  p.braces = braces;
  p.at = at;
  for (; ; at = after(p, at)) {
    const kind = p.kinds[at];
    if (kind === EOF) break;
    if (kind === LEFT_BRACE) depth++;
    else if (kind === SEMICOLON && depth === 0) {
      at = after(p, at);
      break;
    } else if (kind === RIGHT_BRACE) {
      if (depth === 0) break;
      if (--depth === 0 && !goesOn(p, after(p, at))) {
        at = after(p, at);
        if (p.kinds[at] === SEMICOLON) at = after(p, at);
        break;
      }
    }
  }
  advanceTo(p, at);
}

/** Whether a declaration goes on at the token behind its `}`: `} name;`, `} *a, b;`. */
function goesOn(p: Parser, index: number): boolean {
  const kind = p.kinds[index];
  if (kind === STAR || kind === COMMA || kind === RIGHT_PAREN) return true;
  if (kind !== IDENTIFIER || wordAt(p, index) >>> 16 !== ORDINARY) return false;
  const next = p.kinds[after(p, index)];
  return next === SEMICOLON || next === COMMA || next === EQUAL || next === LEFT_BRACKET;
}

/**
 * The same for a list in braces of which the rest is given up: puts the cursor on the `}`. `braces`: how many are open
 * around the list. Without a `}` the mistake is left to whoever is further out.
 */
export function recoverInBraces(p: Parser, braces: number): void {
  let depth = p.failedBraces - braces;
  for (let at = p.failedAt; p.kinds[at] !== EOF; at = after(p, at)) {
    if (p.kinds[at] === LEFT_BRACE) depth++;
    else if (p.kinds[at] === RIGHT_BRACE && --depth === 0) {
      p.at = p.failedAt;
      p.failedAt = -1;
      return advanceTo(p, at);
    }
  }
}

// ---- Words for people ----

const LONGEST_SHOWN = 40;

/** A token as a message names it. */
export function describe(p: Parser, index: number): string {
  if (p.kinds[index] === EOF) return 'the end of the file';
  const text = p.stream.textOf(index);
  return text.length > LONGEST_SHOWN ? `'${text.slice(0, LONGEST_SHOWN)}…'` : `'${text}'`;
}

const cPlusPlusWords: ReadonlySet<string> = new Set(['class', 'namespace', 'template', 'using']);

/** `extern "C"`. */
function isLinkage(p: Parser): boolean {
  return p.kinds[p.at] === STRING && p.at > 0 && p.stream.textOf(p.at - 1) === 'extern';
}
