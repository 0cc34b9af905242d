// In: `__attribute__((…))`, `[[…]]`, `__declspec(…)`, `__stdcall`, `_Alignas(…)`, asm labels. Out: attributes on a list.
// Rule: gcc's "Attribute Syntax", C23 6.7.13.2, and `__declspec` as clang has it. Arguments are parsed for the
// attributes that can change a layout; the others' may be anything, and are stepped over.

import { atomText } from '../lex/atoms.ts';
import {
  COLON,
  COLON_COLON,
  COMMA,
  IDENTIFIER,
  LEFT_BRACKET,
  LEFT_PAREN,
  RIGHT_BRACKET,
  RIGHT_PAREN,
} from '../lex/token-kind.ts';
import { isTypeNameAhead, parseTypeName } from './declarators.ts';
import { parseAssignment, parseConstant } from './expressions.ts';
import { accept, advance, after, endOf, NONE, type Parser, wordAt } from './parser-state.ts';
import { expect, expectClosing, expected, skipBracketed } from './recovery.ts';
import type { Attribute, Expression, TypeName } from './syntax.ts';
import { ASM, ATTRIBUTE, CONVENTION, DECLSPEC, QUALIFIER } from './words.ts';

/** Attributes whose arguments somebody asks for. */
const withArguments: ReadonlySet<string> = new Set([
  'aligned',
  'align',
  'vector_size',
  'ext_vector_type',
  'mode',
  'packed',
  'warn_if_not_aligned',
  'scalar_storage_order',
]);

/** Whether `[[` stands at the cursor. No expression of C begins with `[`. */
export function opensAttribute(p: Parser): boolean {
  return p.kinds[p.at] === LEFT_BRACKET && p.kinds[after(p, p.at)] === LEFT_BRACKET;
}

/** Whether any of the attribute syntaxes begins at the cursor. */
export function atAttribute(p: Parser): boolean {
  const kind = p.kinds[p.at];
  if (kind === LEFT_BRACKET) return opensAttribute(p);
  if (kind !== IDENTIFIER) return false;
  const word = wordAt(p, p.at) >>> 16;
  return word === ATTRIBUTE || word === DECLSPEC || word === CONVENTION;
}

/** All attributes at the cursor, behind those of `list`, which began as NONE. */
export function parseAttributes(p: Parser, list: readonly Attribute[]): readonly Attribute[] {
  if (!atAttribute(p)) return list;
  const out = list === NONE ? [] : (list as Attribute[]);
  do {
    if (p.kinds[p.at] === LEFT_BRACKET) bracketAttributes(p, out);
    else if (atGnuAttribute(p)) gnuAttributes(p, out);
    else if (wordAt(p, p.at) >>> 16 === CONVENTION) advance(p);
    else declspec(p, out);
  } while (atAttribute(p));
  return out;
}

/** Those of a body that ends before the cursor: behind the brace, the other syntaxes speak of what is declared. */
export function parseAttributesOfBody(p: Parser, list: readonly Attribute[]): readonly Attribute[] {
  if (!atGnuAttribute(p)) return list;
  const out = list === NONE ? [] : (list as Attribute[]);
  do gnuAttributes(p, out);
  while (atGnuAttribute(p));
  return out;
}

function atGnuAttribute(p: Parser): boolean {
  return p.kinds[p.at] === IDENTIFIER && wordAt(p, p.at) >>> 16 === ATTRIBUTE;
}

/** gnu-attribute: `__attribute__` `(` `(` [attribute] { `,` [attribute] } `)` `)` */
function gnuAttributes(p: Parser, out: Attribute[]): void {
  advance(p);
  const open = p.at;
  expect(p, LEFT_PAREN);
  expect(p, LEFT_PAREN);
  while (p.kinds[p.at] !== RIGHT_PAREN && p.failedAt < 0) {
    if (p.kinds[p.at] === IDENTIFIER) out.push(attribute(p, 'gnu'));
    if (!accept(p, COMMA)) break;
  }
  expectClosing(p, RIGHT_PAREN, open + 1);
  expectClosing(p, RIGHT_PAREN, open);
}

/** attribute-specifier: `[` `[` [attribute] { `,` [attribute] } `]` `]`; `[[using …]]` is C++ */
function bracketAttributes(p: Parser, out: Attribute[]): void {
  const open = p.at;
  advance(p);
  advance(p);
  while (p.kinds[p.at] !== RIGHT_BRACKET && p.failedAt < 0) {
    if (p.kinds[p.at] === IDENTIFIER) out.push(attribute(p, 'bracket'));
    if (!accept(p, COMMA)) break;
  }
  expectClosing(p, RIGHT_BRACKET, open + 1);
  expectClosing(p, RIGHT_BRACKET, open);
}

/** `__declspec` `(` { attribute } `)` */
function declspec(p: Parser, out: Attribute[]): void {
  advance(p);
  const open = p.at;
  expect(p, LEFT_PAREN);
  while (p.kinds[p.at] === IDENTIFIER) {
    out.push(attribute(p, 'declspec'));
    accept(p, COMMA);
  }
  expectClosing(p, RIGHT_PAREN, open);
}

/** attribute: identifier [`::` identifier] [`(` … `)`] */
function attribute(p: Parser, syntax: Attribute['syntax']): Attribute {
  const { at } = p;
  let name = p.atoms[p.at];
  advance(p);
  if (skipColons(p) && p.kinds[p.at] === IDENTIFIER) {
    name = p.atoms[p.at];
    advance(p);
  }
  const text = plainName(name);
  let values: readonly Expression[] = NONE;
  if (p.kinds[p.at] === LEFT_PAREN) {
    if (withArguments.has(text)) values = attributeArguments(p);
    else skipBracketed(p);
  }
  return { at, end: endOf(p), syntax, name: text, arguments: values };
}

/** `::`, which older lexers' rules make two colons. */
function skipColons(p: Parser): boolean {
  if (accept(p, COLON_COLON)) return true;
  if (p.kinds[p.at] !== COLON || p.kinds[after(p, p.at)] !== COLON) return false;
  advance(p);
  advance(p);
  return true;
}

function attributeArguments(p: Parser): readonly Expression[] {
  const open = p.at;
  advance(p);
  const values: Expression[] = [];
  if (p.kinds[p.at] !== RIGHT_PAREN) {
    do values.push(parseAssignment(p));
    while (accept(p, COMMA));
  }
  expectClosing(p, RIGHT_PAREN, open);
  return values;
}

const plainNames = new Map<number, string>();

/** `__packed__` and `packed` are one. */
function plainName(atom: number): string {
  let name = plainNames.get(atom);
  if (name === undefined) {
    name = atomText(atom);
    if (name.length > 4 && name.startsWith('__') && name.endsWith('__')) name = name.slice(2, -2);
    plainNames.set(atom, name);
  }
  return name;
}

/** alignment-specifier: `_Alignas` `(` type-name | constant-expression `)` */
export function parseAlignas(p: Parser): Expression | TypeName {
  advance(p);
  const open = p.at;
  expect(p, LEFT_PAREN);
  const operand = isTypeNameAhead(p) ? parseTypeName(p) : parseConstant(p);
  expectClosing(p, RIGHT_PAREN, open);
  return operand;
}

/** `asm` { `volatile` | `goto` | `inline` } `(` … `)` */
export function skipAsm(p: Parser): void {
  advance(p);
  while (p.kinds[p.at] === IDENTIFIER && wordAt(p, p.at) >>> 16 !== ASM) {
    if (wordAt(p, p.at) >>> 16 !== QUALIFIER && p.kinds[after(p, p.at)] !== LEFT_PAREN) break;
    advance(p);
  }
  if (p.kinds[p.at] === LEFT_PAREN) skipBracketed(p);
  else expected(p, "'('");
}
