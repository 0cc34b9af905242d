// The command line: `qidl VERB …`. One file per verb; this one finds the verb and turns errors into exit statuses.
// Rule: 0 all well; 1 findings or errors in the input; 2 wrong usage or a fault of our own. See docs/cli.md.

import { readFileSync } from 'node:fs';
import { nearest } from '@qidl/compiler';
import { audit } from './audit.ts';
import { check } from './check.ts';
import { compile } from './compile.ts';
import { explain } from './explain.ts';
import { init } from './init.ts';
import { lint } from './lint.ts';
import { lock } from './lock.ts';
import { parseArguments, UsageError, type Verb } from './options.ts';
import { print } from './print.ts';
import { read } from './read.ts';
import { types } from './types.ts';

const verbs: ReadonlyMap<string, Verb> = new Map(
  Object.entries({ compile, types, print, lint, lock, check, audit, read, explain, init }),
);

const commonUsage = `Options:
  -I DIR                search DIR for includes
  -D NAME[=VALUE]       define a macro
  --target NAME         C's type sizes: wasm32 (default), x86_64, i386, aarch64, arm, riscv64, s390x, ppc64
  --config FILE         instead of the qidl.config.js or .json of this folder
  --format FORMAT       findings as text (default), json, github-actions or junit
  --quiet               errors only
  --color, --no-color   instead of asking the terminal
`;

async function main([name, ...words]: readonly string[]): Promise<number> {
  try {
    if (name === undefined || name === 'help' || name === '--help' || name === '-h') return help(name, words);
    if (name === '--version') return version();
    const verb = verbs.get(name);
    if (verb === undefined) throw unknownVerb(name);
    const args = parseArguments(words, verb.options, verb.config);
    if (args.flag('help')) return help('help', [name]);
    return await verb.run(args);
  } catch (error) {
    return failed(error);
  }
}

function unknownVerb(name: string): UsageError {
  const meant = nearest(name, verbs.keys());
  return new UsageError(`there is no verb ${name}${meant === null ? '' : `; did you mean ${meant}?`}\n\n${summary()}`);
}

function help(asked: string | undefined, [name]: readonly string[]): number {
  const verb = name === undefined ? undefined : verbs.get(name);
  const text = verb === undefined ? summary() : `Usage: qidl ${verb.usage}\n\n${sentence(verb.does)}\n\n${commonUsage}`;
  if (asked === undefined) process.stderr.write(text);
  else process.stdout.write(text);
  return asked === undefined ? 2 : 0;
}

function summary(): string {
  const lines = [...verbs.values()].map(({ usage, does }) => `  ${usage}\n      ${does}\n`);
  return `Usage: qidl VERB …\n\n${lines.join('')}\n${commonUsage}`;
}

function sentence(text: string): string {
  return `${text[0].toUpperCase()}${text.slice(1)}.`;
}

function version(): number {
  const { version: number } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  process.stdout.write(`${number}\n`);
  return 0;
}

function failed(error: unknown): number {
  if (error instanceof UsageError) process.stderr.write(`qidl: ${error.message}\n`);
  else if (isSystemError(error)) process.stderr.write(`qidl: ${error.message}\n`);
  else
    process.stderr.write(
      `qidl: this is a fault of qidl, not of its input; please report it\n${(error as Error)?.stack ?? error}\n`,
    );
  return 2;
}

/** A full disk, a folder that may not be written: the operating system's message says it all. */
function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error;
}

// A reader that has seen enough (`qidl print … | head`) is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

process.exitCode = await main(process.argv.slice(2));
