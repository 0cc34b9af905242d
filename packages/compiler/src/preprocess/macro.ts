// Macros as data, and the table of those defined (C11 6.10.3).
// Rule: a #define is only checked where it stands; its replacement list is taken apart on first use, since most
// macros of a header are never used. Predefined macros are a table of their own, shared by all compilations with
// the same target and command line; the compilation's own table lies over it.

import { atomCount } from '../lex/atoms.ts';
import { MS_PRAGMA } from '../lex/names.ts';
import type { Tokens } from '../lex/tokens.ts';
import type { Span } from '../source/diagnostic.ts';
import type { Origin } from './origin.ts';
import { spanAt } from './origin.ts';

/** What a built-in macro computes; NONE for macros that a #define made. */
export const NONE = 0;
export const LINE_NUMBER = 1;
export const FILE_NAME = 2;
export const BASE_FILE = 3;
export const INCLUDE_LEVEL = 4;
export const COUNTER = 5;
/** `_Pragma` and `__pragma`: names that are replaced by nothing, and act where they stand. */
export const PRAGMA_CALL = 6;
/** `__has_include` and its like: defined, but of use in `#if` alone. */
export const HAS_QUERY = 7;
/** No macro, nor may a #define make one (poison.ts). */
export const POISONED = 8;

export interface Macro {
  readonly atom: number;
  readonly builtin: number;
  readonly tokens: Tokens;
  /** Where the definition stands; its `file` spells the tokens. */
  readonly origin: Origin;
  /** Indices into `tokens`: the macro's name, and the replacement list. */
  readonly nameAt: number;
  readonly first: number;
  readonly end: number;
  /** Atoms; null: object-like. The variable one is the last. */
  readonly parameters: readonly number[] | null;
  readonly variadic: boolean;
  /** Object-like, and no `##` in it: the replacement list is the replacement. */
  readonly plain: boolean;
  /** The replacement list taken apart (replacement-list.ts); null before first use. */
  body: Body | null;
  /** Being replaced right now: its name is not expanded again (6.10.3.4). */
  disabled: boolean;
}

export interface Body {
  readonly items: readonly BodyItem[];
  /** By parameter: whether its argument is needed macro-expanded. */
  readonly expands: readonly boolean[];
}

/** One element of a replacement list. */
export interface BodyItem {
  /** Index into the macro's tokens of the item's first one. */
  readonly at: number;
  /** The parameter that the item names; −1 without one. */
  readonly parameter: number;
  /** `# parameter` */
  readonly stringify: boolean;
  /** `##` stands between this item and the one before, or the one behind. */
  readonly pasteBefore: boolean;
  readonly pasteAfter: boolean;
  /** The tokens of `__VA_OPT__( … )`. */
  readonly optional: readonly BodyItem[] | null;
}

export type MacroTable = ReadonlyMap<number, Macro>;

/** 1 for each atom that was ever a macro's name in this process: a filter that spares nearly all look-ups. */
let everDefined = new Uint8Array(1 << 12);

export function mayBeMacro(): Uint8Array {
  return everDefined;
}

export function rememberMacroName(atom: number): void {
  if (atom >= everDefined.length) {
    const larger = new Uint8Array(atomCount() * 2);
    larger.set(everDefined);
    everDefined = larger;
  }
  everDefined[atom] = 1;
}

/** The macros of one compilation. */
export interface Macros {
  readonly predefined: MacroTable;
  /** Over the predefined ones; null: undefined here. */
  readonly own: Map<number, Macro | null>;
}

export function findMacro(macros: Macros, atom: number): Macro | null {
  const own = macros.own.get(atom);
  return own !== undefined ? own : (macros.predefined.get(atom) ?? null);
}

/** All of them in one table. */
export function allMacros({ predefined, own }: Macros): Map<number, Macro> {
  const table = new Map(predefined);
  for (const [atom, macro] of own) {
    if (macro === null) table.delete(atom);
    else table.set(atom, macro);
  }
  return table;
}

/** What `defined` says. Of the names that act without being macros, gcc has `_Pragma` defined. */
export function isDefined(macros: Macros, atom: number): boolean {
  if (atom === MS_PRAGMA) return false;
  const macro = findMacro(macros, atom);
  return macro !== null && macro.builtin !== POISONED;
}

export function setMacro(macros: Macros, macro: Macro): void {
  rememberMacroName(macro.atom);
  // Deleted first, so that the table stays in the order of definition.
  macros.own.delete(macro.atom);
  macros.own.set(macro.atom, macro);
}

export function removeMacro(macros: Macros, atom: number): void {
  if (macros.predefined.has(atom)) macros.own.set(atom, null);
  else macros.own.delete(atom);
}

/** The macro's name where it is defined. */
export function definitionSpan({ origin, tokens, nameAt }: Macro): Span {
  return spanAt(origin, tokens.start[nameAt], tokens.end[nameAt]);
}
