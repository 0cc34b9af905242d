// In: what a module exports. Out: the names its text uses: for exports, imports, private functions and globals.
// Rule (module.md): exports are called as the header calls them; an upper-case type name joins as it is (`createFoo`),
// any other with an underscore (`create_foo`). Whatever the header calls its own, the text means what it says: exports
// that may not be declared under their name get another one and are renamed by `export { x as name }`, globals that
// are hidden are reached through globalThis, imports and private functions step aside.

import type { Model } from '../model/model.ts';
import { escape } from './escape.ts';

/** `create` + `Foo` or `foo`. */
export function prefixed(prefix: string, name: string): string {
  return isUpperCase(name) ? prefix + name : `${prefix}_${name}`;
}

/** `Foo` or `foo` + `Info`. */
export function suffixed(name: string, suffix: string): string {
  return isUpperCase(name) ? name + suffix : `${name}_${suffix}`;
}

function isUpperCase(name: string): boolean {
  const first = name.charCodeAt(0);
  return first >= 0x41 && first <= 0x5a;
}

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));

/** Not to be declared in a module (ECMA-262 12.7.2, 13.1.1), and what generated code must not hide. */
const RESERVED: ReadonlySet<string> = words(
  'arguments await break case catch class const continue debugger default delete do else enum eval export extends ' +
    'false finally for function globalThis if implements import in instanceof interface Infinity let NaN new null ' +
    'package private protected public return static super switch this throw true try typeof undefined var void while ' +
    'with yield',
);
/** Parameters and variables of generated functions: nothing they use from outside may be called so. */
const LOCALS: ReadonlySet<string> = words(
  'address array buffer count draft end from hooks image init into item memory m at o offset target type v value visitor view ' +
    'name i8 u8 i16 u16 i32 u32 i64 u64 f32 f64 error i j k l n start stage values object long0 long1 long2 long3 long4 long5',
);

export interface ImportedName {
  readonly module: string;
  readonly name: string;
  readonly local: string;
}

/** In module scope of code: neither keywords nor what its functions call their own. */
const NOT_IN_CODE: ReadonlySet<string> = new Set([...RESERVED, ...LOCALS]);

/** The module scope of one output file. */
export class ModuleNames {
  /** All that the module may export. */
  private readonly exports: ReadonlySet<string>;
  private readonly refused: ReadonlySet<string>;
  /** What is declared beside the exports that have their own names; of a private function the name that was asked for. */
  private readonly claimed = new Map<string, string | null>();
  /** Exports that are declared under another name. */
  private readonly others = new Map<string, string>();
  /** Private functions that have another name than was asked for. */
  private readonly owned = new Map<string, string>();
  private readonly modules = new Map<string, Map<string, ImportedName>>();

  /** `isCode`: it has functions. */
  constructor(exports: ReadonlySet<string>, isCode: boolean) {
    this.exports = exports;
    this.refused = isCode ? NOT_IN_CODE : RESERVED;
  }

  /** Under which name an export is declared. */
  exported(name: string): string {
    if (this.isKept(name)) return name;
    let local = this.others.get(name);
    if (local === undefined) this.others.set(name, (local = this.claim(name, null)));
    return local;
  }

  /** A private function. */
  own(name: string): string {
    if (this.claimed.get(name) === name) return name;
    let local = this.owned.get(name);
    if (local === undefined) {
      local = this.claim(name, name);
      if (local !== name) this.owned.set(name, local);
    }
    return local;
  }

  imported(module: string, name: string): string {
    let names = this.modules.get(module);
    if (names === undefined) this.modules.set(module, (names = new Map()));
    let known = names.get(name);
    if (known === undefined) names.set(name, (known = { module, name, local: this.claim(name, null) }));
    return known.local;
  }

  global(name: string): string {
    return this.isTaken(name) ? `globalThis.${name}` : name;
  }

  /** `export `, or nothing for what is renamed. */
  exporting(name: string): string {
    return this.isKept(name) ? 'export ' : '';
  }

  get imports(): ImportedName[] {
    return [...this.modules.values()].flatMap((names) => [...names.values()]);
  }

  /** Exports that are declared under another name: `local as name`. */
  get renamed(): (readonly [local: string, name: string])[] {
    return [...this.others].flatMap(([name, local]) => (local === name ? [] : [[local, name] as const]));
  }

  /** Whether an export is declared under its own name. */
  isKept(name: string): boolean {
    return this.exports.has(name) && !this.refused.has(name) && escape(name, 'identifier') === name;
  }

  private isTaken(name: string): boolean {
    return this.exports.has(name) || this.claimed.has(name);
  }

  private claim(name: string, owned: string | null): string {
    let free = escape(name, 'identifier');
    while (this.isTaken(free) || this.refused.has(free)) free += '_';
    this.claimed.set(free, owned);
    return free;
  }
}

const FUNCTIONS: readonly string[] = [
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

/** What a module may export for a struct, by what the name begins or ends with. */
export function exportsOf(struct: string): Map<string, string> {
  const names = new Map<string, string>();
  for (const prefix of FUNCTIONS) names.set(prefix, prefixed(prefix, struct));
  return names.set('Info', suffixed(struct, 'Info'));
}

/** Names of values a module may export; `exports`: those of its structs. */
export function exportedValues(
  { structs, enums, constants }: Model,
  exports: Iterable<ReadonlyMap<string, string>> = structs.map(({ name }) => exportsOf(name)),
): Set<string> {
  const names = new Set<string>();
  for (const own of exports) for (const name of own.values()) names.add(name);
  for (const { name } of enums) names.add(name);
  for (const { name } of constants) names.add(name);
  return names;
}

/** And of the types that its declaration file may export beside them. */
export function exportedTypes({ structs }: Model, values: ReadonlySet<string>): Set<string> {
  const names = new Set(values);
  for (const { name } of structs) names.add(name).add(suffixed(name, 'Hooks')).add(suffixed(name, 'View'));
  return names;
}
