// What the files of this stage share: the tokens at hand, the names declared so far, the target, where to report.
// Rule: a Context belongs to one token stream (the translation unit's, or that of a macro's replacement list); the
// names behind it are the same for all.

import { atomText } from '../lex/atoms.ts';
import type { AnnouncedAttributes } from './attribute.ts';
import type { Layouts } from '../layout/layout.ts';
import type { DeclarationSpecifiers, Declarator, FunctionDefinition, Node } from '../parse/syntax.ts';
import type { MacroDefinition, TokenStream } from '../preprocess/token-stream.ts';
import { undeclared } from '../source/catalogue/3-types.ts';
import type { Arguments, DiagnosticKind, Diagnostics, Note } from '../source/diagnostic.ts';
import type { Target } from '../target.ts';
import type { CType } from '../types/type.ts';
import type { Value } from './value.ts';
import type { DeclaredEnum, DeclaredEnumerator, DeclaredRecord, DeclaredTypedef } from './declared.ts';

/** Pointers, arrays, functions and typedefs of one type, and records inside one another. */
export const MAX_TYPE_DEPTH = 512;
/** Steps that all constant expressions of a unit may take together: this many, and these for each token. */
export const MAX_EVALUATION_STEPS = 1_000_000;
export const EVALUATION_STEPS_PER_TOKEN = 16;

/** An enumerator in scope. */
export interface EnumeratorName {
  readonly kind: 'enumerator';
  readonly enumerator: DeclaredEnumerator;
  readonly of: DeclaredEnum;
}

/** An object in scope; `constant` is the value of a `constexpr` one. */
export interface ObjectName {
  readonly kind: 'object';
  readonly name: string;
  readonly type: CType;
  /** Bytes, of its own _Alignas and aligned(n); 0 without. */
  readonly align: number;
  readonly constant: Value | null;
}

/** A function in scope; its type is made when somebody asks for it. */
export interface FunctionName extends Declared {
  readonly kind: 'function';
}

/** Whatever shares the name space of ordinary identifiers (C11 6.2.3). */
export type Ordinary = DeclaredTypedef | EnumeratorName | ObjectName | FunctionName;

/** The names of a translation unit, by atom. */
export interface Names {
  readonly ordinary: Map<number, Ordinary>;
  readonly tags: Map<number, DeclaredRecord | DeclaredEnum>;
  readonly records: DeclaredRecord[];
  readonly enums: DeclaredEnum[];
  readonly functions: Map<string, FunctionDefinition>;
  /** Of tags that wait for their body. */
  readonly announced: Map<DeclaredRecord | DeclaredEnum, AnnouncedAttributes>;
  /** Declarations so far. */
  order: number;
}

export interface Context {
  readonly stream: TokenStream;
  readonly names: Names;
  /** What the main file defines, for guesses. */
  readonly macros: readonly MacroDefinition[];
  readonly target: Target;
  readonly layouts: Layouts;
  /** -fpack-struct, bytes; 0 without. */
  readonly pack: number;
  /** null: nothing is reported. */
  readonly diagnostics: Diagnostics | null;
  /** The type that a declaration, a parameter or a type name gives. */
  readonly typeOf: (context: Context, declared: Declared) => CType;
  /** In a function's parameters, or in a macro's value: tags declared there are not seen outside (6.2.1p4). */
  readonly prototype: boolean;
  readonly budget: Budget;
}

/** Shared by all contexts of a unit. */
export interface Budget {
  steps: number;
  /** Where its end is reported, even from a context without reports. */
  readonly diagnostics: Diagnostics;
}

/** What has a type: a declarator with the specifiers before it. */
export interface Declared {
  readonly specifiers: DeclarationSpecifiers;
  readonly declarator: Declarator;
}

/** The same names, with another stream. */
export function contextFor(context: Context, stream: TokenStream, diagnostics: Diagnostics | null): Context {
  context.budget.steps += EVALUATION_STEPS_PER_TOKEN * stream.count;
  return contextOf(context, stream, diagnostics, true);
}

/** The same without reports. */
export function quiet(context: Context): Context {
  return context.diagnostics === null ? context : reportingTo(context, null);
}

/** The same for parameters, without reports. */
export function quietPrototype(context: Context): Context {
  return contextOf(context, context.stream, null, true);
}

export function reportingTo(context: Context, diagnostics: Diagnostics | null): Context {
  return contextOf(context, context.stream, diagnostics, context.prototype);
}

/** All contexts are of one shape: nearly every function of this stage begins with one. */
export function contextOf(
  unit: Omit<Context, 'stream' | 'diagnostics' | 'prototype'>,
  stream: TokenStream,
  diagnostics: Diagnostics | null,
  prototype: boolean,
): Context {
  const { names, macros, target, layouts, pack, typeOf, budget } = unit;
  return { stream, names, macros, target, layouts, pack, diagnostics, typeOf, prototype, budget };
}

/** A name that is no constant: macros and enumerators are what it may have been meant to be. */
export function reportUndeclared(context: Context, node: Node): null {
  if (context.diagnostics === null) return null;
  const name = context.stream.textOf(node.at);
  const guess = context.diagnostics.guess(name, () => constantNames(context));
  return report(context, undeclared, node, { name, guess });
}

function* constantNames({ macros, names }: Context): Iterable<string> {
  for (const { name, parameters } of macros) if (parameters === null) yield name;
  for (const [atom, { kind }] of names.ordinary) if (kind === 'enumerator') yield atomText(atom);
}

/** Reports at a node; gives null, so that evaluation can return it. */
export function report(
  context: Context,
  kind: DiagnosticKind,
  node: Node,
  args: Arguments = {},
  notes: readonly Note[] = [],
): null {
  if (context.diagnostics !== null) {
    const last = Math.max(node.at, node.end - 1);
    context.diagnostics.report(kind, context.stream.spanOf(node.at, last), args, notes);
  }
  return null;
}
