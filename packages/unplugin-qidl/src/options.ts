// In: what a plugin was called with. Out: the same, checked, on top of the config file.
// Rule: the options are those of `Config` (@qidl/compiler) and `config`; docs/plugins.md has them with their defaults.

import { checkConfig, type Config } from '@qidl/compiler';
import { readConfig } from '@qidl/compiler/node';

export interface Options extends Config {
  /** A config file; its options apply where the plugin's own say nothing. Default: the qidl.config.js or .json of the working folder, if there is one; false: none. */
  readonly config?: string | false;
}

const configRule = {
  expects: 'the path of a config file, or false',
  accepts: (value: unknown): boolean => typeof value === 'string' || value === false,
};

/** Throws an Error with a line for each thing that is wrong. */
export function resolveOptions(options: Options = {}): Config {
  const wrong = checkConfig(options, { config: configRule });
  if (wrong.length > 0) throw new Error(wrong.map((line) => `unplugin-qidl: ${line}`).join('\n'));
  const { config: file, ...own } = options;
  if (file === false) return own;
  return { ...readConfig(process.cwd(), file)?.config, ...own };
}
