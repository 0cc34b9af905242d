// In: the structs, enums and constants a module is to export. Out: an error for each name that cannot be one.
// Rule (module.md): names are the header's, verbatim. What a module exports for a type T begins or ends with T; two
// exports of one name, `then` (a module with it could not be awaited), and the names of TypeScript's own types are
// errors whose way out is q_js_name.

import * as catalogue from '../source/catalogue/4-annotations.ts';
import type { Diagnostics, Span } from '../source/diagnostic.ts';
import { reportAt, type Entry, type Slot } from './scope.ts';

/** Names no type can have in TypeScript (and `then`, no export). */
const refused: ReadonlySet<string> = new Set([
  'any',
  'unknown',
  'never',
  'void',
  'undefined',
  'null',
  'object',
  'string',
  'number',
  'boolean',
  'bigint',
  'symbol',
  'then',
]);

const prefixes: readonly string[] = [
  'create',
  'visit',
  'save',
  'saveInto',
  'saveOwn',
  'load',
  'decode',
  'view',
  'read',
  'write',
  'sizeof',
  'offsets',
];
const initials: ReadonlySet<string> = new Set(prefixes.map((prefix) => prefix[0]));
const suffixes: readonly string[] = ['Info', 'Hooks', 'View'];

/** An export that has a name of its own. */
export interface Named {
  readonly name: string;
  readonly kind: 'struct' | 'enum' | 'constant';
  readonly declared: { readonly span: Span };
}

/** Such a name joins as it is (`createFoo`, `FooInfo`), any other with an underscore (`create_foo`). */
function isUpperCase(name: string): boolean {
  const first = name.charCodeAt(0);
  return first >= 0x41 && first <= 0x5a;
}

export function checkExports(exports: readonly Named[], diagnostics: Diagnostics): void {
  const taken = new Map<string, Named>();
  for (const item of exports) {
    const { name, kind, declared } = item;
    if (kind === 'constant' ? name === 'then' : refused.has(name)) {
      diagnostics.report(catalogue.nameRefused, declared.span, { name });
    }
    const other = taken.get(name);
    if (other === undefined) taken.set(name, item);
    else reportTaken(diagnostics, item, `the ${other.kind} ${other.name}`, 'the other one is here', other);
  }
  for (const item of exports) {
    const struct = derivedFrom(item.name, taken);
    if (struct === null) continue;
    const by = `what the module exports for ${struct.name}`;
    reportTaken(diagnostics, item, by, `${item.name} is exported for this struct`, struct);
  }
}

function reportTaken(diagnostics: Diagnostics, item: Named, by: string, message: string, other: Named): void {
  const note = { message, span: other.declared.span };
  diagnostics.report(catalogue.nameTaken, item.declared.span, { name: item.name, by }, [note]);
}

/** The struct among `taken` whose module exports have `name` among them. */
function derivedFrom(name: string, taken: ReadonlyMap<string, Named>): Named | null {
  for (const suffix of suffixes) {
    if (!name.endsWith(suffix)) continue;
    const base = name.slice(0, -suffix.length);
    return structNamed(isUpperCase(base) ? base : base.endsWith('_') ? base.slice(0, -1) : '', taken);
  }
  if (!initials.has(name[0])) return null;
  for (const prefix of prefixes) {
    if (!name.startsWith(prefix)) continue;
    const base = name.slice(prefix.length);
    const isJoined = base.startsWith('_') && !isUpperCase(base.slice(1));
    const found = structNamed(isUpperCase(base) ? base : isJoined ? base.slice(1) : '', taken);
    if (found !== null) return found;
  }
  return null;
}

function structNamed(name: string, taken: ReadonlyMap<string, Named>): Named | null {
  const found = taken.get(name);
  return found?.kind === 'struct' ? found : null;
}

/** Wire names and property names of one struct are each its own; old names may not be somebody's present one. */
export function checkWireNames(entry: Entry): void {
  const wire = new Map<string, Slot>();
  const own = new Map<string, Slot>();
  const claim = (names: Map<string, Slot>, name: string, slot: Slot): void => {
    const other = names.get(name);
    if (other === undefined) names.set(name, slot);
    // Two members of one name are an error of C's already.
    else if (other.name !== slot.name) reportAt(entry, slot, catalogue.fieldNameTaken, { name, other: other.name });
  };
  for (const slot of entry.slots) {
    const { role, type, wireName, jsName } = entry.fields[slot.index];
    if (role === 'saved') claim(wire, wireName, slot);
    if (type !== null) claim(own, jsName, slot);
  }
  for (const slot of entry.slots) for (const old of entry.fields[slot.index].renamedFrom) claim(wire, old, slot);
  checkPropertyNames(entry);
}

function checkPropertyNames(entry: Entry): void {
  const known = new Map<string, Slot>();
  for (const slot of entry.slots) {
    for (const { name } of entry.fields[slot.index].properties) {
      const other = known.get(name);
      known.set(name, other ?? slot);
      if (other === undefined) continue;
      reportAt(entry, slot, catalogue.fieldNameTaken, { name: `of property "${name}"`, other: other.name });
    }
  }
}
