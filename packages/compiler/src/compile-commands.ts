// In: the text of a compile_commands.json (Clang's "JSON Compilation Database"). Out: the flags of its commands that
// decide what a header means, as options.
// Rule: a header is compiled by many commands, so all of them count: every folder that one of them searches is
// searched, and a macro is defined as all C commands define it; where they differ, it is left out. Which target they
// are for is not looked at: that is the option's.

import type { CompileOptions } from './options.ts';
import { joinPath } from './preprocess/path.ts';

export type CommandFlags = Required<
  Pick<CompileOptions, 'searchDirs' | 'define' | 'undefine' | 'forceInclude' | 'shortEnums' | 'pack'>
>;

/** Flags of one command. */
interface Flags {
  /** In gcc's order of search: -iquote, -I, -isystem, -idirafter. */
  readonly dirs: readonly [string[], string[], string[], string[]];
  /** By name: the replacement; null: -U. */
  readonly macros: Map<string, string | true | null>;
  readonly include: string[];
  shortEnums: boolean;
  pack: number;
}

/** `folder`: the file's own, absolute. Throws an Error when the text is no compilation database. */
export function flagsOfCommands(text: string, folder: string): CommandFlags {
  const commands = commandsOf(JSON.parse(text));
  const ofC = commands.filter(({ file }) => file.endsWith('.c'));
  const all = (ofC.length > 0 ? ofC : commands).map((command) => flagsOf(command, folder));
  const define: Record<string, string | true> = Object.create(null);
  const undefine: string[] = [];
  for (const [name, value] of agreed(all)) {
    if (value === null) undefine.push(name);
    else define[name] = value;
  }
  const searchDirs = new Set([0, 1, 2, 3].flatMap((kind) => all.flatMap(({ dirs }) => dirs[kind])));
  const [first] = all;
  return {
    searchDirs: [...searchDirs],
    define,
    undefine,
    forceInclude: (first?.include ?? []).filter((path) => all.every(({ include }) => include.includes(path))),
    shortEnums: all.length > 0 && all.every(({ shortEnums }) => shortEnums),
    pack: first !== undefined && all.every(({ pack }) => pack === first.pack) ? first.pack : 0,
  };
}

interface Command {
  readonly directory: string;
  readonly file: string;
  readonly arguments: readonly string[];
}

function commandsOf(json: unknown): Command[] {
  if (!Array.isArray(json)) throw new Error('it is not a list of commands');
  return json.map((entry: Partial<Record<string, unknown>> | null, index) => {
    const { directory, file, command, arguments: words } = entry ?? {};
    const given = Array.isArray(words) ? words.map(String) : typeof command === 'string' ? wordsOf(command) : null;
    if (typeof file !== 'string' || typeof directory !== 'string' || given === null)
      throw new Error(`entry ${index} has no "directory", "file" or "command"`);
    return { directory, file, arguments: given };
  });
}

/** A command line as a POSIX shell splits it; nothing in it is expanded. */
export function wordsOf(command: string): string[] {
  const words: string[] = [];
  for (const [part] of command.matchAll(/(?:[^\s"'\\]|\\[^]|"(?:[^"\\]|\\[^])*"?|'[^']*'?|\\$)+/g)) {
    words.push(
      part.replace(/'([^']*)'?|"((?:[^"\\]|\\[^])*)"?|\\([^]?)/g, (_, single, double, escaped) =>
        single !== undefined ? single : double !== undefined ? double.replace(/\\(["\\$`\n])/g, '$1') : escaped,
      ),
    );
  }
  return words;
}

const FOLDERS: readonly string[] = ['-iquote', '-I', '-isystem', '-idirafter'];

function flagsOf({ directory, arguments: words }: Command, folder: string): Flags {
  const from = joinPath(folder, directory);
  const flags: Flags = { dirs: [[], [], [], []], macros: new Map(), include: [], shortEnums: false, pack: 0 };
  for (let at = 0; at < words.length; at++) {
    const word = words[at];
    if (word === '-include') flags.include.push(joinPath(from, words[++at] ?? ''));
    else if (word === '-fshort-enums') flags.shortEnums = true;
    else if (word === '-fno-short-enums') flags.shortEnums = false;
    else if (word.startsWith('-fpack-struct')) flags.pack = Number(/^-fpack-struct=(1|2|4|8|16)$/.exec(word)?.[1] ?? 1);
    const option = [...FOLDERS, '-D', '-U'].find((name) => word.startsWith(name));
    if (option === undefined) continue;
    const value = word.length > option.length ? word.slice(option.length) : (words[++at] ?? '');
    const kind = FOLDERS.indexOf(option);
    if (value === '') continue;
    if (kind >= 0) flags.dirs[kind].push(joinPath(from, value));
    else setMacro(flags, option === '-D', value);
  }
  return flags;
}

function setMacro({ macros }: Flags, isDefined: boolean, text: string): void {
  const equals = text.indexOf('=');
  const name = equals < 0 ? text : text.slice(0, equals);
  macros.set(name, !isDefined ? null : equals < 0 ? true : text.slice(equals + 1));
}

/** The macros that every command has, with one value. */
function agreed(all: readonly Flags[]): [name: string, value: string | true | null][] {
  const [first, ...others] = all;
  if (first === undefined) return [];
  return [...first.macros].filter(([name, value]) => others.every(({ macros }) => macros.get(name) === value));
}

/** The options with the flags of commands behind their own: what the options say wins. */
export function withFlags<Options extends CompileOptions>(options: Options, flags: CommandFlags): Options {
  const { define = {}, undefine = [], forceInclude = [] } = options;
  return {
    ...options,
    searchDirs: flags.searchDirs,
    define: { ...flags.define, ...define },
    undefine: [...flags.undefine.filter((name) => !Object.hasOwn(define, name)), ...undefine],
    forceInclude: [...flags.forceInclude, ...forceInclude],
    shortEnums: options.shortEnums ?? flags.shortEnums,
    pack: options.pack ?? flags.pack,
  };
}
