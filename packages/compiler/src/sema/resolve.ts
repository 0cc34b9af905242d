// In: the syntax of a translation unit. Out: the Program: every type, constant and name resolved for a target.
// Rule: one pass in the order of the declarations, as C's scopes demand (6.2.1); function prototypes are only noted,
// for nothing that is exported depends on them.

import { atomText } from '../lex/atoms.ts';
import { createLayouts } from '../layout/layouts.ts';
import type { Declaration, Declarator, ExportMark, Expression, FunctionDefinition, Syntax } from '../parse/syntax.ts';
import { CONSTEXPR, TYPEDEF } from '../parse/syntax.ts';
import type { Preprocessed } from '../preprocess/token-stream.ts';
import { redefinedTypedef } from '../source/catalogue/3-types.ts';
import { Diagnostics } from '../source/diagnostic.ts';
import type { Target } from '../target.ts';
import { compatible } from '../types/compatible.ts';
import { arrayOf, unqualified } from '../types/derive.ts';
import { spell } from '../types/spell.ts';
import type { CType } from '../types/type.ts';
import { lengthOfInitializer } from './array-length.ts';
import { alignasOf, alignOfDeclared, checkAlignas } from './attribute.ts';
import type { Beginning } from './beginning.ts';
import { beginningFor, copyOf, noNames } from './beginning.ts';
import { evaluate } from './constant.ts';
import type { Context } from './context.ts';
import { contextOf, EVALUATION_STEPS_PER_TOKEN, MAX_EVALUATION_STEPS, quiet } from './context.ts';
import { checkLengths, declaredType, depthOf, specifiedType, typeOfDeclared } from './declarator.ts';
import { DeclaredEnum, DeclaredRecord, DeclaredTypedef } from './declared.ts';
import { reportTaken } from './enum.ts';
import type { MarkedDeclaration, Program } from './program.ts';
import { checkStaticAssert } from './record.ts';
import { ResolvedProgram } from './unit.ts';
import { converted } from './value.ts';

/** Those of the compile options that decide about types. */
export interface ResolveOptions {
  readonly shortEnums?: boolean;
  /** -fpack-struct=n, bytes; 0: the target's rule. */
  readonly pack?: number;
}

export function resolve(
  syntax: readonly Syntax[],
  source: Preprocessed,
  target: Target,
  options: ResolveOptions,
  diagnostics: Diagnostics,
): Program {
  const { stream, macros } = source;
  const shortEnums = options.shortEnums ?? target.shortEnums;
  const effective = shortEnums === target.shortEnums ? target : { ...target, shortEnums };
  const unit = { stream, macros, target: effective, pack: options.pack ?? 0 };
  const settings = `${target.name} ${shortEnums} ${unit.pack}`;
  const begun = beginningFor(syntax, stream, settings, (shared, alone) =>
    resolveAlone(shared, { ...unit, stream: alone, macros: [] }),
  );
  const context = createContext(unit, begun, diagnostics);
  const { marked, statements } = declareAll(context, syntax, begun);
  return new ResolvedProgram(context, source, marked, statements);
}

/** What other units begin with. null: there is something to report, so each of them does for itself. */
function resolveAlone(syntax: readonly Syntax[], unit: Unit): Beginning | null {
  const diagnostics = new Diagnostics();
  const context = createContext(unit, null, diagnostics);
  const { names, layouts, budget } = context;
  const { steps } = budget;
  const declared = declareAll(context, syntax, null);
  if (diagnostics.list.length > 0) return null;
  return { ...declared, count: syntax.length, names, layouts, steps: steps - budget.steps };
}

type Unit = Pick<Context, 'stream' | 'macros' | 'target' | 'pack'>;

function createContext(unit: Unit, begun: Beginning | null, diagnostics: Diagnostics): Context {
  const { stream, target, pack } = unit;
  const most = MAX_EVALUATION_STEPS + EVALUATION_STEPS_PER_TOKEN * stream.count;
  const parts = {
    macros: unit.macros,
    target,
    pack,
    names: begun === null ? noNames() : copyOf(begun.names),
    layouts: createLayouts(target, pack, begun?.layouts),
    typeOf: typeOfDeclared,
    budget: { steps: most - (begun?.steps ?? 0), diagnostics },
  };
  return contextOf(parts, stream, diagnostics, false);
}

function declareAll(
  context: Context,
  syntax: readonly Syntax[],
  begun: Beginning | null,
): Pick<Beginning, 'marked' | 'statements'> {
  const marked: MarkedDeclaration[] = [...(begun?.marked ?? [])];
  const statements: ExportMark[] = [...(begun?.statements ?? [])];
  for (let index = begun?.count ?? 0; index < syntax.length; index++) {
    const node = syntax[index];
    switch (node.kind) {
      case 'declaration':
        declare(context, node, marked);
        break;
      case 'function':
        declareFunction(context, node);
        break;
      case 'static-assert':
        checkStaticAssert(context, node);
        break;
      case 'mark':
        statements.push(node);
    }
  }
  return { marked, statements };
}

/** declaration: specifiers [ declarator { `,` declarator } ] `;` */
function declare(context: Context, declaration: Declaration, marked: MarkedDeclaration[]): void {
  const { specifiers, declarators, mark } = declaration;
  const isTypedef = (specifiers.storage & TYPEDEF) !== 0;
  if (
    !isTypedef &&
    mark === null &&
    declarators.length > 0 &&
    !definesTag(declaration) &&
    declarators.every(isFunction)
  ) {
    for (const declarator of declarators) noteFunction(context, declaration, declarator);
    return;
  }
  const base = specifiedType(context, specifiers, declaration);
  const types: (DeclaredRecord | DeclaredEnum | DeclaredTypedef)[] = [];
  if (mark !== null) {
    marked.push({ declaration, types });
    if (base instanceof DeclaredRecord || base instanceof DeclaredEnum) types.push(base);
  }
  for (const declarator of declarators) {
    if (isTypedef) {
      const typedef = addTypedef(context, base, declaration, declarator);
      if (mark !== null && typedef !== null) types.push(typedef);
    } else if (isFunction(declarator)) noteFunction(context, declaration, declarator);
    else addObject(context, base, declaration, declarator);
  }
}

/** Whether the specifiers have a body, so that they declare something even before a function. */
function definesTag({ specifiers: { type } }: { readonly specifiers: Declaration['specifiers'] }): boolean {
  return (type.kind === 'record' && type.members !== null) || (type.kind === 'enum' && type.enumerators !== null);
}

function isFunction(declarator: Declarator): boolean {
  return declarator.derivations.length > 0 && declarator.derivations[0].kind === 'function';
}

function noteFunction(
  context: Context,
  { specifiers }: { readonly specifiers: Declaration['specifiers'] },
  declarator: Declarator,
): void {
  const { ordinary } = context.names;
  if (!ordinary.has(declarator.name)) ordinary.set(declarator.name, { kind: 'function', specifiers, declarator });
}

function declareFunction(context: Context, definition: FunctionDefinition): void {
  if (definesTag(definition)) specifiedType(context, definition.specifiers, definition);
  noteFunction(context, definition, definition.declarator);
  if (definition.returns !== null) {
    context.names.functions.set(atomText(definition.declarator.name), definition);
  }
}

/** 6.7p3: a typedef may be repeated for the same type. The first declaration stays. */
function addTypedef(
  context: Context,
  base: CType,
  declaration: Declaration,
  declarator: Declarator,
): DeclaredTypedef | null {
  const { names, stream } = context;
  const { specifiers } = declaration;
  const to = declaredType(context, base, specifiers, declarator);
  const known = names.ordinary.get(declarator.name);
  if (known !== undefined && known.kind !== 'typedef') {
    reportTaken(context, declarator.nameAt, known);
    return null;
  }
  const name = atomText(declarator.name);
  if (known !== undefined) {
    if (!compatible(known.to, to)) reportRedefinedTypedef(context, declarator, known, to);
    return known;
  }
  const align = alignOfDeclared(context, specifiers, declarator);
  const place = { stream, name: declarator.nameAt, first: declaration.at, last: declaration.end - 1 };
  const typedef = new DeclaredTypedef(name, to, align, names.order++, place, depthOf(to) + 1);
  names.ordinary.set(declarator.name, typedef);
  nameAfter(to, typedef);
  return typedef;
}

/** The first typedef of a record or enum names it: where it has no tag, also its place. */
function nameAfter(type: CType, typedef: DeclaredTypedef): void {
  const named = type.kind === 'qualified' ? type.of : type;
  if (!(named instanceof DeclaredRecord || named instanceof DeclaredEnum) || named.typedefName !== '') return;
  named.typedefName = typedef.name;
  if (named.tag === '') named.place = typedef.place;
}

function reportRedefinedTypedef(context: Context, { nameAt }: Declarator, known: DeclaredTypedef, to: CType): void {
  if (context.diagnostics === null) return;
  const args = { name: known.name, type: spell(to), other: spell(known.to) };
  const note = { message: 'it was first declared here', span: known.span };
  context.diagnostics.report(redefinedTypedef, context.stream.spanOf(nameAt), args, [note]);
}

/** Objects are for sizeof and typeof alone, so little is said of what is wrong with them. */
function addObject(context: Context, base: CType, { specifiers }: Declaration, declarator: Declarator): void {
  checkLengths(context, declarator);
  const { ordinary } = context.names;
  const known = ordinary.get(declarator.name);
  if (declarator.name === 0 || (known !== undefined && !(known.kind === 'object' && isOpen(known.type)))) {
    if (known !== undefined && known.kind !== 'object') reportTaken(context, declarator.nameAt, known);
    return;
  }
  const silent = quiet(context);
  const alignas = alignasOf(context, specifiers);
  const type = completed(silent, declaredType(silent, base, specifiers, declarator), declarator.initializer);
  if (known !== undefined && isOpen(type)) return;
  if (alignas > 0) checkAlignas(context, alignas, type, declarator);
  const align = Math.max(alignas, alignOfDeclared(context, specifiers, declarator));
  const isConstant = (specifiers.storage & CONSTEXPR) !== 0 && declarator.initializer !== null;
  const value = isConstant ? evaluate(silent, declarator.initializer!) : null;
  const constant = value && converted(value, type, context.target);
  ordinary.set(declarator.name, { kind: 'object', name: atomText(declarator.name), type, align, constant });
}

/** An array without a length, which another declaration may give it. */
function isOpen(type: CType): boolean {
  const bare = unqualified(type);
  return bare.kind === 'array' && bare.count === null;
}

/** The type of an object, with the length that its initialiser gives an array. */
function completed(context: Context, type: CType, initializer: Expression | null): CType {
  const bare = unqualified(type);
  if (initializer === null || bare.kind !== 'array' || bare.count !== null) return type;
  const length = lengthOfInitializer(context, bare.of, initializer);
  return length === null ? type : arrayOf(bare.of, length);
}
