// In: what a plugin was called with. Out: the same, checked, on top of the config file, with the flags of a C build in
// their place.
// Rule: the options are those of `Config` (@qidl/compiler) and `config`; docs/plugins.md has them with their defaults.

import { resolve } from 'node:path';
import { checkConfig, type Config } from '@qidl/compiler';
import { readConfig, withCompileCommands } from '@qidl/compiler/node';
import { slashed } from './paths.ts';

export interface Options extends Config {
  /** A config file; its options apply where the plugin's own say nothing. Default: the qidl.config.js or .json of the working folder, if there is one; false: none. */
  readonly config?: string | false;
}

const configRule = {
  expects: 'the path of a config file, or false',
  accepts: (value: unknown): boolean => typeof value === 'string' || value === false,
};

export interface Resolved {
  readonly options: Omit<Config, 'compileCommands'>;
  /** The files that options came from: when one of these changes, the plugin is another. */
  readonly files: readonly string[];
}

/** Throws an Error with a line for each thing that is wrong. */
export function resolveOptions(given: Options = {}): Resolved {
  const wrong = checkConfig(given, { config: configRule });
  if (wrong.length > 0) throw new Error(wrong.map((line) => `unplugin-qidl: ${line}`).join('\n'));
  const { config: file, ...own } = given;
  const found = file === false ? null : readConfig(process.cwd(), file);
  const options = { ...found?.config, ...own };
  const { compileCommands } = options;
  return {
    options: withCompileCommands(options),
    files: [found?.path, compileCommands && resolve(compileCommands)].filter((path) => path !== undefined).map(slashed),
  };
}
