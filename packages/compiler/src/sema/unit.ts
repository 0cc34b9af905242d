// In: the names of a translation unit, all declared. Out: the Program that the model asks.
// Rule: tables that few ask for are made on first use; macros are evaluated one by one, when asked for.

import type { Layouts } from '../layout/layout.ts';
import type { Expression, ExportMark, Node, TypeName } from '../parse/syntax.ts';
import { parseExpressionTokens } from '../parse/parse.ts';
import type { MacroDefinition, Preprocessed } from '../preprocess/token-stream.ts';
import type { Diagnostics, Span } from '../source/diagnostic.ts';
import type { SourceFile } from '../source/text.ts';
import type { Target } from '../target.ts';
import { basic } from '../types/basic.ts';
import { spell, tagText } from '../types/spell.ts';
import type { CType, EnumType, RecordType, TypedefType } from '../types/type.ts';
import { evaluate } from './constant.ts';
import type { Context } from './context.ts';
import { contextFor, quiet, reportingTo } from './context.ts';
import { typeOfDeclared } from './declarator.ts';
import { numberLiteral } from './number-literal.ts';
import { smallInteger } from './small-integer.ts';
import type { ConstantValue, MarkedDeclaration, Program } from './program.ts';
import { textOfUnits } from './text-literal.ts';
import type { Value } from './value.ts';

/** The tables are made on first use. */
export class ResolvedProgram implements Program {
  readonly main: SourceFile;
  readonly target: Target;
  readonly source: Preprocessed;
  readonly layouts: Layouts;
  readonly records: readonly RecordType[];
  readonly enums: readonly EnumType[];
  readonly marked: readonly MarkedDeclaration[];
  readonly statements: readonly ExportMark[];
  readonly #context: Context;
  readonly #values = new Map<string, ConstantValue | null>();
  #macros: ReadonlyMap<string, MacroDefinition> | null = null;
  #typedefs: Program['typedefs'] | null = null;
  #tags: Program['tags'] | null = null;
  #enumerators: Program['enumerators'] | null = null;
  #objects: Program['objects'] | null = null;

  constructor(
    context: Context,
    source: Preprocessed,
    marked: readonly MarkedDeclaration[],
    statements: readonly ExportMark[],
  ) {
    this.main = context.stream.main;
    this.target = context.target;
    this.source = source;
    this.layouts = context.layouts;
    this.records = context.names.records.sort((a, b) => a.order - b.order);
    this.enums = context.names.enums.sort((a, b) => a.order - b.order);
    this.marked = marked;
    this.statements = statements;
    this.#context = context;
  }

  get typedefs(): Program['typedefs'] {
    return (this.#typedefs ??= typedefTable(this.#context));
  }
  get functions(): Program['functions'] {
    return this.#context.names.functions;
  }
  get tags(): Program['tags'] {
    return (this.#tags ??= tagTable(this.#context));
  }
  get enumerators(): Program['enumerators'] {
    return (this.#enumerators ??= enumeratorTable(this.#context));
  }
  get objects(): Program['objects'] {
    return (this.#objects ??= objectTable(this.#context));
  }

  typeOf(name: TypeName): CType {
    return typeOfDeclared(quiet(this.#context), name);
  }
  evaluate(expression: Expression, diagnostics: Diagnostics | null = null): ConstantValue | null {
    return constantValue(this.#context, expression, diagnostics);
  }
  macroValue(name: string): ConstantValue | null {
    let value = this.#values.get(name);
    if (value === undefined) {
      this.#macros ??= new Map(this.source.macros.map((macro) => [macro.name, macro]));
      value = macroValue(this.#context, this.#macros.get(name));
      this.#values.set(name, value);
    }
    return value;
  }
  spanOf({ at, end }: Node): Span {
    return this.#context.stream.spanOf(at, Math.max(at, end - 1));
  }
  spell(type: CType): string {
    return spell(type);
  }
}

function typedefTable({ names }: Context): Program['typedefs'] {
  const table = new Map<string, TypedefType>();
  for (const name of names.ordinary.values()) if (name.kind === 'typedef') table.set(name.name, name);
  return table;
}

function tagTable({ names }: Context): Program['tags'] {
  const table = new Map<string, RecordType | EnumType>();
  for (const type of names.tags.values()) table.set(tagText(type), type);
  return table;
}

function enumeratorTable({ names }: Context): Program['enumerators'] {
  const table = new Map<string, { readonly value: bigint; readonly of: EnumType }>();
  for (const name of names.ordinary.values()) {
    if (name.kind === 'enumerator') table.set(name.enumerator.name, { value: name.enumerator.value, of: name.of });
  }
  return table;
}

function objectTable({ names }: Context): Program['objects'] {
  const table = new Map<string, CType>();
  for (const name of names.ordinary.values()) if (name.kind === 'object') table.set(name.name, name.type);
  return table;
}

// ---- values --------------------------------------------------------------------------------------------------

function constantValue(
  context: Context,
  expression: Expression,
  diagnostics: Diagnostics | null,
): ConstantValue | null {
  const value = evaluate(reportingTo(context, diagnostics), expression);
  return value && published(value);
}

/** The value of an object-like macro: its replacement list as an expression of the unit's types and enumerators. */
function macroValue(context: Context, macro: MacroDefinition | undefined): ConstantValue | null {
  if (macro === undefined || macro.parameters !== null || macro.empty) return null;
  if (macro.number !== null) {
    const literal = numberLiteral(macro.number, context.target);
    return literal.kind === 'wrong' ? null : literal;
  }
  const stream = macro.expand();
  const expression = parseExpressionTokens(stream, typedefNames(context));
  if (expression === null) return null;
  const alone = contextFor(context, stream, null);
  const small = smallInteger(alone, expression);
  if (!Number.isNaN(small)) return { kind: 'integer', value: BigInt(small), type: basic('int') };
  return constantValue(alone, expression, null);
}

function typedefNames({ names }: Context): { has(atom: number): boolean } {
  return { has: (atom) => names.ordinary.get(atom)?.kind === 'typedef' };
}

/** Addresses other than null mean nothing outside the program that has them. */
function published(value: Value): ConstantValue | null {
  switch (value.kind) {
    case 'pointer':
      return value.address === 0n ? { kind: 'null' } : null;
    case 'string':
      return { kind: 'string', ...textOfUnits(value.units, value.element.name) };
    default:
      return value;
  }
}
