// In: what a plugin call or a config file says, of any shape. Out: what is wrong with it, in words; a filter of paths.
// Rule: one table of options for every front, so that plugins and command line cannot differ; a wrong option is
// named together with what was probably meant.

import type { CompileOptions } from './options.ts';
import { nearest } from './source/nearest.ts';
import { targetNamed } from './target.ts';

/**
 * A regular expression is tested against the whole path (with `/`); a glob (`*`, `**`, `?`, `{a,b}`) against its end,
 * from a folder's beginning on: "hw/*.h" accepts "/src/hw/rtc.h".
 */
export type Pattern = string | RegExp;

/** Where the types of headers go; see docs/plugins.md. */
export type TypesPlace = boolean | 'beside' | { readonly out?: string; readonly base?: string };

/** What `qidl.config.js` may hold, and what a plugin is called with. */
export interface Config extends Omit<CompileOptions, 'exporting' | 'importSuffix' | 'searchDirs'> {
  /** A `compile_commands.json`, whose flags stand behind the options; see compile-commands.ts. */
  readonly compileCommands?: string;
  /** Which files are QIDL headers. Default: `/\.qidl\.h$/`. */
  readonly include?: Pattern | readonly Pattern[];
  /** Which of those are not. */
  readonly exclude?: Pattern | readonly Pattern[];
  /** Default: true, which means `{ out: '.qidl', base: '.' }`. */
  readonly dts?: TypesPlace;
}

interface Rule {
  /** Completes "must be …". */
  readonly expects: string;
  readonly accepts: (value: unknown) => boolean;
}

const isString = (value: unknown): boolean => typeof value === 'string';
const isPattern = (value: unknown): boolean => isString(value) || value instanceof RegExp;
const isList = (value: unknown, of: (element: unknown) => boolean): boolean => Array.isArray(value) && value.every(of);
const isRecord = (value: unknown, of: (element: unknown) => boolean = () => true): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && Object.values(value).every(of);

/** `DEBUG`, or with parameters as after a compiler's -D: `MIN(a,b)`. */
const isMacroName = (value: unknown): boolean =>
  isString(value) && /^[^\s\d(][^\s(]*(?:\(.*\))?$/.test(value as string);

const aBoolean: Rule = { expects: 'true or false', accepts: (value) => typeof value === 'boolean' };
const strings: Rule = { expects: 'a list of strings', accepts: (value) => isList(value, isString) };
const modules: Rule = { expects: 'an object of C name → module', accepts: (value) => isRecord(value, isString) };
const patterns: Rule = {
  expects: 'a glob, a regular expression, or a list of these',
  accepts: (value) => isPattern(value) || isList(value, isPattern),
};

const rules: { readonly [Name in keyof Required<Config>]: Rule } = {
  target: {
    expects: 'the name of a target',
    accepts: (value) => typeof value === 'string' && !('unknown' in targetNamed(value)),
  },
  includeDirs: strings,
  compileCommands: { expects: 'the path of a compile_commands.json', accepts: isString },
  define: {
    expects: 'an object of macro name → replacement text, or true',
    accepts: (value) =>
      isRecord(value, (text) => text === true || isString(text)) && Object.keys(value as object).every(isMacroName),
  },
  undefine: { expects: 'a list of names of macros', accepts: (value) => isList(value, isMacroName) },
  forceInclude: strings,
  unknown: { expects: '"error" or "broken"', accepts: (value) => value === 'error' || value === 'broken' },
  immutableTypes: strings,
  types: modules,
  functions: modules,
  strict: aBoolean,
  lock: { expects: 'the path of a lock file', accepts: isString },
  shortEnums: aBoolean,
  pack: { expects: '0, 1, 2, 4, 8 or 16', accepts: (value) => [0, 1, 2, 4, 8, 16].includes(value as number) },
  include: patterns,
  exclude: patterns,
  dts: {
    expects: 'true, false, "beside" or { out, base }',
    accepts: (value) =>
      typeof value === 'boolean' ||
      value === 'beside' ||
      (isRecord(value, isString) && Object.keys(value as object).every((key) => key === 'out' || key === 'base')),
  },
};

/**
 * One sentence for each thing that is wrong; empty when all is well. `more` are options that only the caller knows,
 * each with what it must be.
 */
export function checkConfig(given: unknown, more: Readonly<Record<string, Rule>> = {}): string[] {
  if (!isRecord(given)) return [`the options must be an object, not ${shown(given)}`];
  const known = new Map(Object.entries({ ...rules, ...more }));
  const wrong: string[] = [];
  for (const [name, value] of Object.entries(given as object)) {
    const rule = known.get(name);
    if (rule === undefined) wrong.push(unknownOption(name, known.keys()));
    else if (value !== undefined && !rule.accepts(value)) wrong.push(wrongValue(name, rule, value));
  }
  return wrong;
}

function unknownOption(name: string, known: Iterable<string>): string {
  const names = [...known];
  const meant = nearest(name, names);
  return `unknown option "${name}"; ${meant === null ? `there are ${names.join(', ')}` : `did you mean "${meant}"?`}`;
}

function wrongValue(name: string, rule: Rule, value: unknown): string {
  const problem = `option "${name}" must be ${rule.expects}, not ${shown(value)}`;
  if (name !== 'target' || typeof value !== 'string') return problem;
  const target = targetNamed(value);
  return 'unknown' in target ? `${problem}; ${target.hint}` : problem;
}

function shown(value: unknown): string {
  if (typeof value === 'function') return 'a function';
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}

/** The patterns of an option as regular expressions over paths. */
export function pathPatterns(option: Pattern | readonly Pattern[] | undefined): RegExp[] {
  if (option === undefined) return [];
  const list = Array.isArray(option) ? (option as readonly Pattern[]) : [option as Pattern];
  // A global or sticky expression remembers where it stopped; one path must not decide about the next.
  return list.map((pattern) =>
    typeof pattern === 'string' ? globPattern(pattern) : new RegExp(pattern, pattern.flags.replace(/[gy]/g, '')),
  );
}

/** Which files are QIDL headers, by default. */
export const QIDL_HEADER: RegExp = /\.qidl\.h$/;

export function createPathFilter(config: Pick<Config, 'include' | 'exclude'>): (path: string) => boolean {
  const include = pathPatterns(config.include ?? QIDL_HEADER);
  const exclude = pathPatterns(config.exclude);
  return (path) => include.some((pattern) => pattern.test(path)) && !exclude.some((pattern) => pattern.test(path));
}

const wildcards: ReadonlyMap<string, string> = new Map([
  ['**/', '(?:.*/)?'],
  ['**', '.*'],
  ['*', '[^/]*'],
  ['?', '[^/]'],
]);

function globPattern(glob: string): RegExp {
  let open = 0;
  const body = glob.replace(/^\.\//, '').replace(/\*\*\/|\*\*|[\\^$+.()|[\]*?{},]/g, (part) => {
    if (part === '{') return (open++, '(?:');
    if (part === '}' && open > 0) return (open--, ')');
    if (part === ',') return open > 0 ? '|' : ',';
    return wildcards.get(part) ?? `\\${part}`;
  });
  const start = glob.startsWith('/') ? '^' : '(?:^|/)';
  return new RegExp(`${start}${body}${')'.repeat(open)}$`);
}
