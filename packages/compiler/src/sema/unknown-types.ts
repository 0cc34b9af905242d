// In: a translation unit. Out: an error for each type name that no typedef before it declares, and for each member
// whose struct or union has no body. Rule: C11 6.7.8, 6.7.2.1p3. The model lets a name stand for a type nobody knows, since a field that is not saved needs none;
// a C compiler does not, so whoever asks for C's view of a header (its layout, assertions) is told. Each name once,
// in the order of the text; bodies of functions are not looked at, and old-style parameters are no types.

import type { Derivation, Expression, Parameter, Syntax, TypeName, TypeSpecifier } from '../parse/syntax.ts';
import { TYPEDEF } from '../parse/syntax.ts';
import type { DeclarationSpecifiers, Declarator, MemberDeclaration } from '../parse/syntax.ts';
import type { TokenStream } from '../preprocess/token-stream.ts';
import { incompleteMember, undeclared } from '../source/catalogue/3-types.ts';
import type { Diagnostics } from '../source/diagnostic.ts';
import { dimensionsOf, unqualified } from '../types/derive.ts';
import type { RecordType } from '../types/type.ts';
import type { Program } from './program.ts';

interface Search {
  readonly stream: TokenStream;
  readonly diagnostics: Diagnostics;
  /** Atoms of the typedef names declared so far, and of those that were reported. */
  readonly known: Set<number>;
}

export function reportUnknownTypes(
  syntax: readonly Syntax[],
  program: Program,
  stream: TokenStream,
  diagnostics: Diagnostics,
): void {
  const search: Search = { stream, diagnostics, known: new Set() };
  for (const node of syntax) {
    if (node.kind === 'declaration') {
      inSpecifiers(search, node.specifiers);
      for (const declarator of node.declarators) {
        inDeclarator(search, declarator);
        if ((node.specifiers.storage & TYPEDEF) !== 0) search.known.add(declarator.name);
      }
    } else if (node.kind === 'function') {
      inSpecifiers(search, node.specifiers);
      inDeclarator(search, node.declarator);
    }
  }
  for (const record of program.records)
    if (record.complete && program.layouts.recordOf(record) === null)
      reportIncompleteMember(program, record, diagnostics);
}

function reportIncompleteMember({ layouts }: Program, record: RecordType, diagnostics: Diagnostics): void {
  for (const { name, type, span } of record.members) {
    const { element } = dimensionsOf(type);
    const bare = unqualified(element);
    if (bare.kind !== 'record' || bare.complete) continue;
    diagnostics.report(incompleteMember, span, { name, why: layouts.why(element) });
  }
}

function inSpecifiers(search: Search, { type, alignments }: DeclarationSpecifiers): void {
  for (const alignment of alignments) inOperand(search, alignment);
  inType(search, type);
}

function inType(search: Search, type: TypeSpecifier): void {
  switch (type.kind) {
    case 'name':
      return check(search, type.name, type.at);
    case 'record':
      for (const member of type.members ?? []) if (member.kind === 'member') inMember(search, member);
      return;
    case 'enum':
      return type.underlying === null ? undefined : inTypeName(search, type.underlying);
    case 'typeof':
    case 'atomic':
      return inOperand(search, type.operand);
    default:
  }
}

function check({ stream, diagnostics, known }: Search, name: number, at: number): void {
  if (known.has(name)) return;
  known.add(name);
  diagnostics.report(undeclared, stream.spanOf(at), { name: stream.textOf(at) });
}

function inMember(search: Search, { specifiers, declarators }: MemberDeclaration): void {
  inSpecifiers(search, specifiers);
  for (const declarator of declarators) inDeclarator(search, declarator);
}

function inDeclarator(search: Search, { derivations }: Declarator): void {
  for (const derivation of derivations) inDerivation(search, derivation);
}

function inDerivation(search: Search, derivation: Derivation): void {
  if (derivation.kind !== 'function' || isIdentifierList(search, derivation.parameters)) return;
  for (const parameter of derivation.parameters) inTypeName(search, parameter);
}

/** `f(a, b)`: names of parameters whose types are said elsewhere, or never (6.7.6.3p3). */
function isIdentifierList({ known }: Search, parameters: readonly Parameter[]): boolean {
  return parameters.every(
    ({ specifiers: { type, storage, qualifiers }, declarator }) =>
      type.kind === 'name' &&
      !known.has(type.name) &&
      (storage | qualifiers) === 0 &&
      declarator.name === 0 &&
      declarator.derivations.length === 0,
  );
}

function inTypeName(search: Search, { specifiers, declarator }: Pick<TypeName, 'specifiers' | 'declarator'>): void {
  inSpecifiers(search, specifiers);
  inDeclarator(search, declarator);
}

function inOperand(search: Search, operand: Expression | TypeName): void {
  if (operand.kind === 'type-name') inTypeName(search, operand);
}
