// In: the words after a verb. Out: its paths and options, the config file read.
// Rule: docs/cli.md. What is wrong is a UsageError that names it and the nearest right word.

import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs, type ParseArgsConfig } from 'node:util';
import { checkConfig, nearest, type Config } from '@qidl/compiler';
import { CONFIG_FILES, readConfig } from '@qidl/compiler/node';

/** Wrong usage: exit status 2 and the message, without a stack. */
export class UsageError extends Error {}

export type OptionSpecs = NonNullable<ParseArgsConfig['options']>;

export const FORMATS = ['text', 'json', 'github-actions', 'junit'] as const;
export type Format = (typeof FORMATS)[number];

export type ConfigUse = 'any' | 'data' | 'none';

export interface Verb {
  /** After `qidl`, as in a synopsis. */
  readonly usage: string;
  /** One sentence. */
  readonly does: string;
  /** Its own options, beside the common ones. */
  readonly options: OptionSpecs;
  /**
   * 'none': no config file is looked for. 'data': one that is JSON is read; one that is code is not executed.
   * Default: 'any'.
   */
  readonly config?: ConfigUse;
  /** The exit status. */
  readonly run: (args: Arguments) => number | Promise<number>;
}

export interface Arguments {
  readonly paths: readonly string[];
  /** Of the config file, with what the command line says on top. */
  readonly config: Config;
  /** The config file in use; null when there is none. */
  readonly configFile: string | null;
  readonly format: Format;
  readonly quiet: boolean;
  readonly color: boolean;
  /** A verb's own option. */
  readonly text: (name: string) => string | undefined;
  readonly flag: (name: string) => boolean;
}

export const commonOptions: OptionSpecs = {
  'include-dir': { type: 'string', short: 'I', multiple: true },
  define: { type: 'string', short: 'D', multiple: true },
  'compile-commands': { type: 'string' },
  target: { type: 'string' },
  config: { type: 'string' },
  format: { type: 'string' },
  quiet: { type: 'boolean' },
  color: { type: 'boolean' },
  'no-color': { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
};

type Values = ReadonlyMap<string, readonly (string | true)[]>;

export function parseArguments(words: readonly string[], specs: OptionSpecs, use: ConfigUse = 'any'): Arguments {
  const { values, positionals } = split(words, { ...commonOptions, ...specs });
  const last = (name: string): string | true | undefined => values.get(name)?.at(-1);
  const text = (name: string): string | undefined => last(name) as string | undefined;
  const flag = (name: string): boolean => values.has(name);
  const file = use === 'none' ? null : configFile(use === 'data' ? jsonConfig(text('config')) : text('config'));
  return {
    paths: positionals,
    config: { ...file?.config, ...fromCommandLine(values, file?.config ?? {}) },
    configFile: file?.path ?? null,
    format: oneOf('--format', text('format') ?? 'text', FORMATS),
    quiet: flag('quiet'),
    color: flag('no-color') ? false : flag('color') || wantsColor(),
    text,
    flag,
  };
}

/** Checks that `word` is one of `words`. */
export function oneOf<Word extends string>(what: string, word: string, words: readonly Word[]): Word {
  if (words.includes(word as Word)) return word as Word;
  const meant = nearest(word, words);
  const hint = meant === null ? `it is one of ${words.join(', ')}` : `did you mean ${meant}?`;
  throw new UsageError(`${what} cannot be ${JSON.stringify(word)}; ${hint}`);
}

function split(words: readonly string[], specs: OptionSpecs): { values: Values; positionals: string[] } {
  const { tokens } = parseArgs({ args: [...words], options: specs, strict: false, tokens: true });
  const values = new Map<string, (string | true)[]>();
  const positionals: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') positionals.push(token.value);
    if (token.kind !== 'option') continue;
    const spec = Object.hasOwn(specs, token.name) ? specs[token.name] : undefined;
    if (spec === undefined) throw unknownOption(token.rawName, specs);
    if (spec.type === 'string' && !token.value) throw new UsageError(`${token.rawName} needs a value`);
    if (spec.type === 'boolean' && token.value !== undefined) throw new UsageError(`${token.rawName} takes no value`);
    const list = values.get(token.name) ?? [];
    values.set(token.name, list);
    list.push(token.value ?? true);
  }
  return { values, positionals };
}

function unknownOption(given: string, specs: OptionSpecs): UsageError {
  const meant = nearest(
    given,
    Object.keys(specs).map((name) => `--${name}`),
  );
  return new UsageError(`unknown option ${given}${meant === null ? '' : `; did you mean ${meant}?`}`);
}

/** The JSON config to read, null for none; what is code is left alone, and said to be. */
function jsonConfig(given: string | undefined): string | null {
  if (given !== undefined) {
    if (given.endsWith('.json')) return given;
    throw new UsageError(
      `${given} would have to be executed; this verb reads data only: give a .json, or -I, -D, --target`,
    );
  }
  const [found] = CONFIG_FILES.filter((file) => existsSync(file));
  if (found === undefined || found.endsWith('.json')) return found ?? null;
  process.stderr.write(`qidl: ${found} is not executed by this verb; say what it needs with -I, -D and --target\n`);
  return null;
}

function configFile(given: string | null | undefined): ReturnType<typeof readConfig> {
  if (given === null) return null;
  try {
    return readConfig(process.cwd(), given);
  } catch (error) {
    throw new UsageError((error as Error).message, { cause: error });
  }
}

function fromCommandLine(values: Values, file: Config): Config {
  const includeDirs = ((values.get('include-dir') ?? []) as string[]).map((folder) => resolve(folder));
  const define = ((values.get('define') ?? []) as string[]).map(definition);
  const target = values.get('target')?.at(-1);
  const compileCommands = values.get('compile-commands')?.at(-1) as string | undefined;
  const config = {
    ...(includeDirs.length > 0 && { includeDirs: [...includeDirs, ...(file.includeDirs ?? [])] }),
    ...(define.length > 0 && { define: { ...file.define, ...Object.fromEntries(define) } }),
    ...(target !== undefined && { target }),
    ...(compileCommands !== undefined && { compileCommands: resolve(compileCommands) }),
  };
  const [wrong] = checkConfig(config);
  if (wrong !== undefined) throw new UsageError(wrong.replace('option "target"', '--target'));
  return config as Config;
}

function definition(text: string): [name: string, replacement: string | true] {
  const equals = text.indexOf('=');
  return equals < 0 ? [text, true] : [text.slice(0, equals), text.slice(equals + 1)];
}

/** https://no-color.org and https://force-color.org; otherwise on terminals. */
function wantsColor(): boolean {
  if (process.env.NO_COLOR) return false;
  if (process.env.FORCE_COLOR) return process.env.FORCE_COLOR !== '0';
  return process.stderr.isTTY === true && process.env.TERM !== 'dumb';
}
