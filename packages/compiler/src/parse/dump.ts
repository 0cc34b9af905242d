// In: syntax nodes. Out: what they say, as text in words: `a: array 3 of pointer to int`. For `print --emit ast`,
// and for tests. Rule: the text is stable; it leaves out nothing but places.

import { atomText } from '../lex/atoms.ts';
import type { TokenStream } from '../preprocess/token-stream.ts';
import { dumpExpression, dumpMarker, dumpOperand } from './dump-expression.ts';
import {
  ATOMIC,
  type Attribute,
  CONST,
  CONSTEXPR,
  type DeclarationSpecifiers,
  type Declarator,
  type Derivation,
  type EnumSpecifier,
  EXTERN,
  INLINE,
  type Member,
  type RawMarker,
  type RecordSpecifier,
  RESTRICT,
  STATIC,
  type Syntax,
  TYPEDEF,
  type TypeName,
  type TypeSpecifier,
  VOLATILE,
} from './syntax.ts';

/** A line or block per declaration. */
export function dumpSyntax(syntax: readonly Syntax[], stream: TokenStream): string {
  return syntax.map((node) => `${dumpNode(node, stream)}\n`).join('');
}

function dumpNode(node: Syntax, stream: TokenStream): string {
  switch (node.kind) {
    case 'declaration': {
      const mark = node.mark === null ? '' : `${dumpMarker(node.mark, stream)} `;
      return mark + dumpDeclaration(node.specifiers, node.declarators, stream, '').join('\n');
    }
    case 'function': {
      const [line] = dumpDeclaration(node.specifiers, [node.declarator], stream, '');
      return `${line} { ${node.returns === null ? '…' : `return ${dumpExpression(node.returns, stream)}`} }`;
    }
    case 'static-assert':
      return dumpAssertion(node, stream);
    case 'mark':
      return dumpMarker(node.marker, stream);
  }
}

function dumpAssertion(node: Extract<Member, { kind: 'static-assert' }>, stream: TokenStream): string {
  return `assert ${dumpExpression(node.condition, stream)}${node.message === null ? '' : ` "${node.message}"`}`;
}

/** A line per declarator; a body is shown with the first one. */
function dumpDeclaration(
  specifiers: DeclarationSpecifiers,
  declarators: readonly Declarator[],
  stream: TokenStream,
  indent: string,
): string[] {
  const storage = storageWords(specifiers.storage);
  const type = dumpSpecifiers(specifiers, stream, indent);
  if (declarators.length === 0) return [`${indent}${storage}${type}`];
  const again = dumpSpecifiers(specifiers, stream, null);
  return declarators.map((declarator, i) => {
    const name = declarator.name === 0 ? '' : atomText(declarator.name);
    const value = declarator.initializer === null ? '' : ` = ${dumpExpression(declarator.initializer, stream)}`;
    return `${indent}${storage}${name}: ${dumpDeclarator(declarator, i === 0 ? type : again, stream)}${value}`;
  });
}

/** `type` is what the declarator derives from. */
function dumpDeclarator(declarator: Declarator, type: string, stream: TokenStream): string {
  const bits = declarator.bitWidth === null ? '' : `bits ${dumpExpression(declarator.bitWidth, stream)} of `;
  const derivations = declarator.derivations.map((derivation) => dumpDerivation(derivation, stream)).join('');
  return `${bits}${derivations}${type}${tags(declarator.attributes, declarator.markers, stream)}`;
}

function dumpDerivation(derivation: Derivation, stream: TokenStream): string {
  switch (derivation.kind) {
    case 'pointer':
      return `${qualifierWords(derivation.qualifiers)}pointer${tags(derivation.attributes, [], stream)} to `;
    case 'array':
      return `array ${derivation.size === null ? '' : `${dumpExpression(derivation.size, stream)} `}of `;
    case 'function': {
      const parameters = derivation.parameters.map(({ specifiers, declarator }) => {
        const type = dumpDeclarator(declarator, dumpSpecifiers(specifiers, stream, null), stream);
        return declarator.name === 0 ? type : `${atomText(declarator.name)}: ${type}`;
      });
      if (derivation.variadic) parameters.push('...');
      return `function (${parameters.join(', ')}) returning `;
    }
  }
}

/** A type name on one line. */
export function dumpTypeName(node: TypeName, stream: TokenStream): string {
  return dumpDeclarator(node.declarator, dumpSpecifiers(node.specifiers, stream, null), stream);
}

/** Qualifiers, type, attributes, markers. `indent` null: on one line, bodies left out. */
function dumpSpecifiers(node: DeclarationSpecifiers, stream: TokenStream, indent: string | null): string {
  const alignments = node.alignments.map((operand) => `aligned ${dumpOperand(operand, stream)} `).join('');
  const type = `${qualifierWords(node.qualifiers)}${alignments}${dumpType(node.type, stream, indent)}`;
  return type + tags(node.attributes, node.markers, stream);
}

function dumpType(type: TypeSpecifier, stream: TokenStream, indent: string | null): string {
  switch (type.kind) {
    case 'builtin': {
      const width = type.width === null ? '' : ` ${dumpExpression(type.width, stream)}`;
      return `${type.complex ? 'complex ' : ''}${type.name}${width}`;
    }
    case 'name':
      return atomText(type.name);
    case 'typeof':
      return `typeof${type.unqualified ? '_unqual' : ''} ${dumpOperand(type.operand, stream)}`;
    case 'atomic':
      return `atomic (${dumpTypeName(type.operand, stream)})`;
    case 'record':
      return dumpRecord(type, stream, indent);
    case 'enum':
      return dumpEnum(type, stream, indent);
  }
}

function dumpRecord(record: RecordSpecifier, stream: TokenStream, indent: string | null): string {
  const head = `${record.keyword}${record.tag === 0 ? '' : ` ${atomText(record.tag)}`}`;
  if (record.members === null) return head + tags(record.attributes, record.markers, stream);
  const pack = record.pack === 0 ? '' : ` pack ${record.pack}`;
  const tail = tags(record.attributes, record.markers, stream);
  if (indent === null) return `${head} {…}${tail}`;
  const lines = record.members.flatMap((member) => dumpMember(member, stream, `${indent}  `));
  if (lines.length === 0) return `${head}${pack} {}${tail}`;
  return `${head}${pack} {\n${lines.join('\n')}\n${indent}}${tail}`;
}

function dumpMember(member: Member, stream: TokenStream, indent: string): string[] {
  if (member.kind === 'member') return dumpDeclaration(member.specifiers, member.declarators, stream, indent);
  return [indent + (member.kind === 'unused' ? dumpMarker(member.marker, stream) : dumpAssertion(member, stream))];
}

function dumpEnum(node: EnumSpecifier, stream: TokenStream, indent: string | null): string {
  const tag = node.tag === 0 ? '' : ` ${atomText(node.tag)}`;
  const underlying = node.underlying === null ? '' : ` : ${dumpTypeName(node.underlying, stream)}`;
  const head = `enum${tag}${underlying}`;
  const tail = tags(node.attributes, [], stream);
  if (node.enumerators === null) return head + tail;
  if (indent === null) return `${head} {…}${tail}`;
  const values = node.enumerators.map(({ name, value }) =>
    value === null ? atomText(name) : `${atomText(name)} = ${dumpExpression(value, stream)}`,
  );
  return `${head} { ${values.join(', ')} }${tail}`;
}

function tags(attributes: readonly Attribute[], markers: readonly RawMarker[], stream: TokenStream): string {
  let text = '';
  for (const { name, arguments: values } of attributes) {
    text += ` #${name}${values.length === 0 ? '' : `(${values.map((value) => dumpExpression(value, stream)).join(', ')})`}`;
  }
  for (const marker of markers) text += ` ${dumpMarker(marker, stream)}`;
  return text;
}

const storageNames: readonly (readonly [bit: number, word: string])[] = [
  [TYPEDEF, 'typedef '],
  [EXTERN, 'extern '],
  [STATIC, 'static '],
  [INLINE, 'inline '],
  [CONSTEXPR, 'constexpr '],
];
const qualifierNames: readonly (readonly [bit: number, word: string])[] = [
  [CONST, 'const '],
  [VOLATILE, 'volatile '],
  [RESTRICT, 'restrict '],
  [ATOMIC, 'atomic '],
];

const wordsOfBits = (names: readonly (readonly [number, string])[], bits: number): string =>
  names.map(([bit, word]) => ((bits & bit) === 0 ? '' : word)).join('');
const storageWords = (bits: number): string => wordsOfBits(storageNames, bits);
const qualifierWords = (bits: number): string => wordsOfBits(qualifierNames, bits);
