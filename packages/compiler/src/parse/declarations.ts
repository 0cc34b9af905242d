// In: what stands at file scope. Out: declarations, function definitions, static assertions.
// Rule: C11 6.7 and 6.9 with GNU's extensions. Bodies of functions are stepped over by their braces; one that only
// returns an expression is kept, so that calls of it can be folded. Old-style (K&R) definitions are stepped over.

import { atomText } from '../lex/atoms.ts';
import {
  COLON,
  COMMA,
  ELLIPSIS,
  EOF,
  EQUAL,
  IDENTIFIER,
  LEFT_BRACE,
  LEFT_BRACKET,
  LEFT_PAREN,
  RIGHT_BRACE,
  RIGHT_PAREN,
  SEMICOLON,
  STAR,
  STRING,
} from '../lex/token-kind.ts';
import { strayBrace, unknownCall, unknownMacro } from '../source/catalogue/2-syntax.ts';
import { skipAsm } from './attributes.ts';
import { checkAlignas, type DeclaratorDraft, parseDeclarator } from './declarators.ts';
import { parseConstant, parseExpression } from './expressions.ts';
import { parseInitializer } from './initializers.ts';
import { parseMarks } from './marks.ts';
import {
  accept,
  advance,
  advanceTo,
  after,
  AT_FILE,
  endOf,
  kindAfter,
  NONE,
  type Parser,
  wordAt,
} from './parser-state.ts';
import {
  beginsDeclaration,
  closingOf,
  complain,
  expect,
  expectClosing,
  expected,
  expectSemicolon,
  failUnclosed,
} from './recovery.ts';
import { parseSpecifiers } from './specifiers.ts';
import {
  type Declaration,
  type DeclarationSpecifiers,
  type Declarator,
  type Expression,
  type FunctionDefinition,
  type FunctionDerivation,
  type Member,
  type RawMarker,
  type StaticAssert,
  type Syntax,
  TYPEDEF,
} from './syntax.ts';
import { ASM, ATTRIBUTE, EXTENSION, MARKER, ORDINARY, RETURN, SOFT, STATIC_ASSERT } from './words.ts';

/** external: { `__extension__` } ( `;` | static-assert | asm | { mark } ( declaration | function-definition ) ) */
export function parseExternal(p: Parser, out: Syntax[]): void {
  if (wordAt(p, p.at) >>> 16 === EXTENSION) skipExtension(p);
  const kind = p.kinds[p.at];
  p.declarationAt = p.at;
  if (kind === SEMICOLON) return advance(p);
  if (kind === RIGHT_BRACE) {
    complain(p, strayBrace, p.at, p.at + 1, {});
    return advance(p);
  }
  const word = wordAt(p, p.at) >>> 16;
  if (word === STATIC_ASSERT && beginsStaticAssert(p)) return parseStaticAssert(p, out);
  if (word === ASM) {
    skipAsm(p);
    return expectSemicolon(p);
  }
  if (word === ORDINARY && kind === IDENTIFIER && skipUnknown(p)) return;
  const mark = word === MARKER ? parseMarks(p, out) : null;
  if (mark !== null || p.at === p.declarationAt) parseDeclaration(p, mark ?? p.started, out);
}

/** `__extension__` before what is no declaration, which would take it for a specifier. */
export function skipExtension(p: Parser): void {
  let at = p.at;
  while (wordAt(p, at) >>> 16 === EXTENSION) at = after(p, at);
  const word = wordAt(p, at) >>> 16;
  if (word === STATIC_ASSERT || word === ASM || p.kinds[at] === SEMICOLON) advanceTo(p, at);
}

/** declaration: specifiers [ init-declarator { `,` init-declarator } ] `;` */
function parseDeclaration(p: Parser, mark: RawMarker | null, out: Syntax[]): void {
  const { at } = p;
  p.mark = mark;
  const specifiers = parseSpecifiers(p, AT_FILE);
  let declarators: readonly Declarator[] = NONE;
  if (p.kinds[p.at] !== SEMICOLON && !lacksSemicolon(p, specifiers)) {
    const first = parseDeclarator(p, AT_FILE);
    if (isFunction(first) && opensBody(p, first)) {
      return parseFunction(p, at, specifiers, first, out);
    }
    declarators = parseInitDeclarators(p, first, (specifiers.storage & TYPEDEF) !== 0);
  }
  expectSemicolon(p);
  if (p.failedAt >= 0) return;
  if ((specifiers.storage & TYPEDEF) !== 0) checkAlignas(p, specifiers, 'a typedef');
  else if (specifiers.alignments.length > 0 && declarators.some(isFunction)) checkAlignas(p, specifiers, 'a function');
  const declaration: Declaration = { kind: 'declaration', at, end: endOf(p), specifiers, declarators, mark: p.mark };
  out.push(declaration);
}

function isFunction({ derivations }: Declarator): boolean {
  return derivations.length > 0 && derivations[0].kind === 'function';
}

/** `struct S { … }` with nothing behind it that could be a declarator: its `;` has been forgotten. */
export function lacksSemicolon(p: Parser, { type }: DeclarationSpecifiers): boolean {
  if (type.kind === 'record' ? type.members === null : type.kind !== 'enum' || type.enumerators === null) return false;
  const kind = p.kinds[p.at];
  return (
    (kind !== IDENTIFIER && kind !== STAR && kind !== LEFT_PAREN && kind !== LEFT_BRACKET && kind !== COLON) ||
    beginsDeclaration(p)
  );
}

/** init-declarator: declarator [ `=` initializer ] */
function parseInitDeclarators(p: Parser, first: DeclaratorDraft, isTypedef: boolean): readonly Declarator[] {
  const declarators: Declarator[] = [first];
  let draft = first;
  for (;;) {
    if (isTypedef && draft.name !== 0) p.typedefs.add(draft.name);
    if (accept(p, EQUAL)) {
      draft.initializer = parseInitializer(p);
      draft.end = endOf(p);
    }
    if (!accept(p, COMMA)) return declarators;
    draft = parseDeclarator(p, AT_FILE);
    declarators.push(draft);
  }
}

// ---- Functions ----

/** Whether a function's body follows, or the declarations of its parameters (K&R) and then the body. */
function opensBody(p: Parser, declarator: Declarator): boolean {
  if (p.kinds[p.at] === LEFT_BRACE) return true;
  if (p.kinds[p.at] !== IDENTIFIER) return false;
  const [parameters] = declarator.derivations;
  if (parameters.kind !== 'function' || parameters.parameters.length === 0) return false;
  for (const { specifiers, declarator: name } of parameters.parameters) {
    if (specifiers.type.kind !== 'name' || name.derivations.length > 0 || name.name !== 0) return false;
  }
  return oldStyleBody(p, parameters.parameters.length) >= 0;
}

/** Tokens of a K&R parameter's declaration at most. */
const OLD_STYLE_TOKENS = 64;

/** The index of the `{` behind K&R's declarations of so many parameters, of which each ends in `;`; -1 without. */
function oldStyleBody(p: Parser, parameters: number): number {
  let at = p.at;
  for (let previous = 0, left = parameters * OLD_STYLE_TOKENS; left > 0; left--, at = after(p, at)) {
    const kind = p.kinds[at];
    if (kind === LEFT_BRACE) return previous === SEMICOLON ? at : -1;
    if (kind === EOF || kind === RIGHT_BRACE || kind === EQUAL) return -1;
    previous = kind;
  }
  return -1;
}

/** function-definition: specifiers declarator { declaration } `{` … `}` */
function parseFunction(
  p: Parser,
  at: number,
  specifiers: DeclarationSpecifiers,
  declarator: Declarator,
  out: Syntax[],
): void {
  const oldStyle = p.kinds[p.at] !== LEFT_BRACE;
  const [{ parameters }] = declarator.derivations as readonly [FunctionDerivation];
  if (oldStyle) advanceTo(p, oldStyleBody(p, parameters.length));
  const open = p.at;
  const close = closingOf(p, open);
  if (p.kinds[close] !== RIGHT_BRACE) return failUnclosed(p, open, close);
  const returns = oldStyle ? null : parseReturn(p, close);
  p.at = open;
  advanceTo(p, close);
  advance(p);
  const definition: FunctionDefinition = { kind: 'function', at, end: endOf(p), specifiers, declarator, returns };
  out.push(definition);
}

/** `{` `return` expression `;` `}`: the expression, of any other body null. What it does not understand is no mistake. */
function parseReturn(p: Parser, close: number): Expression | null {
  const first = after(p, p.at);
  if (wordAt(p, first) >>> 16 !== RETURN || p.kinds[close - 1] !== SEMICOLON) return null;
  const { quiet } = p;
  p.quiet = true;
  p.at = after(p, first);
  const value = parseExpression(p);
  const understood = p.failedAt < 0 && p.at === close - 1;
  p.quiet = quiet;
  p.failedAt = -1;
  return understood ? value : null;
}

// ---- Static assertions ----

/** `static_assert` is a name in C11, unless it is called. */
export function beginsStaticAssert(p: Parser): boolean {
  return (wordAt(p, p.at) & SOFT) === 0 || kindAfter(p) === LEFT_PAREN;
}

/** static-assert: `_Static_assert` `(` constant [ `,` string+ ] `)` `;` */
export function parseStaticAssert(p: Parser, out: (Syntax | Member)[]): void {
  const { at } = p;
  advance(p);
  const open = p.at;
  expect(p, LEFT_PAREN);
  const condition = parseConstant(p);
  const message = accept(p, COMMA) ? parseMessage(p) : null;
  expectClosing(p, RIGHT_PAREN, open);
  expectSemicolon(p);
  const assertion: StaticAssert = { kind: 'static-assert', at, end: endOf(p), condition, message };
  if (p.failedAt < 0) out.push(assertion);
}

function parseMessage(p: Parser): string {
  if (p.kinds[p.at] !== STRING) expected(p, 'a string');
  let message = '';
  while (p.kinds[p.at] === STRING) {
    const text = p.stream.textOf(p.at);
    message += text.slice(text.indexOf('"') + 1, -1);
    advance(p);
  }
  return message;
}

// ---- What is no declaration ----

/**
 * `NAME;`, `NAME(…)`, `NAME(…);`, `NAME(…) { … }` of a name nobody declared: no declaration since C99, but the call of
 * a macro nobody defined. Steps over it; false if it is something else.
 */
function skipUnknown(p: Parser): boolean {
  const { at } = p;
  const name = p.atoms[at];
  const next = after(p, at);
  const kind = p.kinds[next];
  if (p.typedefs.has(name)) return false;
  if (kind === EOF || kind === RIGHT_BRACE) {
    complain(p, unknownMacro, at, at + 1, { name: atomText(name) });
    advance(p);
    return true;
  }
  if (kind === LEFT_PAREN) {
    if (p.kinds[after(p, next)] === STAR) return false;
    return skipUnknownCall(p, next);
  }
  if (kind !== SEMICOLON && kind !== EQUAL && kind !== COMMA && kind !== LEFT_BRACKET) return false;
  complain(p, unknownCall, at, at + 1, { name: atomText(name) });
  skipToSemicolon(p);
  return true;
}

function skipUnknownCall(p: Parser, open: number): boolean {
  const { at } = p;
  const name = atomText(p.atoms[at]);
  const close = closingOf(p, open);
  if (p.kinds[close] !== RIGHT_PAREN) {
    failUnclosed(p, open, close);
    return true;
  }
  const declares = looksLikeParameters(p, open, close);
  advanceTo(p, close);
  advance(p);
  const kind = p.kinds[p.at];
  const word = wordAt(p, p.at) >>> 16;
  const goesOn = kind === SEMICOLON || kind === EQUAL || kind === COMMA || word === ATTRIBUTE || word === ASM;
  if (declares && (goesOn || kind === LEFT_BRACE)) complain(p, unknownCall, at, at + 1, { name });
  else complain(p, unknownMacro, at, at + 1, { name: `${name}(...)` });
  if (goesOn) skipToSemicolon(p);
  else if (kind === LEFT_BRACE) {
    const end = closingOf(p, p.at);
    if (p.kinds[end] !== RIGHT_BRACE) failUnclosed(p, p.at, end);
    else {
      advanceTo(p, end);
      advance(p);
    }
  }
  return true;
}

/**
 * Whether gcc or clang would read what is between the parentheses as the parameters of a function: names (K&R), or
 * declarations, of which each begins with a word.
 */
function looksLikeParameters(p: Parser, open: number, close: number): boolean {
  const first = after(p, open);
  const isOldStyle = isUndeclaredName(p, first);
  let depth = 0;
  for (let at = first, begins = true; at !== close; at = after(p, at)) {
    const kind = p.kinds[at];
    if (begins && kind !== IDENTIFIER && kind !== ELLIPSIS && kind !== LEFT_PAREN) return false;
    if (isOldStyle && !(begins ? isUndeclaredName(p, at) : kind === COMMA)) return false;
    if (kind === LEFT_PAREN) depth++;
    else if (kind === RIGHT_PAREN) depth--;
    begins = kind === COMMA && depth === 0;
  }
  return true;
}

function isUndeclaredName(p: Parser, at: number): boolean {
  return p.kinds[at] === IDENTIFIER && wordAt(p, at) === ORDINARY && !p.typedefs.has(p.atoms[at]);
}

function skipToSemicolon(p: Parser): void {
  let depth = 0;
  for (let kind = p.kinds[p.at]; kind !== EOF; kind = p.kinds[p.at]) {
    if (kind === LEFT_BRACE) depth++;
    else if (kind === RIGHT_BRACE && --depth < 0) return;
    advance(p);
    if (kind === SEMICOLON && depth === 0) return;
  }
}
