// In: the tokens of a marker. Out: the marker as written, with its arguments, or a diagnostic.
// Rule: language.md. Markers are recognised in exporting files only, and only where one may stand: in the declaration
// `int _version;` the marker's word is the field's name, because there is no other.

import { atomText } from '../lex/atoms.ts';
import { COMMA, IDENTIFIER, LEFT_PAREN, RIGHT_PAREN, SEMICOLON, STAR } from '../lex/token-kind.ts';
import { markerArguments, misplacedMarker, unknownGroupWord } from '../source/catalogue/2-syntax.ts';
import { parseTypeName } from './declarators.ts';
import { enterExpression, leaveExpression } from './expressions.ts';
import { parseInitializer } from './initializers.ts';
import { accept, advance, advanceTo, after, endOf, kindAfter, type Parser, wordAt } from './parser-state.ts';
import { closingOf, complain, expected } from './recovery.ts';
import type { ArgumentSyntax, MarkerArgument, MarkerPlace, MarkerSyntax, RawMarker } from './syntax.ts';
import { ASM, ATTRIBUTE, DECLSPEC, MARKER } from './words.ts';

/** The marker whose spelling is the token, if the token's file exports; else undefined. */
export function markerAt(p: Parser, index: number): MarkerSyntax | undefined {
  if (wordAt(p, index) >>> 16 !== MARKER || !p.isExporting(index)) return undefined;
  return p.lexicon.byAtom.get(p.atoms[index]);
}

export function fieldMarkerAt(p: Parser, index: number): MarkerSyntax | undefined {
  const syntax = markerAt(p, index);
  return syntax !== undefined && (syntax.form === 'field' || syntax.form === 'group') ? syntax : undefined;
}

export function isFieldMarkerAt(p: Parser, index: number): boolean {
  return fieldMarkerAt(p, index) !== undefined;
}

/** Whether the cursor is at a field marker. Ask behind a declarator's name, where no other name can stand. */
export function isMarkerHere(p: Parser): boolean {
  return isFieldMarkerAt(p, p.at);
}

/** The same before a declarator's name: not if the word is itself the name. */
export function isMarkerBeforeName(p: Parser): boolean {
  if (fieldMarkerAt(p, p.at) === undefined) return false;
  if (p.at >= p.runEnd) findName(p);
  return p.at !== p.runName;
}

/**
 * The same behind the body of a struct or union without a tag, which needs no name: with nothing but markers before
 * the `;` they all are, but for one that lacks its arguments.
 */
export function isMarkerOfAnonymous(p: Parser): boolean {
  if (isMarkerBeforeName(p)) return true;
  const syntax = fieldMarkerAt(p, p.at);
  if (syntax === undefined || p.kinds[p.runEnd] !== SEMICOLON) return false;
  return syntax.least === 0 || kindAfter(p) === LEFT_PAREN;
}

/**
 * Looks through a run of markers for the field's name. If the declarator ends behind the run, one of its words is the
 * name: one that lacks its arguments, else the first without any. The answer is kept for the whole run.
 */
function findName(p: Parser): void {
  let needy = -1;
  let bare = -1;
  let at = p.at;
  for (let syntax = fieldMarkerAt(p, at); syntax !== undefined; syntax = fieldMarkerAt(p, at)) {
    const next = after(p, at);
    const called = syntax.most > 0 && p.kinds[next] === LEFT_PAREN;
    if (!called && bare < 0) bare = at;
    if (!called && syntax.least > 0 && needy < 0) needy = at;
    at = skipAttributes(p, called ? after(p, closingOf(p, next)) : next);
  }
  p.runEnd = at;
  p.runName = namesFollow(p, at) ? -1 : needy >= 0 ? needy : bare;
}

/** Whether what stands behind a run of markers has a name in it. */
function namesFollow(p: Parser, index: number): boolean {
  const kind = p.kinds[index];
  if (kind === IDENTIFIER) return wordAt(p, index) >>> 16 !== ASM;
  return kind === STAR || kind === LEFT_PAREN;
}

function skipAttributes(p: Parser, index: number): number {
  let at = index;
  for (;;) {
    const word = wordAt(p, at) >>> 16;
    const next = after(p, at);
    if ((word !== ATTRIBUTE && word !== DECLSPEC) || p.kinds[next] !== LEFT_PAREN) return at;
    at = after(p, closingOf(p, next));
  }
}

/** Reads the field marker at the cursor; null if it is malformed, which has then been reported. */
export function parseFieldMarker(p: Parser, place: MarkerPlace): RawMarker | null {
  const { at } = p;
  const syntax = p.lexicon.byAtom.get(p.atoms[at])!;
  const marker = syntax.form === 'group' ? parseGroup(p, place) : parseMarker(p, syntax, place);
  if (marker === null || marker.meaning !== 'unused') return marker;
  complain(p, misplacedMarker, at, endOf(p), { marker: marker.spelling });
  return null;
}

/** marker: name [ `(` [ argument { `,` argument } ] `)` ] */
export function parseMarker(p: Parser, syntax: MarkerSyntax, place: MarkerPlace): RawMarker | null {
  const { at } = p;
  advance(p);
  let values: readonly MarkerArgument[] = [];
  if (p.kinds[p.at] === LEFT_PAREN) {
    const empty = kindAfter(p) === RIGHT_PAREN;
    // Before a name, `q_host (*f)(int)` is a marker and a declarator.
    if (syntax.most > 0 || place === 'declarator' || empty) {
      const open = p.at;
      enterExpression(p);
      advance(p);
      values = parseArguments(p, syntax, open, place);
      leaveExpression(p);
      if (!close(p, open)) return null;
      if (syntax.most === 0 && empty && syntax.form !== 'statement') return refuse(p, syntax, at, "'( )'");
    }
  }
  return finish(p, syntax, syntax.spelling, at, place, values);
}

/** group: `QIDL` `(` word [ `,` word ] { `,` argument } `)`; `serialize` only introduces another word */
export function parseGroup(p: Parser, place: MarkerPlace): RawMarker | null {
  const { at } = p;
  const group = p.lexicon.byAtom.get(p.atoms[at])!;
  advance(p);
  const open = p.at;
  if (p.kinds[open] !== LEFT_PAREN) return refuse(p, group, at, 'none');
  enterExpression(p);
  advance(p);
  const found = parseGroupWord(p, group);
  const values = found === null ? [] : accept(p, COMMA) ? parseArguments(p, found.syntax, open, place) : [];
  leaveExpression(p);
  if (found === null && p.failedAt < 0) return goBehind(p, open);
  if (!close(p, open) || found === null) return null;
  return finish(p, found.syntax, found.spelling, at, place, values);
}

function parseGroupWord(p: Parser, group: MarkerSyntax): { syntax: MarkerSyntax; spelling: string } | null {
  let { at } = p;
  const syntax = groupWordAt(p, at);
  if (syntax === undefined) {
    if (p.kinds[at] === IDENTIFIER) {
      const word = atomText(p.atoms[at]);
      const guess = p.diagnostics?.guess(word, () => [...p.lexicon.group.keys()].map(atomText)) ?? '';
      complain(p, unknownGroupWord, at, at + 1, { word, group: group.spelling, guess });
    } else expected(p, `a word of ${group.spelling}( )`);
    return null;
  }
  advance(p);
  const outer = `${group.spelling}(${syntax.spelling}`;
  if (syntax.meaning !== 'serialize' || p.kinds[p.at] !== COMMA) return { syntax, spelling: `${outer})` };
  at = after(p, p.at);
  const inner = groupWordAt(p, at);
  if (inner === undefined) return { syntax, spelling: `${outer})` };
  advanceTo(p, after(p, at));
  return { syntax: inner, spelling: `${outer}, ${inner.spelling})` };
}

function groupWordAt(p: Parser, index: number): MarkerSyntax | undefined {
  return p.kinds[index] === IDENTIFIER ? p.lexicon.group.get(p.atoms[index]) : undefined;
}

function parseArguments(p: Parser, syntax: MarkerSyntax, open: number, place: MarkerPlace): readonly MarkerArgument[] {
  const values: MarkerArgument[] = [];
  if (p.kinds[p.at] === RIGHT_PAREN && after(p, open) === p.at) return values;
  do values.push(parseArgument(p, syntax.syntax[Math.min(values.length, syntax.syntax.length - 1)], place));
  while (accept(p, COMMA));
  return values;
}

/** argument: initializer | type-name | marker, as the annotations table says */
function parseArgument(p: Parser, syntax: ArgumentSyntax | undefined, place: MarkerPlace): MarkerArgument {
  if (syntax === 'type') return parseTypeName(p);
  if (syntax === 'marker' && p.kinds[p.at] === IDENTIFIER) {
    const atom = p.atoms[p.at];
    const inner = p.lexicon.byAtom.get(atom) ?? p.lexicon.group.get(atom);
    const called = kindAfter(p) === LEFT_PAREN;
    if (inner !== undefined && (called || inner.least === 0)) {
      const marker = inner.form === 'group' ? parseGroup(p, place) : parseMarker(p, inner, place);
      if (marker !== null) return marker;
      return { kind: 'opaque', at: p.at, end: p.at };
    }
  }
  return parseInitializer(p);
}

/** The `)` behind arguments. A mistake in them costs the marker, not the field: the cursor goes on behind the `)`. */
function close(p: Parser, open: number): boolean {
  if (p.failedAt < 0 && accept(p, RIGHT_PAREN)) return true;
  expected(p, "',' or ')'");
  goBehind(p, open);
  return false;
}

function goBehind(p: Parser, open: number): null {
  const closing = closingOf(p, open);
  if (p.kinds[closing] === RIGHT_PAREN) {
    p.failedAt = -1;
    p.at = open;
    advanceTo(p, closing);
    advance(p);
  } else expected(p, "')'");
  return null;
}

function finish(
  p: Parser,
  syntax: MarkerSyntax,
  spelling: string,
  at: number,
  place: MarkerPlace,
  values: readonly MarkerArgument[],
): RawMarker | null {
  const { length } = values;
  if (length < syntax.least || length > syntax.most)
    return refuse(p, { ...syntax, spelling }, at, length === 0 ? 'none' : `${length}`);
  return { at, end: endOf(p), meaning: syntax.meaning, spelling, place, arguments: values };
}

function refuse(p: Parser, { spelling, least, most }: MarkerSyntax, at: number, found: string): null {
  complain(p, markerArguments, at, endOf(p), { marker: spelling, expected: countText(least, most), found });
  return null;
}

/** As many as an argument list may hold: the table's way to say "any number". */
const ANY = 255;

function countText(least: number, most: number): string {
  if (most === 0) return 'no arguments';
  if (least === most) return least === 1 ? '1 argument' : `${least} arguments`;
  return most >= ANY ? `at least ${least} argument${least === 1 ? '' : 's'}` : `${least} to ${most} arguments`;
}
