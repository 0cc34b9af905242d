// In: `struct` or `union`. Out: the record with its members; a broken member is left out, the others count.
// Rule: C11 6.7.2.1, gcc's extensions (empty records, attributes before the tag or behind the brace). The
// `#pragma pack` that counts is the one in force at the closing brace, as in gcc.

import {
  COLON,
  COMMA,
  EOF,
  IDENTIFIER,
  LEFT_BRACE,
  LEFT_PAREN,
  RIGHT_BRACE,
  SEMICOLON,
  STAR,
} from '../lex/token-kind.ts';
import {
  emptyMember,
  lastSemicolon,
  misplacedMarker,
  packChanges,
  unknownMacro,
} from '../source/catalogue/2-syntax.ts';
import { atomText } from '../lex/atoms.ts';
import { atAttribute, parseAttributes, parseAttributesOfBody } from './attributes.ts';
import { beginsStaticAssert, lacksSemicolon, parseStaticAssert, skipExtension } from './declarations.ts';
import { checkAlignas, type DeclaratorDraft, parseDeclarator, parseTail } from './declarators.ts';
import { parseConstant } from './expressions.ts';
import { fieldMarkerAt, isMarkerBeforeName, markerAt, parseFieldMarker, parseMarker } from './markers.ts';
import {
  accept,
  advance,
  after,
  append,
  type Context,
  endOf,
  IN_RECORD,
  isNameAt,
  kindAfter,
  MAX_RECORD_DEPTH,
  NONE,
  type Parser,
  wordAt,
} from './parser-state.ts';
import {
  closingOf,
  complain,
  complainMisplaced,
  complainUnknownMacro,
  expectClosing,
  expected,
  expectSemicolon,
  fail,
  recover,
  skipBracketed,
  tooDeep,
} from './recovery.ts';
import { parseSpecifiers } from './specifiers.ts';
import type { Attribute, Declarator, DeclarationSpecifiers, Member, RawMarker, TypeSpecifier } from './syntax.ts';
import { EXTENSION, MARKER, ORDINARY, STATIC_ASSERT, VALUE } from './words.ts';

/** record: ( `struct` | `union` ) { attribute | marker } [ tag ] [ body { attribute | marker } ] */
export function parseRecord(p: Parser, context: Context): TypeSpecifier {
  const { at } = p;
  const keyword = (wordAt(p, at) & VALUE) === 0 ? 'struct' : 'union';
  advance(p);
  let attributes = parseAttributes(p, NONE);
  let markers: readonly RawMarker[] = NONE;
  // One that is malformed may have taken those behind it with it.
  for (let count = markersBeforeTag(p); count > 0 && fieldMarkerAt(p, p.at) !== undefined; count--) {
    markers = addMarker(p, markers);
    attributes = parseAttributes(p, attributes);
  }
  skipMacrosBeforeTag(p);
  let tag = 0;
  let tagAt = -1;
  if (isNameAt(p, p.at)) {
    tag = p.atoms[p.at];
    tagAt = p.at;
    advance(p);
    attributes = attributesBeforeBody(p, attributes);
  } else if (p.kinds[p.at] !== LEFT_BRACE) expected(p, "a tag or '{'");
  const body = p.kinds[p.at] === LEFT_BRACE ? parseBody(p, keyword) : null;
  if (body !== null) {
    attributes = parseAttributesOfBody(p, attributes);
    // In a struct these mark the field that the record is the type of: parseSpecifiers reads and takes them.
    while (context !== IN_RECORD && isMarkerOfRecord(p)) markers = addMarker(p, markers);
  }
  const pack = body === null ? 0 : body.pack;
  const members = body === null ? null : body.members;
  return { kind: 'record', at, end: endOf(p), keyword, tag, tagAt, members, attributes, pack, markers };
}

/** Behind a body at file scope. A word of 2012 may be the name of an object there; the later spellings are nobody's names. */
function isMarkerOfRecord(p: Parser): boolean {
  const syntax = fieldMarkerAt(p, p.at);
  return syntax !== undefined && (!syntax.spelling.startsWith('_') || isMarkerBeforeName(p));
}

function addMarker(p: Parser, markers: readonly RawMarker[]): readonly RawMarker[] {
  const marker = parseFieldMarker(p, 'record');
  return marker === null ? markers : append(markers, marker);
}

/**
 * `struct q_immutable Foo {`: how many markers. Without a tag behind them a word of 2012 is the tag itself, as in
 * `struct _string {`; the later spellings are nobody's tags.
 */
function markersBeforeTag(p: Parser): number {
  let count = 0;
  let at = p.at;
  let mayBeTag = false;
  for (let syntax = fieldMarkerAt(p, at); syntax !== undefined; syntax = fieldMarkerAt(p, at)) {
    mayBeTag ||= syntax.spelling.startsWith('_');
    at = after(p, at);
    if (p.kinds[at] === LEFT_PAREN) at = after(p, closingOf(p, at));
    count++;
  }
  if (p.kinds[at] === LEFT_BRACE) return mayBeTag ? 0 : count;
  return p.kinds[at] === IDENTIFIER && p.kinds[after(p, at)] === LEFT_BRACE ? count : 0;
}

/** `struct PACKED foo {`, and nobody defined PACKED. */
function skipMacrosBeforeTag(p: Parser): void {
  while (p.kinds[p.at] === IDENTIFIER && wordAt(p, p.at) === ORDINARY) {
    const next = after(p, p.at);
    if (p.kinds[next] !== IDENTIFIER || p.kinds[after(p, next)] !== LEFT_BRACE) return;
    complainUnknownMacro(p, p.at, p.atoms[p.at]);
    advance(p);
  }
}

/** gcc lets attributes stand between tag and body in C++ only; without a body they belong to the declaration. */
function attributesBeforeBody(p: Parser, attributes: readonly Attribute[]): readonly Attribute[] {
  if (!atAttribute(p)) return attributes;
  let next = after(p, p.at);
  if (p.kinds[next] === LEFT_PAREN) next = after(p, closingOf(p, next));
  return p.kinds[next] === LEFT_BRACE ? parseAttributes(p, attributes) : attributes;
}

interface Body {
  readonly members: readonly Member[];
  readonly pack: number;
}

/** body: `{` { member | `;` } `}` */
export function parseBody(p: Parser, keyword: 'struct' | 'union'): Body {
  const open = p.at;
  const packBefore = p.pack;
  if (++p.recordDepth > MAX_RECORD_DEPTH) tooDeep(p, 'nesting of structs and unions', MAX_RECORD_DEPTH);
  advance(p);
  const braces = ++p.braces;
  const members: Member[] = [];
  for (let kind = p.kinds[p.at]; kind !== RIGHT_BRACE && kind !== EOF; kind = p.kinds[p.at]) {
    if (kind === SEMICOLON) advance(p);
    else parseMember(p, members);
    if (p.failedAt >= 0) recover(p, braces);
  }
  const last = members.at(-1);
  // Bytes are unused before a member: behind the last one nobody would write them.
  if (last?.kind === 'unused') complain(p, misplacedMarker, last.at, last.end, { marker: last.marker.spelling });
  p.braces--;
  p.recordDepth--;
  const { at, pack } = p;
  if (pack !== packBefore && p.failedAt < 0) complain(p, packChanges, at, at + 1, { keyword });
  expectClosing(p, RIGHT_BRACE, open);
  return { members, pack };
}

/** member: { `__extension__` } static-assert | q_unused `(` bytes `)` | specifiers [ declarator { `,` declarator } ] `;` */
function parseMember(p: Parser, out: Member[]): void {
  if (wordAt(p, p.at) >>> 16 === EXTENSION) skipExtension(p);
  const { at } = p;
  const word = wordAt(p, at) >>> 16;
  if (word === STATIC_ASSERT && beginsStaticAssert(p)) return parseStaticAssert(p, out);
  if (word === MARKER && parseLoneMarker(p, out)) return;
  if (word === ORDINARY && isMacroCall(p)) return fail(p, unknownMacro, at, { name: atomText(p.atoms[at]) });
  const specifiers = parseSpecifiers(p, IN_RECORD);
  if (p.kinds[p.at] === SEMICOLON || lacksSemicolon(p, specifiers)) {
    expectSemicolon(p);
    if (declaresNoField(specifiers)) complain(p, emptyMember, at, endOf(p), {});
    if (p.failedAt < 0 && declaresType(specifiers))
      out.push({ kind: 'member', at, end: endOf(p), specifiers, declarators: NONE });
    return;
  }
  const declarators: Declarator[] = [parseMemberDeclarator(p)];
  while (accept(p, COMMA)) declarators.push(parseMemberDeclarator(p));
  if (specifiers.alignments.length > 0 && declarators.some(({ bitWidth }) => bitWidth !== null))
    checkAlignas(p, specifiers, 'a bit-field');
  if (p.kinds[p.at] === RIGHT_BRACE) complain(p, lastSemicolon, p.at, p.at + 1, {});
  else expectSemicolon(p);
  if (p.failedAt < 0) out.push({ kind: 'member', at, end: endOf(p), specifiers, declarators });
}

/** member-declarator: declarator [ `:` constant { attribute | marker } ] | `:` constant */
function parseMemberDeclarator(p: Parser): Declarator {
  const draft: DeclaratorDraft = p.kinds[p.at] === COLON ? unnamed(p) : parseDeclarator(p, IN_RECORD);
  if (accept(p, COLON)) {
    draft.bitWidth = parseConstant(p);
    parseTail(p, draft, IN_RECORD);
    draft.end = endOf(p);
  }
  return draft;
}

function unnamed(p: Parser): DeclaratorDraft {
  const { at } = p;
  return {
    at,
    end: at,
    name: 0,
    nameAt: at,
    derivations: NONE,
    attributes: NONE,
    markers: NONE,
    bitWidth: null,
    initializer: null,
  };
}

/**
 * A type that neither brings fields along nor declares constants. A struct with a tag does not: where a compiler is told
 * otherwise (-fms-extensions), it has fields that C is without.
 */
function declaresNoField({ type }: DeclarationSpecifiers): boolean {
  return type.kind === 'record' ? type.tagAt >= 0 : type.kind !== 'enum' && type.kind !== 'typeof';
}

function declaresType({ type }: DeclarationSpecifiers): boolean {
  return type.kind === 'record' || type.kind === 'enum' || type.kind === 'typeof';
}

/** `q_unused(n)`, and markers that mark no field: those are reported and skipped. */
function parseLoneMarker(p: Parser, out: Member[]): boolean {
  const { at } = p;
  const syntax = markerAt(p, at);
  if (syntax === undefined) return false;
  if (syntax.meaning === 'unused' && kindAfter(p) === LEFT_PAREN) {
    const marker = parseMarker(p, syntax, 'statement');
    if (marker !== null) out.push({ kind: 'unused', at, end: endOf(p), marker });
    return true;
  }
  if (syntax.form === 'field' || syntax.form === 'group' || kindAfter(p) === SEMICOLON) return false;
  advance(p);
  if (syntax.most > 0 && p.kinds[p.at] === LEFT_PAREN) skipBracketed(p);
  if (p.kinds[p.at] === LEFT_BRACE) fail(p, misplacedMarker, at, { marker: syntax.spelling });
  else complainMisplaced(p, at);
  return true;
}

/** `LIST_ENTRY(Foo) next;`, `DECLARE_BITMAP(bits, 8);`: a call where a member must begin. */
function isMacroCall(p: Parser): boolean {
  const open = after(p, p.at);
  if (p.kinds[open] !== LEFT_PAREN || p.typedefs.has(p.atoms[p.at])) return false;
  return p.kinds[after(p, open)] !== STAR;
}
