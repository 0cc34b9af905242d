// What streams that begin with the same tokens have in common. In: the declarations that they share, resolved once.
// Out: their names, for the units that begin with them; null for a unit that would change what it finds.
// Rule: a type is one object, and shared by all of these units, so none may complete a record, or be the first to name
// one by a typedef: then all is resolved anew. Nor is anything shared that a unit may look at later in its own way: the
// parameters of pointers to functions are resolved when somebody asks, and must mean the same by then.

import type { Layouts } from '../layout/layout.ts';
import { COLON, IDENTIFIER, LEFT_BRACE, LEFT_PAREN, PRAGMA_PACK } from '../lex/token-kind.ts';
import { sharedSyntax } from '../parse/beginning.ts';
import type { ExportMark, Syntax, TypeSpecifier } from '../parse/syntax.ts';
import { TYPEDEF } from '../parse/syntax.ts';
import type { TokenStream } from '../preprocess/token-stream.ts';
import type { Names } from './context.ts';
import type { MarkedDeclaration } from './program.ts';

export interface Beginning {
  /** Declarations that are resolved. */
  readonly count: number;
  readonly names: Names;
  readonly layouts: Layouts;
  readonly marked: readonly MarkedDeclaration[];
  readonly statements: readonly ExportMark[];
  /** That constant expressions have taken. */
  readonly steps: number;
}

/** By the declarations, and by what decides about types; null: they cannot be shared. */
const beginnings = new WeakMap<readonly Syntax[], Map<string, Beginning | null>>();

/** `settings` decide about types. `resolveAlone`: null when something was to be reported. */
export function beginningFor(
  syntax: readonly Syntax[],
  stream: TokenStream,
  settings: string,
  resolveAlone: (syntax: readonly Syntax[], stream: TokenStream) => Beginning | null,
): Beginning | null {
  const shared = sharedSyntax(stream);
  if (shared === null || stream.begun === null || shared.length === 0 || shared[0] !== syntax[0]) return null;
  let known = beginnings.get(shared);
  if (known === undefined) beginnings.set(shared, (known = new Map()));
  let beginning = known.get(settings);
  if (beginning === undefined) {
    beginning = resolveAlone(shared, stream.begun);
    if (beginning !== null && mayDiffer(shared.map(withoutFunctions), beginning.names, ANYWHERE)) beginning = null;
    known.set(settings, beginning);
  }
  return beginning === null || changes(beginning, syntax, stream) ? null : beginning;
}

export function noNames(): Names {
  return {
    ordinary: new Map(),
    tags: new Map(),
    records: [],
    enums: [],
    functions: new Map(),
    announced: new Map(),
    order: 0,
  };
}

/** Names that a unit may add to. */
export function copyOf({ ordinary, tags, records, enums, functions, announced, order }: Names): Names {
  return {
    ordinary: new Map(ordinary),
    tags: new Map(tags),
    records: records.slice(),
    enums: enums.slice(),
    functions: new Map(functions),
    announced: new Map(announced),
    order,
  };
}

// ---- what a unit may not do ------------------------------------------------------------------------------------

/** Whether the other declarations complete a type of the beginning, or name one. */
function changes({ count, names }: Beginning, syntax: readonly Syntax[], stream: TokenStream): boolean {
  let at = stream.begun!.count;
  for (let index = count; index < syntax.length; index++) {
    const node = syntax[index];
    if (
      node.kind === 'declaration' &&
      (node.specifiers.storage & TYPEDEF) !== 0 &&
      mayName(names, node.specifiers.type)
    )
      return true;
    // Markers stand before the declaration that they belong to.
    if (hasTag(names, stream, at, node.end) && completes(names, node)) return true;
    at = node.end;
  }
  return false;
}

/** Whether one of the tokens may be a tag that is given a body: `T {`, `T :`, `QIDL_DECLARE(T`. */
function hasTag({ tags }: Names, { kind, atom }: TokenStream, first: number, end: number): boolean {
  for (let at = first; at < end; at++)
    if (kind[at] === IDENTIFIER && mayHaveBody(kind[at - 1], kind[at + 1]) && tags.has(atom[at])) return true;
  return false;
}

/** By the tokens on both sides. Few names stand so: that is asked before the table is. */
function mayHaveBody(before: number, behind: number): boolean {
  if (behind === LEFT_BRACE || behind === COLON || before === LEFT_PAREN) return true;
  return before === PRAGMA_PACK || behind === PRAGMA_PACK;
}

/** Whether a typedef of the type may be the first name of a type of the beginning. */
function mayName(names: Names, type: TypeSpecifier): boolean {
  if (type.kind === 'atomic') return mayName(names, type.operand.specifiers.type);
  if (type.kind !== 'record' && type.kind !== 'enum') return type.kind === 'typeof';
  return names.tags.get(type.tag)?.typedefName === '';
}

function completes(names: Names, node: unknown): boolean {
  if (!isObject(node)) return false;
  if (isTag(node) && names.tags.has(node.tag) && hasBody(node)) return true;
  for (const key in node) if (completes(names, node[key])) return true;
  return false;
}

// ---- what may differ -------------------------------------------------------------------------------------------

const ANYWHERE = 0;
const IN_ARGUMENTS = 1;
const IN_PARAMETERS = 2;

/** Whether something that is resolved late could mean another thing in another unit. */
function mayDiffer(node: unknown, names: Names, where: number): boolean {
  if (!isObject(node)) return false;
  if (where !== ANYWHERE && isTag(node) && hasBody(node)) return true;
  if (where === IN_PARAMETERS) {
    if (isTag(node) && !names.tags.has(node.tag)) return true;
    if (node.kind === 'name' && !names.ordinary.has(node.name as number)) return true;
  }
  for (const key in node) {
    const inside = key === 'parameters' ? IN_PARAMETERS : key === 'arguments' ? IN_ARGUMENTS : ANYWHERE;
    if (mayDiffer(node[key], names, Math.max(where, inside))) return true;
  }
  return false;
}

/** A function's type is made by the unit that asks for it. */
function withoutFunctions(node: Syntax): unknown {
  if (node.kind === 'function') return node.specifiers;
  if (node.kind !== 'declaration' || (node.specifiers.storage & TYPEDEF) !== 0) return node;
  return [
    node.specifiers,
    node.mark,
    ...node.declarators.filter(({ derivations }) => derivations[0]?.kind !== 'function'),
  ];
}

/** A part of the syntax, whatever it is. */
type Part = Readonly<Record<string, unknown>>;

interface Tag extends Part {
  readonly kind: 'record' | 'enum';
  readonly tag: number;
}

function isObject(node: unknown): node is Part {
  return typeof node === 'object' && node !== null;
}

function isTag(node: Part): node is Tag {
  return node.kind === 'record' || node.kind === 'enum';
}

function hasBody({ members, enumerators, underlying }: Tag): boolean {
  return (members ?? enumerators ?? underlying ?? null) !== null;
}
