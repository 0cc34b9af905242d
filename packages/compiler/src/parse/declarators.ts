// In: the tokens behind declaration specifiers. Out: declarators, parameters, type names.
// Rule: C11 6.7.6 and 6.7.7. Derivations are listed from the name outwards, which is the order in which they apply.
// Markers may stand behind a `*` and behind the name and its brackets (language.md, rule 1); a name that is spelled
// like a marker stays a name where the declaration has no other.

import { atomText } from '../lex/atoms.ts';
import {
  COMMA,
  ELLIPSIS,
  IDENTIFIER,
  LEFT_BRACE,
  LEFT_BRACKET,
  LEFT_PAREN,
  RIGHT_BRACKET,
  RIGHT_PAREN,
  SEMICOLON,
  STAR,
  COLON,
  EQUAL,
} from '../lex/token-kind.ts';
import { atAttribute, opensAttribute, parseAttributes, skipAsm } from './attributes.ts';
import { parseAssignment } from './expressions.ts';
import { isMarkerBeforeName, isMarkerHere, parseFieldMarker } from './markers.ts';
import {
  accept,
  advance,
  after,
  append,
  AT_FILE,
  type Context,
  endOf,
  IN_PARAMETERS,
  IN_RECORD,
  IN_TYPE_NAME,
  isNameAt,
  kindAfter,
  MAX_DECLARATOR_DEPTH,
  MAX_DERIVATIONS,
  NONE,
  type Parser,
  wordAt,
} from './parser-state.ts';
import { misplacedAlignas, parameterArray } from '../source/catalogue/2-syntax.ts';
import {
  complain,
  complainMisplaced,
  complainUnknownMacro,
  expectClosing,
  expected,
  skipBracketed,
  tooDeep,
} from './recovery.ts';
import { parseSpecifiers } from './specifiers.ts';
import type {
  Attribute,
  DeclarationSpecifiers,
  Declarator,
  Derivation,
  Expression,
  FunctionDerivation,
  MarkerPlace,
  Parameter,
  PointerDerivation,
  TypeName,
} from './syntax.ts';
import {
  ASM,
  ATOMIC_WORD,
  ATTRIBUTE,
  BASIC,
  BASIC_VOID,
  DECLSPEC,
  EXTENSION,
  LAST_TYPE_CLASS,
  MARKER,
  ORDINARY,
  QUALIFIER,
  STORAGE,
  VALUE,
} from './words.ts';

/** A declarator while it is read. */
export type DeclaratorDraft = { -readonly [key in keyof Declarator]: Declarator[key] };

const POINTER: PointerDerivation = { kind: 'pointer', qualifiers: 0, attributes: NONE };
const ONE_POINTER: readonly Derivation[] = [POINTER];

/** declarator: part [ asm-label ] { attribute | marker } */
export function parseDeclarator(p: Parser, context: Context): DeclaratorDraft {
  const { at } = p;
  const draft: DeclaratorDraft = {
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
  if (!parseCommon(p, draft, context)) {
    parsePart(p, draft, context);
    parseTail(p, draft, context);
  }
  draft.end = Math.max(at, endOf(p));
  return draft;
}

/** The two shapes that most declarators have: `name` and `*name`, with nothing behind them. */
function parseCommon(p: Parser, draft: DeclaratorDraft, context: Context): boolean {
  const pointer = p.kinds[p.at] === STAR;
  const nameAt = pointer ? p.at + 1 : p.at;
  if (p.kinds[nameAt] !== IDENTIFIER || wordAt(p, nameAt) !== ORDINARY || context === IN_TYPE_NAME) return false;
  const behind = p.kinds[nameAt + 1];
  if (behind !== SEMICOLON && behind !== COMMA && behind !== RIGHT_PAREN) return false;
  if (pointer) {
    advance(p);
    draft.derivations = ONE_POINTER;
  }
  draft.name = p.atoms[nameAt];
  draft.nameAt = nameAt;
  advance(p);
  return true;
}

/** part: { pointer } [ name | `(` part `)` ] { suffix } */
function parsePart(p: Parser, draft: DeclaratorDraft, context: Context): void {
  const pointers = p.kinds[p.at] === STAR ? parsePointers(p, draft, context) : NONE;
  parseDirect(p, draft, context);
  parseSuffixes(p, draft, context);
  for (let i = pointers.length - 1; i >= 0; i--) derive(p, draft, pointers[i]);
}

function enterDeclarator(p: Parser): void {
  if (++p.declaratorDepth > MAX_DECLARATOR_DEPTH) tooDeep(p, 'nesting of this declarator', MAX_DECLARATOR_DEPTH);
}

function derive(p: Parser, draft: DeclaratorDraft, derivation: Derivation): void {
  const { derivations } = draft;
  if (derivations.length === 0) draft.derivations = [derivation];
  else (derivations as Derivation[]).push(derivation);
  if (derivations.length > MAX_DERIVATIONS)
    tooDeep(p, 'pointers, arrays and functions of this declarator', MAX_DERIVATIONS);
}

/** pointer: `*` { qualifier | attribute | marker } */
function parsePointers(p: Parser, draft: DeclaratorDraft, context: Context): readonly PointerDerivation[] {
  const pointers: PointerDerivation[] = [];
  while (accept(p, STAR)) {
    let qualifiers = 0;
    let attributes: readonly Attribute[] = NONE;
    while (p.kinds[p.at] === IDENTIFIER || opensAttribute(p)) {
      const word = wordAt(p, p.at);
      const wordClass = word >>> 16;
      if (wordClass === QUALIFIER || wordClass === ATOMIC_WORD) {
        qualifiers |= word & VALUE;
        advance(p);
      } else if (wordClass === EXTENSION) advance(p);
      else if (atAttribute(p)) attributes = parseAttributes(p, attributes);
      else if (wordClass === MARKER && context === IN_RECORD && isMarkerBeforeName(p)) mark(p, draft, 'pointer');
      else break;
    }
    pointers.push(qualifiers === 0 && attributes === NONE ? POINTER : { kind: 'pointer', qualifiers, attributes });
    if (pointers.length > MAX_DERIVATIONS) tooDeep(p, 'pointers of this declarator', MAX_DERIVATIONS);
  }
  return pointers;
}

function mark(p: Parser, draft: DeclaratorDraft, place: MarkerPlace): void {
  const marker = parseFieldMarker(p, place);
  if (marker !== null) draft.markers = append(draft.markers, marker);
}

/** direct: name | `(` part `)` | nothing, in a type name or an unnamed parameter */
function parseDirect(p: Parser, draft: DeclaratorDraft, context: Context): void {
  const { at } = p;
  draft.nameAt = at;
  const kind = p.kinds[at];
  if (kind === IDENTIFIER) {
    if (atAttribute(p)) {
      draft.attributes = parseAttributes(p, draft.attributes);
      return parsePart(p, draft, context);
    }
    if (context === IN_RECORD && isMarkerBeforeName(p)) {
      do mark(p, draft, 'pointer');
      while (isMarkerBeforeName(p));
      return parsePart(p, draft, context);
    }
    if (context !== IN_TYPE_NAME && isNameAt(p, at)) return parseName(p, draft, context);
  } else if (kind === LEFT_PAREN && opensPart(p, context)) {
    enterDeclarator(p);
    advance(p);
    parsePart(p, draft, context);
    p.declaratorDepth--;
    return expectClosing(p, RIGHT_PAREN, at);
  }
  if (context === AT_FILE || context === IN_RECORD) expected(p, 'a name');
}

/** A name; one that a declarator begins behind was no name, but a macro nobody defined: `int API open(void)`. */
function parseName(p: Parser, draft: DeclaratorDraft, context: Context): void {
  for (;;) {
    if (isStrayMarker(p)) complainMisplaced(p, p.at);
    else if (isUnknownMacro(p, context)) complainUnknownMacro(p, p.at, p.atoms[p.at]);
    else break;
    advance(p);
  }
  if (p.kinds[p.at] === STAR) {
    enterDeclarator(p);
    parsePart(p, draft, context);
    p.declaratorDepth--;
    return;
  }
  draft.nameAt = p.at;
  draft.name = p.atoms[p.at];
  advance(p);
}

/** A marker's word before the name, where no marker may stand: `int f(int *q_immutable x)`. */
function isStrayMarker(p: Parser): boolean {
  return wordAt(p, p.at) >>> 16 === MARKER && isPlainName(p, after(p, p.at));
}

function isUnknownMacro(p: Parser, context: Context): boolean {
  const next = after(p, p.at);
  const kind = p.kinds[next];
  if ((kind !== STAR && kind !== IDENTIFIER) || !isPlainName(p, p.at)) return false;
  if (kind === STAR) return true;
  if (!isPlainName(p, next)) return false;
  // Of two names one is a macro; by custom it is the one in capitals: `} PACKED Foo;`, but `} Foo PACKED;`.
  if (isCapital(p, p.at) && !isCapital(p, next)) return true;
  if (context === IN_RECORD) return false;
  const open = after(p, next);
  // `API name(int)` begins with a macro, `name ALIGNED(4)` ends in one.
  const inside = p.kinds[after(p, open)];
  return p.kinds[open] === LEFT_PAREN && (inside === IDENTIFIER || inside === RIGHT_PAREN || inside === ELLIPSIS);
}

function isCapital(p: Parser, index: number): boolean {
  return /^[A-Z][A-Z0-9_]+$/.test(atomText(p.atoms[index]));
}

/** An identifier that is neither a word of C, nor a marker, nor a type. */
function isPlainName(p: Parser, index: number): boolean {
  return p.kinds[index] === IDENTIFIER && wordAt(p, index) === ORDINARY && !p.typedefs.has(p.atoms[index]);
}

/** Whether `(` groups a declarator. If no name is needed it may also open the parameters of a function without one. */
function opensPart(p: Parser, context: Context): boolean {
  if (context === AT_FILE || context === IN_RECORD) return true;
  const next = after(p, p.at);
  const kind = p.kinds[next];
  if (kind === RIGHT_PAREN || kind === ELLIPSIS) return false;
  if (kind !== IDENTIFIER) return true;
  const word = wordAt(p, next) >>> 16;
  if (word === ORDINARY || word === MARKER) return !p.typedefs.has(p.atoms[next]);
  return word > LAST_TYPE_CLASS && word !== STORAGE && word !== EXTENSION;
}

/** suffix: `[` … `]` | `(` parameters `)` | attribute | marker that stands before a bracket */
function parseSuffixes(p: Parser, draft: DeclaratorDraft, context: Context): void {
  for (;;) {
    const kind = p.kinds[p.at];
    if (kind === LEFT_BRACKET) {
      if (opensAttribute(p)) draft.attributes = parseAttributes(p, draft.attributes);
      else derive(p, draft, { kind: 'array', size: parseArraySize(p, draft, context) });
    } else if (kind === LEFT_PAREN) derive(p, draft, parseParameters(p));
    else if (kind === IDENTIFIER && context === IN_RECORD && isMarkerHere(p)) mark(p, draft, 'declarator');
    else if (kind === IDENTIFIER && atAttribute(p)) draft.attributes = parseAttributes(p, draft.attributes);
    else return;
  }
}

/** `[` { `static` | qualifier } [ assignment | `*` ] `]` */
function parseArraySize(p: Parser, { derivations }: DeclaratorDraft, context: Context): Expression | null {
  const open = p.at;
  advance(p);
  const isParameter = context === IN_PARAMETERS && derivations.length === 0;
  for (let word = wordAt(p, p.at) >>> 16; word === QUALIFIER || word === STORAGE; word = wordAt(p, p.at) >>> 16)
    stepOver(p, isParameter);
  let size: Expression | null = null;
  if (p.kinds[p.at] === STAR && kindAfter(p) === RIGHT_BRACKET) stepOver(p, p.declaratorDepth > 0);
  else if (p.kinds[p.at] !== RIGHT_BRACKET) size = parseAssignment(p);
  expectClosing(p, RIGHT_BRACKET, open);
  return size;
}

/** A token that may stand in the brackets of parameters alone. */
function stepOver(p: Parser, allowed: boolean): void {
  if (!allowed) complain(p, parameterArray, p.at, p.at + 1, { word: p.stream.textOf(p.at) });
  advance(p);
}

/** parameters: `(` [ `void` | `...` | parameter { `,` parameter } [ `,` `...` ] ] `)` */
function parseParameters(p: Parser): FunctionDerivation {
  const open = p.at;
  enterDeclarator(p);
  advance(p);
  let parameters: readonly Parameter[] = NONE;
  let variadic = false;
  if (wordAt(p, p.at) === ((BASIC << 16) | BASIC_VOID) && kindAfter(p) === RIGHT_PAREN) advance(p);
  else if (p.kinds[p.at] === ELLIPSIS) variadic = accept(p, ELLIPSIS);
  else if (p.kinds[p.at] !== RIGHT_PAREN) {
    const list: Parameter[] = [];
    const hidden: number[] = [];
    do {
      variadic = accept(p, ELLIPSIS);
      if (variadic) break;
      list.push(parseParameter(p, hidden));
    } while (accept(p, COMMA));
    for (const name of hidden) p.typedefs.add(name);
    parameters = list;
  }
  p.declaratorDepth--;
  expectClosing(p, RIGHT_PAREN, open);
  return { kind: 'function', parameters, variadic };
}

/** parameter: specifiers declarator. Its name hides a typedef of that name in the parameters behind it. */
function parseParameter(p: Parser, hidden: number[]): Parameter {
  const { at } = p;
  const specifiers = parseSpecifiers(p, IN_PARAMETERS);
  const declarator = parseDeclarator(p, IN_PARAMETERS);
  checkAlignas(p, specifiers, 'a parameter');
  if (declarator.name !== 0 && p.typedefs.delete(declarator.name)) hidden.push(declarator.name);
  return { at, end: endOf(p), specifiers, declarator };
}

/** Behind a whole declarator: asm label, attributes, markers, and macros that nobody defined. */
export function parseTail(p: Parser, draft: DeclaratorDraft, context: Context): void {
  for (;;) {
    const kind = p.kinds[p.at];
    if (kind !== IDENTIFIER) {
      if (!opensAttribute(p)) return;
      draft.attributes = parseAttributes(p, draft.attributes);
      continue;
    }
    const word = wordAt(p, p.at) >>> 16;
    if (word === ATTRIBUTE || word === DECLSPEC) draft.attributes = parseAttributes(p, draft.attributes);
    else if (word === ASM && context !== IN_TYPE_NAME) skipAsm(p);
    else if (word === MARKER && context === IN_RECORD && isMarkerHere(p)) mark(p, draft, 'declarator');
    else if (isPlainName(p, p.at) && isTrailingMacro(p)) skipUnknownMacros(p);
    else return;
  }
}

/** `int open(void) NOTHROW;`: an identifier where none can stand, with what ends a declarator behind it. */
function isTrailingMacro(p: Parser): boolean {
  const next = after(p, p.at);
  const kind = p.kinds[next];
  return (
    kind === SEMICOLON ||
    kind === COMMA ||
    kind === RIGHT_PAREN ||
    kind === EQUAL ||
    kind === COLON ||
    kind === LEFT_BRACE ||
    kind === LEFT_PAREN ||
    isPlainName(p, next)
  );
}

/** One such macro, or several in a row, with their arguments: the first is reported. */
function skipUnknownMacros(p: Parser): void {
  complainUnknownMacro(p, p.at, p.atoms[p.at]);
  while (isPlainName(p, p.at)) {
    advance(p);
    if (p.kinds[p.at] === LEFT_PAREN) skipBracketed(p);
  }
}

/** type-name: specifiers declarator without a name */
export function parseTypeName(p: Parser): TypeName {
  const { at } = p;
  const specifiers = parseSpecifiers(p, IN_TYPE_NAME);
  const declarator = parseDeclarator(p, IN_TYPE_NAME);
  return { kind: 'type-name', at, end: endOf(p), specifiers, declarator };
}

/** Whether a type name begins at the cursor. */
export function isTypeNameAhead(p: Parser): boolean {
  return isTypeNameAt(p, p.at);
}

/** Whether a type name begins at a token. A name nobody declared begins one if only `*`s and `)` are behind it. */
export function isTypeNameAt(p: Parser, index: number): boolean {
  let at = index;
  while (wordAt(p, at) >>> 16 === EXTENSION) at = after(p, at);
  if (p.kinds[at] !== IDENTIFIER) return false;
  const word = wordAt(p, at) >>> 16;
  if (word !== ORDINARY && word !== MARKER) return word <= LAST_TYPE_CLASS || word === ATTRIBUTE;
  if (p.typedefs.has(p.atoms[at])) return true;
  let next = after(p, at);
  if (p.kinds[next] !== STAR) return false;
  do next = after(p, next);
  while (p.kinds[next] === STAR || wordAt(p, next) >>> 16 === QUALIFIER);
  return p.kinds[next] === RIGHT_PAREN;
}

/** 6.7.5p2: `what`, which the specifiers declare, has the alignment of its type. */
export function checkAlignas(p: Parser, { alignments }: DeclarationSpecifiers, what: string): void {
  if (alignments.length > 0) complain(p, misplacedAlignas, alignments[0].at, alignments[0].end, { what });
}
