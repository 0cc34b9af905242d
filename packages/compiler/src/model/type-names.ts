// In: syntax that says a type without being a type name. Out: the type name that the program can resolve.
// Rule: nodes as the parser makes them (C11 6.7.7), with the tokens of what they stand for.

import type {
  Declarator,
  DeclarationSpecifiers,
  Derivation,
  Expression,
  TypeName,
  TypeSpecifier,
} from '../parse/syntax.ts';

/** What a parameter declares; or a function's return type, with the derivations behind the function's own. */
export function typeNameOf(
  specifiers: DeclarationSpecifiers,
  declarator: Declarator,
  derivations: readonly Derivation[] = declarator.derivations,
): TypeName {
  const { at } = specifiers;
  return { kind: 'type-name', at, end: declarator.end, specifiers, declarator: { ...declarator, derivations } };
}

/** `QIDL(serialize, type_is, T)`: a type's name where the grammar reads an expression. */
export function typeNameFor(expression: Expression): TypeName {
  const { at, end } = expression;
  return plain({ kind: 'name', at, end, name: expression.kind === 'name' ? expression.name : 0 });
}

/** `typeof(expression)`. */
export function typeofExpression(operand: Expression): TypeName {
  const { at, end } = operand;
  return plain({ kind: 'typeof', at, end, unqualified: false, operand });
}

function plain(type: TypeSpecifier): TypeName {
  const { at, end } = type;
  return {
    kind: 'type-name',
    at,
    end,
    specifiers: { at, end, storage: 0, qualifiers: 0, type, alignments: [], attributes: [], markers: [] },
    declarator: {
      at: end,
      end,
      name: 0,
      nameAt: end,
      derivations: [],
      attributes: [],
      markers: [],
      bitWidth: null,
      initializer: null,
    },
  };
}
