// In: an expression, a type name, a marker. Out: one line of text, with all parentheses, as `print --emit ast` shows.

import { atomText } from '../lex/atoms.ts';
import type { TokenStream } from '../preprocess/token-stream.ts';
import { dumpTypeName } from './dump.ts';
import type { Expression, InitializerItem, MarkerArgument, RawMarker, TypeName } from './syntax.ts';

export function dumpExpression(node: Expression, stream: TokenStream): string {
  const dump = (inner: Expression): string => dumpExpression(inner, stream);
  switch (node.kind) {
    case 'number':
    case 'character':
      return stream.textOf(node.at);
    case 'string':
      return stringText(node.at, node.end, stream);
    case 'name':
      return atomText(node.name);
    case 'unary':
      if (node.operator === 'post++' || node.operator === 'post--')
        return `(${dump(node.operand)} ${node.operator.slice(4)})`;
      return `(${node.operator} ${dump(node.operand)})`;
    case 'binary':
      return `(${dump(node.left)} ${node.operator} ${dump(node.right)})`;
    case 'conditional':
      return `(${dump(node.condition)} ? ${node.then === null ? '' : `${dump(node.then)} `}: ${dump(node.otherwise)})`;
    case 'cast':
      return `((${dumpTypeName(node.type, stream)}) ${dump(node.operand)})`;
    case 'sizeof':
      return `${node.what} ${dumpOperand(node.operand, stream)}`;
    case 'offsetof':
      return `offset ${dump(node.path)} of (${dumpTypeName(node.type, stream)})`;
    case 'call':
      return `${dump(node.callee)}(${node.arguments.map(dump).join(', ')})`;
    case 'member':
      return `${dump(node.object)}${node.arrow ? '->' : '.'}${atomText(node.name)}`;
    case 'index':
      return `${dump(node.object)}[${dump(node.index)}]`;
    case 'list':
      return `{${node.items.map((item) => dumpItem(item, stream)).join(', ')}}`;
    case 'compound':
      return `(${dumpTypeName(node.type, stream)})${dump(node.value)}`;
    case 'generic': {
      const of = (type: TypeName | null): string => (type === null ? 'default' : dumpTypeName(type, stream));
      return `generic ${dump(node.control)} {${node.associations.map(({ type, value }) => `${of(type)}: ${dump(value)}`).join(', ')}}`;
    }
    case 'compatible':
      return `compatible {${dumpTypeName(node.left, stream)}, ${dumpTypeName(node.right, stream)}}`;
    case 'choice':
      return `choice ${dump(node.condition)} {${dump(node.then)}, ${dump(node.otherwise)}}`;
    case 'opaque':
      return '…';
  }
}

/** An expression, or a type name in parentheses. */
export function dumpOperand(node: Expression | TypeName, stream: TokenStream): string {
  return node.kind === 'type-name' ? `(${dumpTypeName(node, stream)})` : dumpExpression(node, stream);
}

function stringText(at: number, end: number, stream: TokenStream): string {
  const parts: string[] = [];
  for (let i = at; i < end; i++) parts.push(stream.textOf(i));
  return parts.join(' ');
}

function dumpItem({ designators, value }: InitializerItem, stream: TokenStream): string {
  const path = designators.map((one) =>
    typeof one === 'number' ? `.${atomText(one)}` : `[${dumpExpression(one, stream)}]`,
  );
  return `${path.length > 0 ? `${path.join('')} = ` : ''}${dumpExpression(value, stream)}`;
}

/** `@size(n)`, with its place unless it stands alone. */
export function dumpMarker(marker: RawMarker, stream: TokenStream): string {
  const place = marker.place === 'statement' ? '' : `/${marker.place}`;
  const values = marker.arguments.map((value) => dumpArgument(value, stream)).join(', ');
  return `@${marker.meaning}${marker.arguments.length > 0 ? `(${values})` : ''}${place}`;
}

function dumpArgument(value: MarkerArgument, stream: TokenStream): string {
  if ('meaning' in value) return dumpMarker(value, stream);
  return value.kind === 'type-name' ? dumpTypeName(value, stream) : dumpExpression(value, stream);
}
