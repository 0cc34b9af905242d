// In: declaration markers at file scope. Out: marks on the declarations they belong to, and marks that stand alone.
// Rule: language.md, "Which declarations become exports". QIDL_DECLARE(Name, …) stands for `struct Name` before its
// body; QIDL_START to QIDL_END mark all declarations between them; others mark the declaration that follows.

import { LEFT_BRACE, LEFT_PAREN, SEMICOLON } from '../lex/token-kind.ts';
import {
  endWithoutStart,
  markWithoutDeclaration,
  misplacedMarker,
  startWithoutEnd,
  unexpectedToken,
} from '../source/catalogue/2-syntax.ts';
import { parseAttributesOfBody } from './attributes.ts';
import { markerAt, parseFieldMarker, parseGroup, parseMarker } from './markers.ts';
import { accept, after, atEnd, endOf, NONE, type Parser } from './parser-state.ts';
import { parseBody } from './records.ts';
import { closingOf, complain, describe, expected, fail } from './recovery.ts';
import type { MarkerSyntax, RawMarker, Syntax, TypeSpecifier } from './syntax.ts';

/**
 * Reads the declaration markers at the cursor. The result marks the declaration that follows; null: none does.
 * Markers that stand alone go to `out`.
 */
export function parseMarks(p: Parser, out: Syntax[]): RawMarker | null {
  let mark: RawMarker | null = null;
  for (;;) {
    const syntax = markerAt(p, p.at);
    if (syntax === undefined || p.typedefs.has(p.atoms[p.at]) || isDeclaredRecord(p)) break;
    if (mark !== null) withoutDeclaration(p, mark);
    mark = parseMark(p, syntax, out);
  }
  if (mark === null || !atEnd(p)) return mark;
  withoutDeclaration(p, mark);
  return null;
}

function withoutDeclaration(p: Parser, mark: RawMarker): void {
  complain(p, markWithoutDeclaration, mark.at, mark.end, { marker: mark.spelling });
}

function parseMark(p: Parser, syntax: MarkerSyntax, out: Syntax[]): RawMarker | null {
  const { at } = p;
  if (syntax.form === 'field') return misplaced(p);
  if (syntax.form === 'group') {
    const marker = parseGroup(p, 'statement');
    if (marker === null || marker.meaning === 'serialize') return beforeDeclaration(p, marker);
    complain(p, misplacedMarker, at, endOf(p), { marker: marker.spelling });
    return null;
  }
  const marker = parseMarker(p, syntax, 'statement');
  if (marker === null) return null;
  if (syntax.meaning === 'start') start(p, marker);
  else if (syntax.meaning === 'end') end(p, marker);
  else if (syntax.meaning === 'declare') expected(p, "'{'");
  else if (syntax.form === 'wrap') return beforeDeclaration(p, marker);
  else out.push({ kind: 'mark', at, end: endOf(p), marker });
  accept(p, SEMICOLON);
  return null;
}

/** C compilers let a `;` stand behind what is nothing to them. */
function beforeDeclaration(p: Parser, marker: RawMarker | null): RawMarker | null {
  while (accept(p, SEMICOLON));
  return marker;
}

/** A field's marker at file scope. */
function misplaced(p: Parser): null {
  const { at } = p;
  const marker = parseFieldMarker(p, 'type');
  if (marker !== null) complain(p, misplacedMarker, at, endOf(p), { marker: marker.spelling });
  return null;
}

function start(p: Parser, marker: RawMarker): void {
  if (p.started !== null) notEnded(p, p.started, describe(p, marker.at));
  p.started = marker;
}

function end(p: Parser, marker: RawMarker): void {
  const begun = p.started;
  const name = nameOf(marker);
  if (begun === null || (name !== 0 && name !== nameOf(begun))) {
    complain(p, endWithoutStart, marker.at, marker.end, { marker: marker.spelling });
  }
  p.started = null;
}

/** At the end of the file: a QIDL_START that is still open. */
export function finishMarks(p: Parser): void {
  if (p.started !== null) notEnded(p, p.started, 'the end of the file');
}

function notEnded(p: Parser, marker: RawMarker, found: string): void {
  const [first] = marker.arguments;
  const name = first === undefined ? 'Name' : describe(p, first.at).slice(1, -1);
  complain(p, startWithoutEnd, marker.at, marker.end, { marker: marker.spelling, name, found });
}

/** The atom of a marker's first argument; 0 if that is no name. */
function nameOf(marker: RawMarker): number {
  const [first] = marker.arguments;
  return first !== undefined && 'kind' in first && first.kind === 'name' ? first.name : 0;
}

/** `QIDL_DECLARE(Name) {`. */
function isDeclaredRecord(p: Parser): boolean {
  let next = after(p, p.at);
  if (p.kinds[next] === LEFT_PAREN) next = after(p, closingOf(p, next));
  return p.kinds[next] === LEFT_BRACE;
}

/** declared-record: `QIDL_DECLARE` `(` name { `,` argument } `)` body { attribute } */
export function parseDeclaredRecord(p: Parser): TypeSpecifier {
  const { at } = p;
  const syntax = markerAt(p, at)!;
  const marker = parseMarker(p, syntax, 'statement');
  if (p.kinds[p.at] !== LEFT_BRACE) fail(p, misplacedMarker, at, { marker: syntax.spelling });
  const [first] = marker?.arguments ?? NONE;
  const tag = marker === null ? 0 : nameOf(marker);
  if (first !== undefined && tag === 0) {
    fail(p, unexpectedToken, first.at, { expected: "the struct's name", found: describe(p, first.at) });
  }
  p.mark = marker;
  const { members, pack } = parseBody(p, 'struct');
  const attributes = parseAttributesOfBody(p, NONE);
  const tagAt = tag === 0 ? -1 : first.at;
  return { kind: 'record', at, end: endOf(p), keyword: 'struct', tag, tagAt, members, attributes, pack, markers: NONE };
}
