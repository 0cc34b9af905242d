// In: the tokens a declaration begins with. Out: its specifiers: storage, qualifiers, one type, attributes, markers.
// Rule: C11 6.7.1 to 6.7.5, in any order. A name in the type's place is a type, declared or not; whether it is known
// is asked later, by those who need it. Two names in a row, followed by a declarator, make the first one a macro that
// nobody defined.

import { atomText } from '../lex/atoms.ts';
import { COMMA, EQUAL, IDENTIFIER, LEFT_BRACKET, LEFT_PAREN, RIGHT_PAREN, SEMICOLON, STAR } from '../lex/token-kind.ts';
import { implicitInt, twoStorageClasses, typeConflict } from '../source/catalogue/2-syntax.ts';
import { opensAttribute, parseAlignas, parseAttributes } from './attributes.ts';
import { addBasic, basicName, complexBase } from './basic-types.ts';
import { parseEnum } from './enums.ts';
import { parseConstant, parseParenthesizedType } from './expressions.ts';
import { isMarkerBeforeName, isMarkerOfAnonymous, markerAt, parseFieldMarker } from './markers.ts';
import { parseDeclaredRecord } from './marks.ts';
import {
  advance,
  after,
  append,
  AT_FILE,
  type Context,
  endOf,
  IN_RECORD,
  kindAfter,
  NONE,
  type Parser,
  wordAt,
} from './parser-state.ts';
import { parseTypeofOperand } from './primary.ts';
import { parseRecord } from './records.ts';
import {
  beginsDeclaration,
  complain,
  complainMisplaced,
  complainUnknownMacro,
  expect,
  expectClosing,
  expected,
  fail,
} from './recovery.ts';
import {
  type Attribute,
  type BuiltinName,
  type BuiltinSpecifier,
  type DeclarationSpecifiers,
  type Expression,
  EXTERN,
  type NameSpecifier,
  STATIC,
  TYPEDEF,
  type TypeSpecifier,
} from './syntax.ts';
import {
  ALIGNAS,
  ATOMIC_WORD,
  ATTRIBUTE,
  BASIC,
  BASIC_SIGNED,
  BASIC_UNSIGNED,
  BIT_INT,
  COMPLEX,
  CONVENTION,
  DECLSPEC,
  ENUM,
  EXTENSION,
  LAST_TYPE_CLASS,
  MARKER,
  NAMED,
  NAMED_TYPES,
  ORDINARY,
  QUALIFIER,
  RECORD,
  SOFT,
  STORAGE,
  TYPEOF,
  VALUE,
} from './words.ts';

/** Specifiers while they are read. */
type Draft = { -readonly [key in keyof DeclarationSpecifiers]: DeclarationSpecifiers[key] } & {
  /** BASIC_… bits of the words read so far, and the first and last such token. */
  basic: number;
  basicFirst: number;
  basicAt: number;
  complex: boolean;
};

/** In `type` while none has been read. */
const NO_TYPE: TypeSpecifier = { kind: 'builtin', at: 0, end: 0, name: 'int', complex: false, width: null };

/** specifiers: { storage-class | qualifier | type-specifier | alignas | attribute | marker } */
export function parseSpecifiers(p: Parser, context: Context): DeclarationSpecifiers {
  const { at } = p;
  const word = oneWord(p);
  if (word !== null) {
    advance(p);
    return word;
  }
  const draft: Draft = {
    at,
    end: at,
    storage: 0,
    qualifiers: 0,
    type: NO_TYPE,
    alignments: NONE,
    attributes: NONE,
    markers: NONE,
    basic: 0,
    basicFirst: -1,
    basicAt: at,
    complex: false,
  };
  while (p.kinds[p.at] === IDENTIFIER || opensAttribute(p)) {
    const word = wordAt(p, p.at);
    const wordClass = word >>> 16;
    if (wordClass === ORDINARY || isOnlyName(p, draft, word)) {
      if (p.kinds[p.at] !== IDENTIFIER) draft.attributes = parseAttributes(p, draft.attributes);
      else if (!takeName(p, draft, context)) break;
    } else if (wordClass === QUALIFIER) {
      draft.qualifiers |= word & VALUE;
      advance(p);
    } else if (isComplete(draft.type) && beginsDeclaration(p)) break;
    else if (wordClass === BASIC) takeBasic(p, draft, word & VALUE);
    else if (wordClass === STORAGE && context === IN_RECORD) expected(p, 'a type');
    else if (wordClass === STORAGE) takeStorage(p, draft, word & VALUE);
    else if (!takeOther(p, draft, word, context)) break;
  }
  finishType(p, draft, context);
  if (draft.attributes !== NONE) alignTag(p, draft);
  const { storage, qualifiers, type, alignments, attributes, markers } = draft;
  return { at, end: endOf(p), storage, qualifiers, type, alignments, attributes, markers };
}

/** What most declarations begin with: one word for the type, and behind it a name or `*`. null: it is not so simple. */
function oneWord(p: Parser): OneWord | null {
  const { at } = p;
  const behind = p.kinds[at + 1];
  if (p.kinds[at] !== IDENTIFIER || (behind !== STAR && behind !== IDENTIFIER)) return null;
  if (behind === IDENTIFIER && wordAt(p, at + 1) !== ORDINARY) return null;
  const word = wordAt(p, at);
  if (word === ORDINARY) return p.typedefs.has(p.atoms[at]) ? new OneWord(at, 'name', p.atoms[at]) : null;
  if (word >>> 16 === NAMED) return new OneWord(at, 'builtin', NAMED_TYPES[word & VALUE]);
  const name = word >>> 16 === BASIC ? basicName(word & VALUE) : undefined;
  return name === undefined ? null : new OneWord(at, 'builtin', name);
}

/** Both the specifiers and the type in them: there are more of these than of all other nodes. */
class OneWord implements DeclarationSpecifiers {
  readonly at: number;
  readonly kind: 'name' | 'builtin';
  readonly name: number | BuiltinName;

  constructor(at: number, kind: 'name' | 'builtin', name: number | BuiltinName) {
    this.at = at;
    this.kind = kind;
    this.name = name;
  }

  get type(): TypeSpecifier {
    return this as NameSpecifier | (OneWord & BuiltinSpecifier);
  }
  get end(): number {
    return this.at + 1;
  }
  get complex(): false {
    return false;
  }
  get width(): null {
    return null;
  }
  get storage(): number {
    return 0;
  }
  get qualifiers(): number {
    return 0;
  }
  get alignments(): readonly never[] {
    return NONE;
  }
  get attributes(): readonly never[] {
    return NONE;
  }
  get markers(): readonly never[] {
    return NONE;
  }
}

/** Whether a struct's or enum's body has been read: another type's keyword then begins another declaration. */
function isComplete(type: TypeSpecifier): boolean {
  return type.kind === 'record' ? type.members !== null : type.kind === 'enum' && type.enumerators !== null;
}

function hasType(draft: Draft): boolean {
  return draft.type !== NO_TYPE || draft.basic !== 0 || draft.complex;
}

/** A word that C11 does not reserve, where it cannot be meant as the word. */
function isOnlyName(p: Parser, draft: Draft, word: number): boolean {
  if ((word & SOFT) === 0) return false;
  if (word >>> 16 === NAMED) return draft.type !== NO_TYPE || draft.basic !== 0;
  return kindAfter(p) !== (word >>> 16 === STORAGE ? IDENTIFIER : LEFT_PAREN);
}

/** A name: the type, if there is none yet; else the specifiers end, unless the type before it turns out a macro. */
function takeName(p: Parser, draft: Draft, context: Context): boolean {
  const { at } = p;
  if (hasType(draft)) {
    if (draft.type.kind !== 'name' || !isFollowedByDeclarator(p) || p.typedefs.has(draft.type.name)) return false;
    complainUnknownMacro(p, draft.type.at, draft.type.name);
  } else if (context === AT_FILE && isImplicitInt(p, draft)) return false;
  advance(p);
  draft.type = { kind: 'name', at, end: at + 1, name: p.atoms[at] };
  return true;
}

/** `A B c` and `A B *c`: B is the type, and A nothing known. */
function isFollowedByDeclarator(p: Parser): boolean {
  const next = after(p, p.at);
  const kind = p.kinds[next];
  if (kind === STAR) return true;
  if (kind !== IDENTIFIER) return false;
  const word = wordAt(p, next) >>> 16;
  return word === ORDINARY ? !p.typedefs.has(p.atoms[next]) : word <= LAST_TYPE_CLASS;
}

/** `static x;`, `extern f(int);`: a name that is no type, with a declarator's end behind it. */
function isImplicitInt(p: Parser, draft: Draft): boolean {
  if ((draft.storage | draft.qualifiers) === 0 || p.typedefs.has(p.atoms[p.at])) return false;
  const next = after(p, p.at);
  const kind = p.kinds[next];
  if (kind === LEFT_PAREN) return p.kinds[after(p, next)] !== STAR;
  return kind === SEMICOLON || kind === COMMA || kind === EQUAL || kind === LEFT_BRACKET;
}

function takeBasic(p: Parser, draft: Draft, bit: number): void {
  dropMacro(p, draft);
  const set = addBasic(draft.basic, bit);
  if (set < 0 || (draft.type !== NO_TYPE && !isSigned(draft, set))) return conflict(p, draft, p.at);
  draft.basic = set;
  takeBasicToken(p, draft);
}

function takeBasicToken(p: Parser, draft: Draft): void {
  if (draft.basicFirst < 0) draft.basicFirst = p.at;
  draft.basicAt = p.at;
  advance(p);
}

/** `_BitInt` with `signed` or `unsigned` before or behind it. Its sign is not kept: no layout is promised. */
function isSigned(draft: Draft, basic: number): boolean {
  const { type } = draft;
  return (
    (basic & ~(BASIC_SIGNED | BASIC_UNSIGNED)) === 0 &&
    type.kind === 'builtin' &&
    (type === NO_TYPE || type.name === '_BitInt')
  );
}

/** A name nobody declared, with a keyword of the specifiers behind it, was no type: `API extern int x;`. */
function dropMacro(p: Parser, draft: Draft): void {
  if (draft.type.kind !== 'name' || p.typedefs.has(draft.type.name)) return;
  complainUnknownMacro(p, draft.type.at, draft.type.name);
  draft.type = NO_TYPE;
}

function takeStorage(p: Parser, draft: Draft, bit: number): void {
  const one = TYPEDEF | EXTERN | STATIC;
  dropMacro(p, draft);
  if ((bit & one) !== 0 && (draft.storage & one & ~bit) !== 0) {
    return fail(p, twoStorageClasses, p.at, { word: atomText(p.atoms[p.at]) });
  }
  draft.storage |= bit;
  advance(p);
}

/** The rarer specifiers; false if the token is none. */
function takeOther(p: Parser, draft: Draft, word: number, context: Context): boolean {
  switch (word >>> 16) {
    case RECORD:
    case ENUM:
    case TYPEOF:
      dropMacro(p, draft);
      if (hasType(draft)) conflict(p, draft, p.at);
      else draft.type = parseType(p, word, context);
      if (context === IN_RECORD) takeRecordMarkers(draft);
      return true;
    case BIT_INT:
      if (draft.type !== NO_TYPE || !isSigned(draft, draft.basic)) conflict(p, draft, p.at);
      else draft.type = parseType(p, word, context);
      return true;
    case NAMED:
      dropMacro(p, draft);
      if (draft.type !== NO_TYPE || draft.basic !== 0) conflict(p, draft, p.at);
      else draft.type = parseType(p, word, context);
      return true;
    case COMPLEX:
      draft.complex = true;
      takeBasicToken(p, draft);
      return true;
    case ATOMIC_WORD:
      takeAtomic(p, draft, word & VALUE);
      return true;
    case ALIGNAS:
      draft.alignments = append(draft.alignments, parseAlignas(p));
      return true;
    case ATTRIBUTE:
    case DECLSPEC:
    case CONVENTION:
      draft.attributes = parseAttributes(p, draft.attributes);
      return true;
    case EXTENSION:
      advance(p);
      return true;
    case MARKER:
      return takeMarker(p, draft, context);
  }
  return false;
}

/** `union q_derived { … } u;` marks the field. */
function takeRecordMarkers(draft: Draft): void {
  const { type } = draft;
  if (type.kind !== 'record' || type.markers.length === 0) return;
  for (const marker of type.markers) draft.markers = append(draft.markers, marker);
  draft.type = { ...type, markers: NONE };
}

/** A marker's word: a field's marker, QIDL_DECLARE, or just a name. */
function takeMarker(p: Parser, draft: Draft, context: Context): boolean {
  const isType = !hasType(draft) && p.typedefs.has(p.atoms[p.at]);
  const { type } = draft;
  const anonymous = type.kind === 'record' && type.members !== null && type.tag === 0;
  if (!isType && context === IN_RECORD && (anonymous ? isMarkerOfAnonymous(p) : isMarkerBeforeName(p))) {
    const marker = parseFieldMarker(p, 'type');
    if (marker !== null) draft.markers = append(draft.markers, marker);
    return true;
  }
  if (context === AT_FILE && !hasType(draft) && markerAt(p, p.at)?.form === 'wrap') {
    draft.type = parseDeclaredRecord(p);
    return true;
  }
  if (hasType(draft) && isFollowedByDeclarator(p)) {
    complainMisplaced(p, p.at);
    advance(p);
    return true;
  }
  return takeName(p, draft, context);
}

/** One type specifier of one keyword. */
function parseType(p: Parser, word: number, context: Context): TypeSpecifier {
  const { at } = p;
  switch (word >>> 16) {
    case RECORD:
      return parseRecord(p, context);
    case ENUM:
      return parseEnum(p, context);
    case TYPEOF: {
      advance(p);
      const operand = parseTypeofOperand(p);
      return { kind: 'typeof', at, end: endOf(p), unqualified: (word & VALUE) !== 0, operand };
    }
    case BIT_INT:
      return parseBitInt(p);
  }
  advance(p);
  return builtin(at, at + 1, NAMED_TYPES[word & VALUE]);
}

function builtin(
  at: number,
  end: number,
  name: BuiltinName,
  complex = false,
  width: Expression | null = null,
): TypeSpecifier {
  return { kind: 'builtin', at, end, name, complex, width };
}

/** `_BitInt` `(` constant `)` */
function parseBitInt(p: Parser): TypeSpecifier {
  const { at } = p;
  advance(p);
  const open = p.at;
  expect(p, LEFT_PAREN);
  const width = parseConstant(p);
  expectClosing(p, RIGHT_PAREN, open);
  return builtin(at, endOf(p), '_BitInt', false, width);
}

/** `_Atomic` `(` type-name `)` is a type, `_Atomic` alone a qualifier */
function takeAtomic(p: Parser, draft: Draft, bit: number): void {
  const { at } = p;
  if (kindAfter(p) !== LEFT_PAREN) {
    draft.qualifiers |= bit;
    return advance(p);
  }
  if (hasType(draft)) return conflict(p, draft, at);
  advance(p);
  const operand = parseParenthesizedType(p);
  draft.type = { kind: 'atomic', at, end: endOf(p), operand };
}

function finishType(p: Parser, draft: Draft, context: Context): void {
  const { basic } = draft;
  if (draft.complex || basic !== 0) return finishBasic(p, draft);
  if (draft.type !== NO_TYPE) return;
  const kind = p.kinds[p.at];
  const bare =
    (draft.storage | draft.qualifiers) !== 0 && (kind === IDENTIFIER || kind === STAR || kind === LEFT_PAREN);
  // `[[…]];` is a declaration, too.
  const lone = context === AT_FILE && kind === SEMICOLON && draft.attributes !== NONE;
  if (!lone && (context === IN_RECORD || !bare)) return expected(p, context === AT_FILE ? 'a declaration' : 'a type');
  draft.type = builtin(endOf(p), endOf(p), 'int');
  if (kind === IDENTIFIER) complain(p, implicitInt, p.at, p.at + 1, { name: p.stream.textOf(p.at) });
}

/**
 * `__declspec(align(8)) struct foo { … } x;` and `__declspec(align(8)) struct foo;`: as in MSVC and clang the type's
 * alignment, not the object's.
 */
function alignTag(p: Parser, draft: Draft): void {
  const { type } = draft;
  if ((type.kind !== 'record' && type.kind !== 'enum') || !(isComplete(type) || p.kinds[p.at] === SEMICOLON)) return;
  const isOfTag = ({ syntax, name, at }: Attribute): boolean =>
    syntax === 'declspec' && name === 'align' && at < type.at;
  const ofTag = draft.attributes.filter(isOfTag);
  if (ofTag.length === 0) return;
  draft.type = { ...type, attributes: [...ofTag, ...type.attributes] };
  draft.attributes = draft.attributes.filter((attribute) => !isOfTag(attribute));
}

function finishBasic(p: Parser, draft: Draft): void {
  const { basic, basicAt, complex } = draft;
  let name = complex ? complexBase(basic) : basicName(basic);
  if (draft.type !== NO_TYPE) {
    // `_Complex _Float32`, `unsigned _BitInt(3)`
    if (draft.type.kind !== 'builtin') return conflict(p, draft, basicAt);
    name = draft.type.name;
  }
  if (name === undefined) return conflict(p, draft, basicAt);
  const { type, basicFirst } = draft;
  draft.type = builtin(basicFirst, basicAt + 1, name, complex, type.kind === 'builtin' ? type.width : null);
}

/** The token names a type that cannot go with what stands before it. */
function conflict(p: Parser, draft: Draft, at: number): void {
  if (p.failedAt >= 0) return;
  fail(p, typeConflict, at, { word: p.stream.textOf(at), before: `'${wordsBefore(p, draft, at)}'` });
}

/** The type as it is written before token `at`; of a struct or enum its keyword and tag. */
function wordsBefore(p: Parser, { type, basicFirst }: Draft, at: number): string {
  if (type.kind === 'record' || type.kind === 'enum') {
    const keyword = type.kind === 'enum' ? 'enum' : type.keyword;
    return type.tag === 0 ? keyword : `${keyword} ${atomText(type.tag)}`;
  }
  const words: string[] = [];
  for (let i = type === NO_TYPE ? basicFirst : type.at; i < at; i++) words.push(p.stream.textOf(i));
  return words.join(' ');
}
