// In: a type. Out: its name as C writes it (6.7.7): "uint8_t", "struct foo *", "int (*)(int)", "char [3]".
// Rule: inside out: each derivation wraps the declarator built so far, in parentheses where a pointer meets an
// array or a function. Typedefs keep their names.

import { ATOMIC, CONST, RESTRICT, VOLATILE } from '../parse/syntax.ts';
import type { BasicType, CType, EnumType, RecordType } from './type.ts';

export function spell(type: CType): string {
  let declarator = '';
  let at = type;
  for (;;) {
    switch (at.kind) {
      case 'pointer':
        declarator = `*${declarator}`;
        at = at.to;
        continue;
      case 'array':
        declarator = `${grouped(declarator)}[${at.count ?? ''}]`;
        at = at.of;
        continue;
      case 'function':
        declarator = `${grouped(declarator)}(${parameterList(at.parameters, at.variadic)})`;
        at = at.returns;
        continue;
      case 'qualified':
        if (at.of.kind === 'pointer') {
          declarator = `*${joined(qualifierText(at.qualifiers), declarator)}`;
          at = at.of.to;
          continue;
        }
        return joined(`${qualifierText(at.qualifiers)} ${spell(at.of)}`, declarator);
      default:
        return joined(specifierText(at), declarator);
    }
  }
}

function grouped(declarator: string): string {
  return declarator.startsWith('*') ? `(${declarator})` : declarator;
}

function joined(left: string, declarator: string): string {
  return declarator === '' ? left : `${left} ${declarator}`;
}

function parameterList(parameters: readonly CType[], variadic: boolean): string {
  const list = parameters.map((parameter) => spell(parameter));
  if (variadic) list.push('...');
  return list.length === 0 ? 'void' : list.join(', ');
}

function qualifierText(qualifiers: number): string {
  const words: string[] = [];
  if (qualifiers & CONST) words.push('const');
  if (qualifiers & VOLATILE) words.push('volatile');
  if (qualifiers & RESTRICT) words.push('restrict');
  if (qualifiers & ATOMIC) words.push('_Atomic');
  return words.join(' ');
}

function specifierText(type: Exclude<CType, { kind: 'pointer' | 'array' | 'function' | 'qualified' }>): string {
  switch (type.kind) {
    case 'basic':
      return basicText(type);
    case 'record':
    case 'enum':
      return tagText(type);
    case 'vector':
      return `${spell(type.of)} __attribute__((vector_size(${type.bytes})))`;
    default:
      return type.name;
  }
}

function basicText(type: BasicType): string {
  if (type.name === '_BitInt') return `_BitInt(${type.width})`;
  const name = type.name === 'bool' ? '_Bool' : type.name;
  return type.complex ? `${name} _Complex` : name;
}

/** "struct foo"; the typedef's name for an untagged type that has one; "struct {}" for one without any name. */
export function tagText(type: RecordType | EnumType): string {
  const keyword = type.kind === 'enum' ? 'enum' : type.keyword;
  if (type.tag !== '') return `${keyword} ${type.tag}`;
  return type.typedefName !== '' ? type.typedefName : `${keyword} {}`;
}
